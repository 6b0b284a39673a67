/** The screens. The overview is in the first chunk, everything else is loaded when it is first opened. */
import { createHashRouter, Navigate } from 'react-router'
import { Loading } from '../components/loading.tsx'
import { OverviewView } from '../features/overview/overview-view.tsx'
import { RouteError } from './route-error.tsx'
import { Shell } from './shell.tsx'

const connectorDetail = () => import('../features/connectors/connector-detail.tsx')

export function createRouter() {
  return createHashRouter([
    {
      Component: Shell,
      ErrorBoundary: RouteError,
      HydrateFallback: Loading,
      children: [
        {
          // A screen that breaks leaves the navigation standing.
          ErrorBoundary: RouteError,
          children: [
            { path: '/overview', Component: OverviewView },
            { path: '/connectors', lazy: () => import('../features/connectors/connector-list.tsx') },
            { path: '/connectors/new', lazy: connectorDetail },
            { path: '/connectors/:id', lazy: connectorDetail },
            { path: '/sync', lazy: () => import('../features/sync/monitor/sync-monitor.tsx') },
            { path: '/data', lazy: () => import('../features/data/data-view.tsx') },
            { path: '/settings', lazy: () => import('../features/settings/settings-view.tsx') },
            { path: '/settings/log', lazy: () => import('../features/settings/log-view.tsx') },
            { path: '/help/:article?', lazy: () => import('../features/help/help-view.tsx') },
            { path: '/first-steps', lazy: () => import('../features/first-steps/first-steps-view.tsx') },
            { path: '*', element: <Navigate to="/overview" replace /> },
          ],
        },
      ],
    },
  ])
}

/** The screens. The list is in the first chunk, everything else is loaded when it is first opened. */
import { createHashRouter, Navigate } from 'react-router'
import { ConnectorList } from '../features/connectors/connector-list.tsx'
import { Loading } from '../components/loading.tsx'
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
            { path: '/connectors', Component: ConnectorList },
            { path: '/connectors/new', lazy: connectorDetail },
            { path: '/connectors/:id', lazy: connectorDetail },
            { path: '/data', lazy: () => import('../features/data/data-view.tsx') },
            { path: '/settings', lazy: () => import('../features/settings/settings-view.tsx') },
            { path: '/help', lazy: () => import('../features/help/help-view.tsx') },
            { path: '*', element: <Navigate to="/connectors" replace /> },
          ],
        },
      ],
    },
  ])
}

import Button from '@mui/material/Button'
import Stack from '@mui/material/Stack'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { AppErrorAlert } from '../components/app-error-alert.tsx'
import { unwrap } from '../api/unwrap.ts'
import { pressingProblems } from '../features/overview/open-problems.ts'
import { overviewQuery } from '../features/overview/overview-queries.ts'

/**
 * Of the problems of the overview those that befall the application itself stand above every other screen as well: data
 * is at stake, whatever a person is doing. All others stand in the overview alone; the number in the navigation leads
 * there.
 */
export function Notices() {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const overview = useQuery(overviewQuery).data
  const dismiss = useMutation({ mutationFn: (id: string) => unwrap(window.api.overview.dismiss({ id })) })
  if (!overview || pathname.startsWith('/overview')) return null
  const notices = pressingProblems(overview).flatMap(({ id, kind, cause, since, urgency }) =>
    cause.is === 'error' && (kind === 'incident' || kind === 'application')
      ? [{ id, error: cause.error, since, urgency, kind }]
      : [],
  )
  if (notices.length === 0) return null
  return (
    <Stack
      component="section"
      aria-label={t('notices.label')}
      spacing={1}
      sx={{ px: { xs: 2, lg: 3 }, pt: 2 }}
    >
      {notices.map(({ id, error, since, urgency, kind }) => (
        <AppErrorAlert
          key={id}
          error={error}
          {...(kind === 'incident' && { at: since })}
          severity={urgency === 'critical' ? 'error' : 'warning'}
          action={
            <Button
              color="inherit"
              size="small"
              disabled={dismiss.isPending}
              onClick={() => {
                dismiss.mutate(id)
              }}
            >
              {t('notices.dismiss')}
            </Button>
          }
        />
      ))}
    </Stack>
  )
}

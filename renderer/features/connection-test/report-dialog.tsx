/** The report of a test: in which language, with what in it, and where it goes. */
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormHelperText from '@mui/material/FormHelperText'
import MenuItem from '@mui/material/MenuItem'
import Stack from '@mui/material/Stack'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LANGUAGES, type Language } from '#shared/domain/settings.ts'
import type { ReportFormat, TestReference, TestReportOptions } from '#shared/domain/test-record.ts'
import { toAppError, unwrap } from '../../api/unwrap.ts'
import { HelpDialogTitle } from '../../components/help-dialog-title.tsx'
import { useFeedback } from '../../components/feedback.ts'
import { useTestTexts } from './use-test-texts.ts'

type ReportDialogProps = { readonly test: TestReference; readonly onClose: () => void }

/** A language is called by its own name, so that who does not read the present one finds it. */
const LANGUAGE_NAMES: Record<Language, string> = { de: 'Deutsch', en: 'English' }

export function ReportDialog({ test, onClose }: ReportDialogProps) {
  const { t } = useTranslation()
  const id = useId()
  const { done, failed } = useFeedback()
  const { language: ofWindow } = useTestTexts()
  const [options, setOptions] = useState<TestReportOptions>({
    language: ofWindow,
    exchanges: 'left-out',
    names: 'as-they-are',
  })
  const onError = (error: Error): void => {
    failed(toAppError(error))
  }
  const save = useMutation({
    mutationFn: (format: ReportFormat) =>
      unwrap(window.api.connectionTests.saveReport({ test, format, options })),
    onSuccess: (saved) => {
      if (saved) done((words) => words('test.report.saved', { path: saved.path }))
    },
    onError,
  })
  const copy = useMutation({
    mutationFn: () => unwrap(window.api.connectionTests.copyReport({ test, options })),
    onSuccess: () => {
      done((words) => words('test.report.copied'))
    },
    onError,
  })
  const isBusy = save.isPending || copy.isPending
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} maxWidth="sm" fullWidth>
      <HelpDialogTitle id={id} help="test.report">
        {t('test.report.title')}
      </HelpDialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          <Typography>{t('test.report.about')}</Typography>
          <TextField
            select
            id={`${id}-language`}
            label={t('test.report.language')}
            value={options.language}
            onChange={(event) => {
              setOptions({ ...options, language: event.target.value as Language })
            }}
          >
            {LANGUAGES.map((language) => (
              <MenuItem key={language} value={language}>
                {LANGUAGE_NAMES[language]}
              </MenuItem>
            ))}
          </TextField>
          <div>
            <FormControlLabel
              control={<Checkbox checked={options.exchanges === 'included'} />}
              label={t('test.report.exchanges')}
              onChange={(_event, checked) => {
                setOptions({ ...options, exchanges: checked ? 'included' : 'left-out' })
              }}
            />
            <FormHelperText sx={{ ml: 4 }}>{t('test.report.exchanges.hint')}</FormHelperText>
          </div>
          <div>
            <FormControlLabel
              control={<Checkbox checked={options.names === 'replaced'} />}
              label={t('test.report.names')}
              onChange={(_event, checked) => {
                setOptions({ ...options, names: checked ? 'replaced' : 'as-they-are' })
              }}
            />
            <FormHelperText sx={{ ml: 4 }}>{t('test.report.names.hint')}</FormHelperText>
          </div>
        </Stack>
      </DialogContent>
      <DialogActions sx={{ flexWrap: 'wrap' }}>
        <Button
          disabled={isBusy}
          onClick={() => {
            copy.mutate()
          }}
        >
          {t('test.report.copy')}
        </Button>
        {(['text', 'html'] as const).map((format) => (
          <Button
            key={format}
            disabled={isBusy}
            onClick={() => {
              save.mutate(format)
            }}
          >
            {t(`test.report.${format}`)}
          </Button>
        ))}
        <Button onClick={onClose} variant="contained">
          {t('action.close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import FormControlLabel from '@mui/material/FormControlLabel'
import Stack from '@mui/material/Stack'
import Switch from '@mui/material/Switch'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type {
  AccountImportResult,
  ColumnMapping,
  OpenedAccountImport,
} from '#shared/domain/account-import.ts'
import { accountImportQuery } from '../../api/queries.ts'
import { settled, toAppError, unwrap } from '../../api/unwrap.ts'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'
import { Facts } from '../../components/facts.tsx'
import { useNewServers } from '../../components/use-new-servers.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { ColumnFields } from './column-fields.tsx'
import type { ChoosingFile } from './file-step.tsx'
import { chosenRows, isGood } from './import-rows.ts'
import { RowsGrid } from './rows-grid.tsx'

type RowsStepProps = ChoosingFile & {
  readonly opened: OpenedAccountImport
  readonly onDone: (result: AccountImportResult) => void
}

const SEPARATOR_NAMES = { ';': 'semicolon', ',': 'comma', '\t': 'tab' } as const
const ENCODING_NAMES = { 'utf-8': 'UTF-8', 'utf-16': 'UTF-16', 'windows-1252': 'Windows-1252' } as const

/** What becomes of each row, by which columns; those that can be imported are ticked. */
export function RowsStep({ opened, isChoosing, error, onChoose, onClose, onDone }: RowsStepProps) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const [mapping, setMapping] = useState<ColumnMapping>(opened.mapping)
  const [unticked, setUnticked] = useState<ReadonlySet<number>>(new Set())
  const [onlyProblems, setOnlyProblems] = useState(false)
  const query = useQuery(accountImportQuery(opened, mapping))
  const preview = query.data ?? opened.preview
  const chosen = useMemo(() => chosenRows(preview.rows, unticked), [preview.rows, unticked])
  const shown = useMemo(
    () => (onlyProblems ? preview.rows.filter((row) => !isGood(row)) : preview.rows),
    [preview.rows, onlyProblems],
  )
  const newServers = useNewServers()
  const take = useMutation({
    mutationFn: () =>
      unwrap(
        newServers.confirming((confirmedServers) =>
          settled(
            window.api.accountImport.import({ id: opened.id, mapping, rows: chosen, confirmedServers }),
          ),
        ),
      ),
    onSuccess: onDone,
  })
  const good = preview.rows.filter(isGood).length
  const bad = preview.rows.length - good
  const passwords = preview.rows.filter(({ hasPassword }) => hasPassword).length
  const withoutPassword = preview.rows.filter((row) => isGood(row) && !row.hasPassword).length
  const failed = error ?? (take.error ? toAppError(take.error) : query.error ? toAppError(query.error) : null)
  const used = new Set(Object.values(mapping)).size
  return (
    <>
      <DialogContent>
        <Stack spacing={2}>
          {newServers.dialog}
          {failed && <AppErrorAlert error={failed} />}
          <Facts
            facts={[
              { name: t('accountImport.file'), value: opened.file },
              {
                name: t('accountImport.format'),
                value: t('accountImport.format.value', {
                  encoding: ENCODING_NAMES[opened.encoding],
                  separator: t(`accountImport.separator.${SEPARATOR_NAMES[opened.separator]}`),
                }),
              },
              {
                name: t('accountImport.rows'),
                value: (
                  <span aria-live="polite">
                    {t('accountImport.rows.value', { good: number(good), bad: number(bad) })}
                  </span>
                ),
              },
            ]}
          />
          {preview.missing.length > 0 && (
            <Alert severity="error">
              {t('accountImport.missing', {
                fields: preview.missing.map((field) => t(`accountImport.field.${field}`)).join(', '),
              })}
            </Alert>
          )}
          {passwords > 0 && (
            <Alert severity="warning">{t('accountImport.passwords', { count: passwords })}</Alert>
          )}
          {preview.needsPasswords && withoutPassword > 0 && (
            <Alert severity="info">{t('accountImport.withoutPassword', { count: withoutPassword })}</Alert>
          )}
          {preview.ignoresPasswords && (
            <Alert severity="warning">{t('accountImport.passwordsIgnored')}</Alert>
          )}
          {/* MUI takes the margin from an accordion that is the first of its kind among its siblings. */}
          <Box>
            <ColumnFields
              headings={opened.headings}
              mapping={mapping}
              missing={preview.missing}
              note={t('accountImport.columns.state', { used, all: opened.headings.length })}
              onChange={setMapping}
            />
          </Box>
          {bad > 0 && good > 0 && (
            <FormControlLabel
              label={t('accountImport.onlyProblems')}
              control={
                <Switch
                  checked={onlyProblems}
                  onChange={(_event, checked) => {
                    setOnlyProblems(checked)
                  }}
                />
              }
            />
          )}
          <RowsGrid
            rows={shown}
            missing={preview.missing}
            unticked={unticked}
            isLoading={query.isFetching}
            onUntick={setUnticked}
          />
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button disabled={isChoosing || take.isPending} onClick={onChoose} sx={{ mr: 'auto' }}>
          {t('accountImport.chooseOther')}
        </Button>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button
          variant="contained"
          disabled={chosen.length === 0 || take.isPending || query.isFetching}
          onClick={() => {
            take.mutate()
          }}
        >
          {chosen.length === 0 ? t('accountImport.none') : t('accountImport.take', { count: chosen.length })}
        </Button>
      </DialogActions>
    </>
  )
}

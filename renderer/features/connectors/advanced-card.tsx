import ExpandIcon from '@mui/icons-material/ExpandMore'
import Accordion from '@mui/material/Accordion'
import AccordionDetails from '@mui/material/AccordionDetails'
import AccordionSummary from '@mui/material/AccordionSummary'
import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useFormState, type UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { MAX_FAILED_LOGON_ATTEMPTS, type ConnectorDraft } from '#shared/domain/connector.ts'
import { ATTEMPTS_RANGE, CONFLICT_POLICIES, SYNC_INTERVAL_RANGE } from '#shared/domain/sync-settings.ts'
import { FormNumberField } from '../../components/form-number-field.tsx'
import { FormSwitch } from '../../components/form-switch.tsx'
import { FormTextField } from '../../components/form-text-field.tsx'
import { FormGrid } from '../../components/form-grid.tsx'
import { HelpButton } from '../help/help-button.tsx'

/** "Erweitert": how the accounts of the connector synchronise. Opens by itself when something in it is wrong. */
export function AdvancedCard({ form }: { readonly form: UseFormReturn<ConnectorDraft> }) {
  const { t } = useTranslation()
  const { control } = form
  const { errors } = useFormState({ control, name: ['sync', 'maxFailedLogonAttempts'] })
  const [isOpen, setOpen] = useState(false)
  return (
    <Accordion
      variant="outlined"
      disableGutters
      expanded={isOpen || errors.sync !== undefined || errors.maxFailedLogonAttempts !== undefined}
      onChange={(_event, open) => {
        setOpen(open)
      }}
    >
      <AccordionSummary expandIcon={<ExpandIcon />} id="advanced-title" aria-controls="advanced-content">
        <Box>
          <Typography variant="h2" component="span">
            {t('connector.advanced')}
          </Typography>
          <Typography variant="body2" color="textSecondary">
            {t('connector.advanced.hint')}
          </Typography>
        </Box>
      </AccordionSummary>
      <AccordionDetails>
        <Box sx={{ display: 'flex', justifyContent: 'end', mt: -1, mb: 1 }}>
          <HelpButton place="connector.advanced" />
        </Box>
        <FormGrid>
          <FormNumberField
            control={control}
            name="sync.syncIntervalMinutes"
            label={t('connector.syncInterval')}
            range={SYNC_INTERVAL_RANGE}
            hint={t('connector.syncInterval.hint', SYNC_INTERVAL_RANGE)}
          />
          <FormTextField
            control={control}
            name="sync.conflictPolicy"
            label={t('connector.conflictPolicy')}
            select
            hint={t('connector.conflictPolicy.hint')}
          >
            {CONFLICT_POLICIES.map((policy) => (
              <MenuItem key={policy} value={policy}>
                {t(`conflictPolicy.${policy}`)}
              </MenuItem>
            ))}
          </FormTextField>
          <FormNumberField
            control={control}
            name="sync.maxFailedSyncDownAttempts"
            label={t('connector.maxFailedSyncDownAttempts')}
            range={ATTEMPTS_RANGE}
            hint={t('connector.maxFailedSyncDownAttempts.hint', ATTEMPTS_RANGE)}
          />
          <FormNumberField
            control={control}
            name="sync.maxFailedSyncUpAttempts"
            label={t('connector.maxFailedSyncUpAttempts')}
            range={ATTEMPTS_RANGE}
            hint={t('connector.maxFailedSyncUpAttempts.hint', ATTEMPTS_RANGE)}
          />
          <FormNumberField
            control={control}
            name="maxFailedLogonAttempts"
            label={t('connector.maxFailedLogonAttempts')}
            range={MAX_FAILED_LOGON_ATTEMPTS}
            hint={t('connector.maxFailedLogonAttempts.hint')}
          />
          {(['continueImportOnError', 'continueExportOnError'] as const).map((name) => (
            <Box key={name}>
              <FormSwitch control={control} name={`sync.${name}`} label={t(`connector.${name}`)} />
              <Typography variant="caption" color="textSecondary" sx={{ display: 'block' }}>
                {t(`connector.${name}.hint`)}
              </Typography>
            </Box>
          ))}
        </FormGrid>
      </AccordionDetails>
    </Accordion>
  )
}

import ExpandMoreIcon from '@mui/icons-material/ExpandMore'
import Accordion from '@mui/material/Accordion'
import AccordionDetails from '@mui/material/AccordionDetails'
import AccordionSummary from '@mui/material/AccordionSummary'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useFormState, type UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { MAX_FAILED_LOGON_ATTEMPTS, type ConnectorDraft } from '#shared/domain/connector.ts'
import { FormNumberField } from '../../components/form-number-field.tsx'

/** The section "Erweitert": technical parameters, closed until somebody looks for them or one of them is wrong. */
export function AdvancedCard({ form }: { readonly form: UseFormReturn<ConnectorDraft> }) {
  const { t } = useTranslation()
  const { control } = form
  const [isOpen, setOpen] = useState(false)
  const { errors } = useFormState({ control })
  const isWrong = errors.maxFailedLogonAttempts !== undefined
  return (
    // The box keeps the distance to the card before, which an open accordion takes away.
    <Box>
      <Accordion
        variant="outlined"
        disableGutters
        expanded={isOpen || isWrong}
        onChange={(_event, expanded) => {
          setOpen(expanded)
        }}
        slotProps={{ heading: { component: 'h2' } }}
      >
        <AccordionSummary expandIcon={<ExpandMoreIcon />}>
          <Typography variant="h2" component="span">
            {t('connector.advanced')}
          </Typography>
        </AccordionSummary>
        <AccordionDetails>
          <Box
            sx={{
              display: 'grid',
              gap: 2,
              gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' },
              alignItems: 'start',
            }}
          >
            <FormNumberField
              control={control}
              name="maxFailedLogonAttempts"
              label={t('connector.maxFailedLogonAttempts')}
              hint={t('connector.maxFailedLogonAttempts.hint')}
              least={MAX_FAILED_LOGON_ATTEMPTS.least}
              most={MAX_FAILED_LOGON_ATTEMPTS.most}
            />
          </Box>
        </AccordionDetails>
      </Accordion>
    </Box>
  )
}

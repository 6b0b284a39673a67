import ExpandIcon from '@mui/icons-material/ExpandMore'
import Accordion from '@mui/material/Accordion'
import AccordionDetails from '@mui/material/AccordionDetails'
import AccordionSummary from '@mui/material/AccordionSummary'
import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  IMPORT_FIELDS,
  REQUIRED_IMPORT_FIELDS,
  type ColumnMapping,
  type ImportField,
} from '#shared/domain/account-import.ts'

type ColumnFieldsProps = {
  readonly headings: readonly string[]
  readonly mapping: ColumnMapping
  readonly missing: readonly ImportField[]
  readonly note: string
  readonly onChange: (mapping: ColumnMapping) => void
}

const NONE = 'none'

/** Which column of the file holds which field; open by itself where a needed one was not recognised. */
export function ColumnFields({ headings, mapping, missing, note, onChange }: ColumnFieldsProps) {
  const { t } = useTranslation()
  const id = useId()
  const [isOpen, setOpen] = useState(missing.length > 0)
  return (
    <Accordion
      variant="outlined"
      disableGutters
      expanded={isOpen}
      onChange={(_event, expanded) => {
        setOpen(expanded)
      }}
    >
      <AccordionSummary expandIcon={<ExpandIcon />} id={`${id}-head`} aria-controls={`${id}-columns`}>
        <Typography sx={{ mr: 2 }}>{t('accountImport.columns')}</Typography>
        <Typography variant="body2" color="textSecondary" sx={{ alignSelf: 'center' }}>
          {note}
        </Typography>
      </AccordionSummary>
      <AccordionDetails id={`${id}-columns`}>
        <Box
          sx={{
            display: 'grid',
            gap: 2,
            gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr', md: '1fr 1fr 1fr' },
            alignItems: 'start',
          }}
        >
          {IMPORT_FIELDS.map((field) => (
            <TextField
              key={field}
              select
              size="small"
              id={`${id}-${field}`}
              label={t(`accountImport.field.${field}`)}
              required={REQUIRED_IMPORT_FIELDS.includes(field)}
              error={missing.includes(field)}
              helperText={missing.includes(field) ? t(reason(field, mapping)) : undefined}
              value={mapping[field] ?? NONE}
              onChange={(event) => {
                onChange(withColumn(mapping, field, event.target.value))
              }}
            >
              <MenuItem value={NONE}>{t('accountImport.columns.none')}</MenuItem>
              {headings.map((heading, column) => (
                <MenuItem key={column} value={column}>
                  {heading === '' ? t('accountImport.columns.unnamed', { number: column + 1 }) : heading}
                </MenuItem>
              ))}
            </TextField>
          ))}
        </Box>
      </AccordionDetails>
    </Accordion>
  )
}

/** A table from Active Directory knows no address of Winoffice Prime, which often is that of the mailbox. */
function reason(field: ImportField, mapping: ColumnMapping) {
  return field === 'primeAddress' && mapping.mailbox !== undefined
    ? 'accountImport.columns.requiredPrime'
    : 'accountImport.columns.required'
}

function withColumn(mapping: ColumnMapping, field: ImportField, chosen: unknown): ColumnMapping {
  const { [field]: _before, ...others } = mapping
  return chosen === NONE ? others : { ...others, [field]: Number(chosen) }
}

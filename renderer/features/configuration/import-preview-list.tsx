import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { ImportPreview } from '#shared/domain/configuration.ts'
import type { AppError } from '#shared/errors.ts'
import { StatusChip, type Tone } from '../../components/status-chip.tsx'
import { useErrorText } from '../../i18n/use-error-text.ts'
import { accountKey, connectorKey, isAccountPossible, toggled, type ImportChoice } from './import-choice.ts'

type ImportPreviewListProps = {
  readonly preview: ImportPreview
  readonly choice: ImportChoice
  readonly onChange: (choice: ImportChoice) => void
}

/** Every connector of the file with its accounts; what would replace something is not ticked by itself. */
export function ImportPreviewList({ preview, choice, onChange }: ImportPreviewListProps) {
  const { t } = useTranslation()
  const toggle = (key: string) => () => {
    onChange(toggled(choice, key))
  }
  return (
    <Box>
      {preview.connectors.map((connector, index) => (
        <Box key={index}>
          <PreviewItem
            label={connector.name}
            details={[
              connector.url,
              connector.authority && t('configuration.import.authority', { authority: connector.authority }),
              connector.fingerprint &&
                t('configuration.import.fingerprint', { fingerprint: connector.fingerprint }),
              connector.authorities > 0 &&
                t('configuration.import.authorities', { count: connector.authorities }),
            ]}
            item={connector}
            isChosen={choice.has(connectorKey(index))}
            isPossible
            onToggle={toggle(connectorKey(index))}
          />
          <Box sx={{ pl: 4 }}>
            {connector.accounts.map((account, place) => (
              <PreviewItem
                key={place}
                label={account.mailbox}
                details={[
                  account.primeAddress,
                  account.url && t('configuration.import.ownUrl', { url: account.url }),
                ]}
                item={account}
                isChosen={choice.has(accountKey(index, place))}
                isPossible={isAccountPossible(preview, choice, index)}
                onToggle={toggle(accountKey(index, place))}
              />
            ))}
          </Box>
        </Box>
      ))}
    </Box>
  )
}

const TONES = {
  new: 'success',
  existing: 'neutral',
  replaced: 'warning',
  refused: 'error',
} as const satisfies Record<string, Tone>

type PreviewItemProps = {
  readonly label: string
  /** A line each; what is empty is none. */
  readonly details: readonly (string | false)[]
  readonly item: {
    readonly state: 'new' | 'existing' | 'refused'
    readonly problem: AppError | null
    readonly hasSecret: boolean
  }
  readonly isChosen: boolean
  readonly isPossible: boolean
  readonly onToggle: () => void
}

function PreviewItem({ label, details, item, isChosen, isPossible, onToggle }: PreviewItemProps) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const isRefused = item.state === 'refused'
  const isTicked = isChosen && isPossible && !isRefused
  // What is left as it is is no reason for a warning.
  const state = item.state === 'existing' && isTicked ? 'replaced' : item.state
  const reasons = item.problem?.fields ?? (item.problem ? [item.problem] : [])
  return (
    <Box>
      <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
        <FormControlLabel
          sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}
          control={
            <Checkbox
              size="small"
              checked={isTicked}
              disabled={isRefused || !isPossible}
              onChange={onToggle}
            />
          }
          label={label}
        />
        {item.hasSecret && <StatusChip tone="info" label={t('configuration.withSecret')} />}
        <StatusChip tone={TONES[state]} label={t(`configuration.state.${state}`)} />
      </Stack>
      {details
        .filter((detail) => detail !== false && detail !== '')
        .map((detail, index) => (
          <Typography
            key={index}
            variant="caption"
            color="textSecondary"
            component="div"
            sx={{ pl: 4.5, overflowWrap: 'anywhere' }}
          >
            {detail}
          </Typography>
        ))}
      {reasons.map((reason, index) => {
        const { what, todo } = errorText(reason)
        return (
          <Typography key={index} variant="caption" color="error" component="div" sx={{ pl: 4.5 }}>
            {what} {todo}
          </Typography>
        )
      })}
    </Box>
  )
}

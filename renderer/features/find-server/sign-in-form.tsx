import { zodResolver } from '@hookform/resolvers/zod'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import Paper from '@mui/material/Paper'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { discoverySignInSchema, type DiscoverySignIn, type PasswordMethod } from '#shared/domain/discovery.ts'
import { FormGrid } from '../../components/form-grid.tsx'
import { FormTextField } from '../../components/form-text-field.tsx'

type SignInFormProps = {
  readonly title: string
  readonly text: string
  /** What the server offers, the proposed one first. */
  readonly methods: readonly [PasswordMethod, ...PasswordMethod[]]
  readonly userName: string
  readonly submitLabel: string
  readonly onSubmit: (signIn: DiscoverySignIn) => void
  /** Goes on without. */
  readonly onSkip?: () => void
}

/** User name and password for one search; nothing of it is stored. */
export function SignInForm(props: SignInFormProps) {
  const { title, text, methods, userName, submitLabel, onSubmit, onSkip } = props
  const { t } = useTranslation()
  const { control, handleSubmit } = useForm<DiscoverySignIn>({
    resolver: zodResolver(discoverySignInSchema),
    defaultValues: { method: methods[0], userName, password: '' },
    mode: 'onTouched',
  })
  const plain = { htmlInput: { spellCheck: false, autoComplete: 'off', autoCapitalize: 'off' } }
  return (
    <Paper
      variant="outlined"
      component="form"
      aria-label={title}
      noValidate
      sx={{ p: 2 }}
      onSubmit={(event) => {
        event.stopPropagation()
        void handleSubmit(onSubmit)(event)
      }}
    >
      <Stack spacing={2}>
        <Box>
          <Typography variant="subtitle1" component="h3">
            {title}
          </Typography>
          <Typography variant="body2" color="textSecondary">
            {text}
          </Typography>
        </Box>
        <FormGrid>
          <FormTextField
            control={control}
            name="userName"
            label={t('find.userName')}
            hint={t('find.userName.hint')}
            required
            slotProps={plain}
          />
          <FormTextField
            control={control}
            name="password"
            type="password"
            label={t('find.password')}
            required
            autoFocus
            slotProps={{ htmlInput: { autoComplete: 'new-password' } }}
          />
          {methods.length > 1 && (
            <FormTextField control={control} name="method" label={t('find.method')} select>
              {methods.map((method) => (
                <MenuItem key={method} value={method}>
                  {t(`method.${method}`)}
                </MenuItem>
              ))}
            </FormTextField>
          )}
        </FormGrid>
        <Stack direction="row" spacing={1}>
          <Button type="submit" variant="contained">
            {submitLabel}
          </Button>
          {onSkip && <Button onClick={onSkip}>{t('find.signIn.skip')}</Button>}
        </Stack>
      </Stack>
    </Paper>
  )
}

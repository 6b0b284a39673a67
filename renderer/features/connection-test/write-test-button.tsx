import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'

/** Asks, in words of what will be done, before the test writes to somebody's mailbox. */
export function WriteTestButton({ onWrite }: { readonly onWrite: () => void }) {
  const { t } = useTranslation()
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        sx={{ my: 1 }}
        onClick={() => {
          setAsking(true)
        }}
      >
        {t('test.write')}
      </Button>
      <ConfirmDialog
        open={isAsking}
        title={t('test.write.title')}
        confirmLabel={t('test.write.confirm')}
        confirmColor="primary"
        onConfirm={() => {
          setAsking(false)
          onWrite()
        }}
        onClose={() => {
          setAsking(false)
        }}
      >
        <Typography>{t('test.write.text')}</Typography>
      </ConfirmDialog>
    </>
  )
}

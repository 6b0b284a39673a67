import AddIcon from '@mui/icons-material/Add'
import StepsIcon from '@mui/icons-material/ChecklistOutlined'
import SearchIcon from '@mui/icons-material/TravelExplore'
import Button from '@mui/material/Button'
import Stack from '@mui/material/Stack'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { FINDS_SERVER } from './finds-server.ts'

/** The ways to the first connector. */
export function StartActions() {
  const { t } = useTranslation()
  return (
    <Stack direction="row" spacing={1} sx={{ flexWrap: 'wrap', justifyContent: 'center' }}>
      <Button component={RouterLink} to="/first-steps" variant="contained" startIcon={<StepsIcon />}>
        {t('firstSteps.title')}
      </Button>
      <Button
        component={RouterLink}
        to="/connectors/new"
        state={FINDS_SERVER}
        variant="outlined"
        startIcon={<SearchIcon />}
      >
        {t('connectors.empty.find')}
      </Button>
      <Button component={RouterLink} to="/connectors/new" startIcon={<AddIcon />}>
        {t('connectors.empty.action')}
      </Button>
    </Stack>
  )
}

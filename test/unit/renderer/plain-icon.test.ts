import SyncIcon from '@mui/icons-material/Sync'
import NetworkCheckIcon from '@mui/icons-material/NetworkCheck'
import { isValidElement } from 'react'
import { expect, test } from 'vitest'
import { drawingOf } from '../../../renderer/components/plain-icon.tsx'

test('the drawing of an icon is found in the icons of this version of MUI', () => {
  for (const icon of [SyncIcon, NetworkCheckIcon]) {
    const drawing = drawingOf(icon)
    expect(isValidElement<{ d: string }>(drawing) && drawing.type).toBe('path')
    expect(isValidElement<{ d: string }>(drawing) && drawing.props.d).toMatch(/^[Mm]\d/)
  }
})

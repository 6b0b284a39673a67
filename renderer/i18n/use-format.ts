import type { Format } from '#shared/texts/format.ts'
import { useTexts } from './use-texts.ts'

export function useFormat(): Format {
  return useTexts().format
}

/**
 * How the window was left: a document of its own, because it is written often and read before all others. One that
 * cannot be read costs the place of the window and nothing else.
 */
import { z } from 'zod'
import type { DocumentFile } from './document-file.ts'
import { VersionedDocument } from './versioned-document.ts'

const areaSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
})

const windowSchema = z.object({
  /** When it is not maximised, in pixels of the desktop. */
  bounds: areaSchema.nullable(),
  isMaximised: z.boolean(),
  /** A person has been told once that the application goes on when its window is closed. */
  isClosingExplained: z.boolean(),
})
export type WindowData = z.infer<typeof windowSchema>

export type WindowDocument = VersionedDocument<WindowData>

export function openWindowDocument(file: DocumentFile): WindowDocument {
  return new VersionedDocument(file, {
    version: 1,
    schema: windowSchema,
    empty: { bounds: null, isMaximised: false, isClosingExplained: false },
    upgrades: {},
  })
}

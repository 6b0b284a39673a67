/** Connection tests that are over: how they are found again, and what is asked of them. */
import { z } from 'zod'
import { appErrorSchema } from '../errors.ts'
import { testOutcomeSchema, testStepIdSchema } from './connection-test.ts'
import { connectionTestIdSchema, connectorIdSchema, ewsAccountIdSchema, instantSchema } from './ids.ts'
import { languageSchema } from './settings.ts'

/** Whose tests they are: an account's, or a connector's without an account. */
export const testOwnerSchema = z.union([ewsAccountIdSchema, connectorIdSchema])
export type TestOwner = z.infer<typeof testOwnerSchema>

/** A test since the start of the application, or one of the history of its owner. */
export const testReferenceSchema = z.object({
  id: connectionTestIdSchema,
  owner: testOwnerSchema.nullable(),
})
export type TestReference = z.infer<typeof testReferenceSchema>

/** One line of the history. */
export const testHistoryEntrySchema = z.object({
  id: connectionTestIdSchema,
  startedAt: instantSchema,
  outcome: testOutcomeSchema,
  warnings: z.number().int().nonnegative(),
  durationMilliseconds: z.number().nonnegative(),
  firstFailed: z.object({ step: testStepIdSchema, error: appErrorSchema }).nullable(),
  /** Whether connector or account have been changed since, so that the test is about other values. */
  values: z.enum(['as-now', 'changed-since']),
})
export type TestHistoryEntry = z.infer<typeof testHistoryEntrySchema>

export const testHistorySchema = z.object({
  /** The latest first. */
  entries: z.array(testHistoryEntrySchema),
  /** What must be told about the file of the history. */
  notice: appErrorSchema.nullable(),
})
export type TestHistory = z.infer<typeof testHistorySchema>

export const testReportOptionsSchema = z.object({
  language: languageSchema,
  /** Whether the requests are part of it, redacted. */
  exchanges: z.enum(['left-out', 'included']),
  /** `replaced`: people's names and addresses by the same stand-in each time. */
  names: z.enum(['as-they-are', 'replaced']),
})
export type TestReportOptions = z.infer<typeof testReportOptionsSchema>

export const REPORT_FORMATS = ['text', 'html'] as const
export const reportFormatSchema = z.enum(REPORT_FORMATS)
export type ReportFormat = z.infer<typeof reportFormatSchema>

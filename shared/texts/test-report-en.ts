/** English texts of the report of a connection test. */
import type { TestReportTexts } from './catalogue.ts'

export const testReportEn: TestReportTexts = {
  testStates: {
    pending: 'pending',
    running: 'running',
    passed: 'passed',
    warning: 'with a warning',
    failed: 'failed',
    skipped: 'skipped',
  },
  testHeadlines: {
    failedAt: 'Failed at “{{step}}”',
    withWarning: 'Passed, with one warning',
    withWarnings: 'Passed, with {{count}} warnings',
  },
  testSubjects: {
    url: 'Address',
    authenticationMethod: 'Authentication method',
    mailbox: 'Mailbox',
  },
  testChanges: {
    since: 'Changed since the last passed test on {{at}}:',
    nothing: 'Since the last passed test on {{at}} nothing else has changed that the test can see.',
    replaced: '{{what}}: before {{from}}, now {{to}}',
    added: '{{what}}: new {{to}}',
    removed: '{{what}}: no longer {{from}}',
    addedAndRemoved: '{{what}}: new {{to}}; no longer {{from}}',
    state: '{{step}}: before {{from}}, now {{to}}',
  },
  testReport: {
    title: 'Connection test',
    product: 'Program',
    platform: 'Platform',
    startedAt: 'Start',
    duration: 'Duration',
    outcome: 'Outcome',
    cause: 'Cause',
    todo: 'What to do',
    steps: 'Steps',
    exchanges: 'Requests to the server',
    exchange: 'Request {{number}} in the step “{{step}}”: {{operation}}',
    exchangesGone:
      'The requests of this test are no longer there; they are kept for the latest tests only, and until the program ends.',
    requestHeaders: 'Headers of the request',
    requestBody: 'Body of the request',
    responseHeaders: 'Headers of the answer',
    responseBody: 'Body of the answer',
    noAnswer: 'no answer',
    notKept: '(not kept: {{bytes}})',
    noBody: '(empty)',
    redactionNote: 'Passwords, tokens and cookies have been removed from this report.',
    namesReplaced: 'Names and mailboxes are replaced by stand-ins, always the same ones for the same person.',
    without: 'tested without an account',
    person: 'person',
  },
}

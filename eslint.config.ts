/**
 * Lint with type information, import order, and the boundaries of the architecture. `test/unit/lint/boundaries.test.ts`
 * proves that a forbidden import fails.
 */
import js from '@eslint/js'
import type { Linter } from 'eslint'
import { defineConfig } from 'eslint/config'
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import importX from 'eslint-plugin-import-x'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

type Zone = {
  readonly target: string
  readonly from: string
  readonly except?: string[]
  readonly message: string
}

/** Which folder may import which of ours. */
const ZONES: readonly Zone[] = [
  ...['electron', 'renderer', 'test', 'resources'].map((from) => ({
    target: './shared',
    from: `./${from}`,
    message: 'shared imports nothing of ours but itself.',
  })),
  ...['electron', 'test', 'resources'].map((from) => ({
    target: './renderer',
    from: `./${from}`,
    message: 'renderer imports only shared.',
  })),
  {
    target: './electron',
    from: './renderer',
    message: 'The renderer is reached over the contract only.',
  },
  { target: './electron', from: './test', message: 'The product imports no test code.' },
  ...['exchange', 'prime', 'sync'].map((folder) => ({
    target: `./electron/${folder}`,
    from: './electron',
    except: ['./exchange', './prime', './sync'],
    message: 'The engine depends on nothing but itself and shared.',
  })),
  {
    target: './electron/exchange',
    from: './electron/prime',
    message: 'The EWS client knows no Prime store.',
  },
  { target: './electron/exchange', from: './electron/sync', message: 'The EWS client knows no engine.' },
  { target: './electron/prime', from: './electron/sync', message: 'The Prime store knows no engine.' },
  {
    target: './electron/chromium',
    from: './electron',
    except: ['./chromium', './exchange'],
    message: 'A transport knows nothing above the EWS client.',
  },
  {
    target: './electron/ipc',
    from: './electron',
    except: ['./ipc', './services'],
    message: 'ipc calls only services.',
  },
]

/** Parts of Electron that one folder each may import. */
const GUARDED = [
  { name: 'safeStorage', folder: 'electron/vault', message: 'Secrets only through the vault.' },
  { name: 'ipcMain', folder: 'electron/ipc', message: 'Calls only through the contract.' },
  { name: 'shell', folder: 'electron/main', message: 'Addresses are opened only from electron/main.' },
  { name: 'net', folder: 'electron/chromium', message: 'Requests only through the transport.' },
  { name: 'ipcRenderer', folder: 'electron/preload', message: 'Calls only through window.api.' },
]

const NO_ELECTRON = {
  name: 'electron',
  message: 'This code must start without Electron, in plain Node.',
}

export default defineConfig(
  { ignores: ['node_modules', 'out', 'dist', 'test-results', 'resources/setup/default-app'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: ZONES }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/first': 'error',
      'import-x/no-duplicates': 'error',
      'import-x/order': [
        'error',
        { groups: ['builtin', 'external', 'internal', 'parent', 'sibling', 'index'] },
      ],
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      'no-restricted-imports': ['error', { paths: guardedExcept(null) }],
      eqeqeq: 'error',
    },
  },
  ...GUARDED.map(({ folder }) => ({
    files: [`${folder}/**/*.ts`],
    rules: {
      'no-restricted-imports': ['error', { paths: guardedExcept(folder) }],
    } satisfies Linter.RulesRecord,
  })),
  {
    files: ['electron/{auth,exchange,prime,sync,diagnostics,services,cli,command}/**/*.ts', 'shared/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [NO_ELECTRON] }] },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': { rules: reactHooks.rules } },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'no-restricted-imports': ['error', { paths: [NO_ELECTRON] }],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
  { files: ['**/*.{js,cjs,mjs}'], ...tseslint.configs.disableTypeChecked },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs', globals: { process: 'readonly', require: 'readonly' } },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
)

function guardedExcept(folder: string | null) {
  const guarded = GUARDED.filter((part) => part.folder !== folder)
  // As a whole, Electron would bring the guarded parts along unseen.
  return [...guarded, { name: 'default', message: 'Import the parts of Electron by name.' }].map(
    ({ name, message }) => ({ name: 'electron', importNames: [name], message }),
  )
}

import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

const screens = ['counter', 'invoice', 'history', 'partners', 'close', 'tasks', 'settings', 'live', 'first-start'];
const noTauri = {
  group: ['@tauri-apps/*'],
  message: 'Only src/backend talks to Tauri; take a Backend instead.',
};
const noOtherScreen = (own) => ({
  group: screens.filter((name) => name !== own).map((name) => `**/${name}/**`),
  message: 'A screen does not import another screen; what two screens share lives in src/trade.',
});
const noBindings = {
  group: ['**/backend/bindings', '**/backend/tauri', '**/backend/memory*'],
  message: 'Import types from backend/backend; main.ts alone chooses which backend it is.',
};

export default ts.config(
  { ignores: ['dist', 'node_modules', 'src/backend/bindings.ts'] },
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: globals.browser },
    rules: {
      eqeqeq: 'error',
      'no-alert': 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 300 }],
      'no-restricted-imports': ['error', { patterns: [noTauri, noBindings] }],
      // The one router is the screen switch of App.svelte; there are no links to resolve.
      'svelte/no-navigation-without-resolve': 'off',
      // Maps and sets here are lookups, replaced and never mutated where a view reads them.
      'svelte/prefer-svelte-reactivity': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] } },
  },
  { files: ['**/*.svelte'], rules: { 'max-lines': ['error', { max: 200 }] } },
  {
    files: ['src/parts/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            noTauri,
            {
              group: ['**/screens/**', '**/trade/**', '**/backend/**', '**/messages/**', '**/frame/**', '**/session*'],
              message: 'Parts know nothing of the trade: pass texts and values in.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src/trade/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [noTauri, noBindings, { group: ['**/screens/**'], message: 'Screens import trade, never back.' }] },
      ],
    },
  },
  ...screens.map((own) => ({
    files: [`src/screens/${own}/**`],
    rules: { 'no-restricted-imports': ['error', { patterns: [noTauri, noBindings, noOtherScreen(own)] }] },
  })),
  { files: ['src/backend/**', 'src/main.ts', 'tests/**'], rules: { 'no-restricted-imports': 'off' } },
  { files: ['src/messages/**', 'tests/**'], rules: { 'max-lines': 'off' } },
);

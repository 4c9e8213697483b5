import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { windowFont } from './window-font.ts';

const NAMES_OF_THE_PROGRAM = [
  'crates/domain/src',
  'crates/store/src/table',
  'crates/certificate/src',
  'crates/nts/src',
  'crates/office/src/live',
  'src/live',
];

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), windowFont('src')],
  clearScreen: false,
  server: {
    port: 5173,
    strictPort: true,
    // The tests of the catalogues read the program's own names of faults, acts and reasons.
    fs: mode === 'test' ? { allow: ['.', ...NAMES_OF_THE_PROGRAM.map((place) => `../src-tauri/${place}`)] } : {},
  },
  // Under vitest the browser build of Svelte must be taken, or components render for a server.
  resolve: mode === 'test' ? { conditions: ['browser'] } : {},
  build: {
    target: ['safari16', 'chrome111'],
    // The window's CSP allows fonts and scripts from itself only: nothing is inlined as data:, nothing is fetched.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    environment: 'jsdom',
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
}));

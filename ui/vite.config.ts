import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { windowFont } from './window-font.ts';

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), windowFont('src')],
  clearScreen: false,
  server: {
    port: 5173,
    strictPort: true,
    // The test of the catalogues reads the program's own names of faults and acts.
    fs:
      mode === 'test'
        ? {
            allow: [
              '.',
              '../src-tauri/crates/domain/src',
              '../src-tauri/crates/store/src/table',
              '../src-tauri/crates/certificate/src',
            ],
          }
        : {},
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
  },
}));

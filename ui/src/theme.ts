/** Puts the chosen theme on the document; `system` follows the desktop as it changes. */
import type { Theme } from './backend/backend';

let chosen: Theme = 'system';
const darkDesktop = window.matchMedia?.('(prefers-color-scheme: dark)');

darkDesktop?.addEventListener('change', apply);

export function useTheme(theme: Theme): void {
  chosen = theme;
  apply();
}

function apply(): void {
  const system = darkDesktop?.matches ? 'dark' : 'light';
  document.documentElement.dataset.theme = chosen === 'system' ? system : chosen;
}

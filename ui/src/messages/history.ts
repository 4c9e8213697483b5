/** The catalogue of invoices in the history: their paper, their detail, and amending them. In the language in use. */
import { en } from './history/en';
import { ko } from './history/ko';
import { currentLanguage } from './messages.svelte';

export type HistoryMessages = typeof ko;

const CATALOGUES = { ko, en };

export function historyText(): HistoryMessages {
  return CATALOGUES[currentLanguage()];
}

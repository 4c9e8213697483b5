/** The catalogue of 자동 발행, in the language in use. */
import { en } from './automation/en';
import { ko } from './automation/ko';
import { currentLanguage } from './messages.svelte';

export type AutomationMessages = typeof ko;

const CATALOGUES = { ko, en };

export function automationText(): AutomationMessages {
  return CATALOGUES[currentLanguage()];
}

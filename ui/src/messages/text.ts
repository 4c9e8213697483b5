/** The catalogue of the text-message settings, in the language in use. */
import { currentLanguage } from './messages.svelte';
import { en } from './text/en';
import { ko } from './text/ko';

export type TextMessages = typeof ko;

const CATALOGUES = { ko, en };

export function textText(): TextMessages {
  return CATALOGUES[currentLanguage()];
}

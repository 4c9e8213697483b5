/** The catalogue of going live, in the language in use. */
import { en } from './live/en';
import { ko } from './live/ko';
import { currentLanguage } from './messages.svelte';

export type LiveMessages = typeof ko;

const CATALOGUES = { ko, en };

export function liveText(): LiveMessages {
  return CATALOGUES[currentLanguage()];
}

/** The catalogue of 월 마감, fetched with its screen, in the language in use. */
import { en } from './close/en';
import { ko } from './close/ko';
import { currentLanguage } from './messages.svelte';

export type CloseMessages = typeof ko;

const CATALOGUES = { ko, en };

export function closeText(): CloseMessages {
  return CATALOGUES[currentLanguage()];
}

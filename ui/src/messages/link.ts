/** The catalogue of 연결, in the language in use. */
import { en } from './link/en';
import { ko } from './link/ko';
import { currentLanguage } from './messages.svelte';

export type LinkMessages = typeof ko;

const CATALOGUES = { ko, en };

export function linkText(): LinkMessages {
  return CATALOGUES[currentLanguage()];
}

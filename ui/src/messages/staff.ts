/** The catalogue of the staff and the desk's lock, in the language in use. */
import { currentLanguage } from './messages.svelte';
import { en } from './staff/en';
import { ko } from './staff/ko';

export type StaffMessages = typeof ko;

const CATALOGUES = { ko, en };

export function staffText(): StaffMessages {
  return CATALOGUES[currentLanguage()];
}

/** The catalogue of the screens that are fetched when they are opened, in the language in use. */
import { currentLanguage } from './messages.svelte';
import { en } from './tasks/en';
import { ko } from './tasks/ko';

export type TaskMessages = typeof ko;

const CATALOGUES = { ko, en };

export function tasksText(): TaskMessages {
  return CATALOGUES[currentLanguage()];
}

/** The catalogue of the mail settings and of when invoices go to the NTS, in the language in use. */
import { en } from './mail/en';
import { ko } from './mail/ko';
import { currentLanguage } from './messages.svelte';

export type MailMessages = typeof ko;

const CATALOGUES = { ko, en };

export function mailText(): MailMessages {
  return CATALOGUES[currentLanguage()];
}

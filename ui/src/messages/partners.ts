/** The catalogue of 거래처 and of what the NTS says of a business, in the language in use. */
import { currentLanguage } from './messages.svelte';
import { en } from './partners/en';
import { ko } from './partners/ko';

export type PartnerMessages = typeof ko;

const CATALOGUES = { ko, en };

export function partnersText(): PartnerMessages {
  return CATALOGUES[currentLanguage()];
}

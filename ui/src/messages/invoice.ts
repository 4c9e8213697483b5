/** The catalogue of the tax invoice, fetched with its screen, in the language in use. */
import { en } from './invoice/en';
import { ko } from './invoice/ko';
import { currentLanguage } from './messages.svelte';

export type InvoiceMessages = typeof ko;

const CATALOGUES = { ko, en };

export function invoiceText(): InvoiceMessages {
  return CATALOGUES[currentLanguage()];
}

/** The catalogue of the tax invoice, fetched with its screen, in the language in use. */
import { en } from './invoice/en';
import { ko } from './invoice/ko';
import type { Fault } from '../backend/backend';
import { currentLanguage, faultText } from './messages.svelte';

export type InvoiceMessages = typeof ko;

const CATALOGUES = { ko, en };

export function invoiceText(): InvoiceMessages {
  return CATALOGUES[currentLanguage()];
}

/** The sentence at a place of the form; never empty, whatever code comes. */
export function invoiceFaultText({ field, code }: Pick<Fault, 'field' | 'code'>): string {
  const { faults } = invoiceText();
  return faults[`${field}:${code}`] ?? faults[code] ?? faultText(code);
}

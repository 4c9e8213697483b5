/** An invoice in the shop's words: its numbers in groups, to whom it goes. */
import type { DocumentRow } from '../backend/backend';
import { customerText } from './labels';

const INVOICE_NUMBER = /^(\d{8})([0-9A-Za-z]{8})([0-9A-Za-z]{8})$/;

/** To whom: the buyer's name of an invoice, the customer's number of a receipt. */
export function receiverText(row: DocumentRow): string {
  return row.invoice?.buyer_name ?? customerText(row);
}

/** `20261122-41000016-a8f30917`; the nine of a receipt stay as they are. */
export function approvalText(number: string | null): string {
  if (number === null) return '—';
  const [, ...groups] = INVOICE_NUMBER.exec(number) ?? [];
  return groups.length > 0 ? groups.join('-') : number;
}

/** `…a8f30917`: what tells one from another in a narrow column. */
export function shortApproval(number: string | null): string {
  if (number === null) return '—';
  return INVOICE_NUMBER.test(number) ? `…${number.slice(-8)}` : number;
}

/** `3148120001` → `314-81-20001`; what is already written otherwise stays. */
export function partyNumber(number: string): string {
  return /^\d{10}$/.test(number) ? `${number.slice(0, 3)}-${number.slice(3, 5)}-${number.slice(5)}` : number;
}

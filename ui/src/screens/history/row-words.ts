/** A row of the list in words: what it is, to whom, what about. An invoice names its buyer, a receipt its number. */
import type { DocumentRow } from '../../backend/backend';
import { historyText } from '../../messages/history';
import { t } from '../../messages/messages.svelte';
import { purposeText, shortDateTime } from '../../trade/labels';

/** This year's by day and time, an older one by its whole date: a list of several years would repeat itself otherwise. */
export function whenText(at: string, today: string): string {
  return at.slice(0, 4) === today.slice(0, 4) ? shortDateTime(at) : at.slice(0, 10);
}

export function kindText({ act, invoice }: DocumentRow): string {
  if (invoice) return historyText().rowKinds[invoice.kind];
  return act === 'cancel' ? t().history.cancelReceipt : t().history.receipt;
}

/** The purpose of a receipt; the items of an invoice; why it was amended. */
export function aboutText(row: DocumentRow): string {
  if (!row.invoice) return purposeText(row);
  const { kind, amend_reason } = row.invoice;
  const words = historyText();
  if (amend_reason !== null) return words.reasonsShort[amend_reason] ?? amend_reason;
  return kind === 'zero_rated' ? words.zeroRatedOf(row.item ?? '') : (row.item ?? '');
}

export function isMinus({ act, total }: DocumentRow): boolean {
  return act === 'cancel' || total < 0;
}

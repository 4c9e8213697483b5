/** What tests of the invoice type. */
import type { BuyerForm } from '../src/backend/backend';
import type { MemoryBackend } from '../src/backend/memory';
import { formOf, HANBIT, invoiceDocument } from '../src/backend/memory/invoice-seed';
import { PRACTICE_SHOP } from '../src/backend/memory/seed';
import type { InvoiceController } from '../src/screens/invoice/invoice.svelte';

export const BUYER: BuyerForm = HANBIT;
export const CLOSED = '111-11-11119';

/** Twenty boxes of paper at 25,000 won to a partner: 500,000 and 50,000. */
export function fillIn({ form }: InvoiceController): void {
  form.takeBuyer(BUYER);
  form.typeLine(0, 'item', '복사용지');
  form.typeLine(0, 'quantity', '20');
  form.typeLine(0, 'unit_price', '25,000');
}

/** An invoice that was issued some days ago. */
export function issuedBefore(backend: MemoryBackend, date: string, quantity = '20'): string {
  const form = formOf(BUYER, date, [['복사용지', '박스', quantity, '25,000']]);
  return backend.documents.add(invoiceDocument(form, PRACTICE_SHOP, `${date}T10:00:00`, 5_001, 'transmitted')).key;
}

/** Invoices for tests: the worked example of the law (2026-10-05, 300,000 + 30,000, three of a thing). */
import type { AmendForm, AmendReason, DocumentState } from '../src/backend/backend';
import type { MemoryBackend } from '../src/backend/memory';
import type { StoredDocument } from '../src/backend/memory/documents';
import { formOf, HANBIT, invoiceDocument } from '../src/backend/memory/invoice-seed';
import { PRACTICE_SHOP } from '../src/backend/memory/seed';

let sequence = 500;

export function addInvoice(
  backend: MemoryBackend,
  state: DocumentState = 'transmitted',
  at = '2026-10-05T10:00:00',
  lines: Parameters<typeof formOf>[2] = [['사무용 의자', '개', '3', '100,000']],
): StoredDocument {
  sequence += 1;
  const form = formOf(HANBIT, at.slice(0, 10), lines);
  return backend.documents.add(invoiceDocument(form, PRACTICE_SHOP, at, sequence, state));
}

export function amendForm(key: string, reason: AmendReason, change: Partial<AmendForm> = {}): AmendForm {
  return {
    key,
    reason,
    on: '',
    returned: [],
    difference: '',
    corrected: null,
    type_changed: false,
    remark: '',
    ...change,
  };
}

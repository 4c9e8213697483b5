/** An invoice of the practice shop in memory as a document: with its key, its approval number and what happened to it. */
import type { DocumentState, InvoiceForm, InvoiceView } from '../bindings';
import { isApproved, type StoredDocument } from './documents';
import { itemSummary } from './invoice-paper';

type Written = {
  act: 'invoice' | 'amend';
  at: string;
  sequence: number;
  form: InvoiceForm;
  view: InvoiceView;
  state: DocumentState;
};

const KIND_OF_NUMBER = { business: 'business_number', resident: 'rrn', foreigner: 'foreigner' } as const;

export function invoiceDocument({ act, at, sequence, form, view, state }: Written): StoredDocument {
  const letter = act === 'invoice' ? 'T' : 'M';
  const key = `${letter}${at.slice(2, 10).replaceAll('-', '')}-01-${String(sequence).padStart(6, '0')}`;
  const approval = isApproved(state) ? approvalOf(view.written_on, sequence) : null;
  const isSent = state === 'transmitted' || state === 'confirmed';
  const transmit_at = `${dayAfter(at)}T14:00:00`;
  return {
    key,
    act,
    at,
    kind: KIND_OF_NUMBER[form.buyer.kind],
    digits: form.buyer.number.replace(/\D/g, ''),
    purpose: null,
    taxation: view.kind === 'exempt' ? 'exempt' : 'taxable',
    item: itemSummary(view),
    memo: null,
    supply: view.supply,
    vat: view.vat,
    service: 0,
    total: view.total,
    state,
    approval,
    refusal: null,
    held_reason: null,
    deadline: null,
    their: null,
    refused_unseen: false,
    correction: null,
    original_key: null,
    cancel_reason: null,
    invoice: {
      form,
      view,
      sent_at: isSent ? transmit_at : null,
      transmit_at: state === 'approved' ? transmit_at : null,
      partner_key: null,
    },
    prints: [],
    timeline: [
      { at, kind: act === 'invoice' ? 'invoice_intended' : 'amendment_intended', detail: key },
      { at, kind: 'sent', detail: null },
      ...(approval ? [{ at, kind: 'approved', detail: approval }] : []),
      ...(isSent ? [{ at: transmit_at, kind: 'transmitted', detail: null }] : []),
    ],
    attempts: [attempt(at, key, approval, state)],
  };
}

/** `20261122` and sixteen more. */
function approvalOf(written_on: string, sequence: number): string {
  const tail = ((sequence * 2_654_435_761) >>> 0).toString(16).padStart(8, '0');
  return `${written_on.replaceAll('-', '')}41000016${tail}`;
}

function dayAfter(at: string): string {
  return new Date(Date.parse(at.slice(0, 10)) + 86_400_000).toISOString().slice(0, 10);
}

function attempt(at: string, key: string, approval: string | null, state: DocumentState) {
  return {
    at,
    call: 'issue',
    route: 'practice',
    request: JSON.stringify({ documentKey: key, invoicee: { number: '***' } }, null, 2),
    response: approval ? JSON.stringify({ resultCode: '0000', approvalNumber: approval }, null, 2) : '',
    http_status: approval ? 200 : null,
    result_code: approval ? '0000' : null,
    elapsed_ms: 182,
    outcome: approval ? 'approved' : state,
  };
}

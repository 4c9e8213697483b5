/** Invoices of a believable shop, the same at every start, and how one is made from a form. */
import type { DocumentState, InvoiceForm, LineForm, ShopForm } from '../bindings';
import type { Documents, StoredDocument } from './documents';
import { itemSummary, viewOf } from './invoice-paper';
import { localTime, receipt } from './seed';

const A_DAY_MS = 86_400_000;

export const BLANK_LINE: LineForm = {
  date: '',
  item: '',
  spec: '',
  quantity: '',
  unit_price: '',
  supply: '',
  vat: '',
  total: '',
  remark: '',
  typed: 'quantity_and_price',
};

export const HANBIT: InvoiceForm['buyer'] = {
  kind: 'business',
  number: '314-81-20001',
  branch: '',
  name: '(주)한빛유통',
  owner: '이한빛',
  address: '대전광역시 서구 둔산로 100',
  business_type: '도소매',
  business_item: '사무용품',
  email: 'tax@example.com',
  email2: '',
};

type Sold = [item: string, spec: string, quantity: string, unit_price: string];
type Past = [daysAgo: number, state: DocumentState, sold: readonly Sold[]];

const PAST: readonly Past[] = [
  [51, 'confirmed', [['복사용지 A4 80g (2500매)', '박스', '4', '25,000']]],
  [22, 'confirmed', [['토너 카트리지 CF259A', '개', '8', '100,000']]],
  [
    3,
    'transmitted',
    [
      ['복사용지 A4 80g (2500매)', '박스', '20', '25,000'],
      ['토너 카트리지 CF259A', '개', '7', '100,000'],
    ],
  ],
];

export function formOf(buyer: InvoiceForm['buyer'], written_on: string, sold: readonly Sold[]): InvoiceForm {
  const lines = sold.map(([item, spec, quantity, unit_price]) => ({ ...BLANK_LINE, item, spec, quantity, unit_price }));
  const payment = { cash: '', check: '', note: '', credit: '' };
  return { kind: 'taxable', written_on, billing: 'charge', buyer, lines, payment, remark: '' };
}

/** The document of an invoice. `at` is when it was pressed, Korean local time. */
export function invoiceDocument(
  form: InvoiceForm,
  shop: ShopForm,
  at: string,
  sequence: number,
  state: DocumentState,
  transmit_time = '14:00',
): StoredDocument {
  const view = viewOf(form, shop, at.slice(0, 10));
  const kinds = { business: 'business_number', resident: 'rrn', foreigner: 'foreigner' } as const;
  const digits = form.buyer.number.replace(/[-\s]/g, '');
  const base = receipt(at, sequence, kinds[form.buyer.kind], digits, view.total, itemSummary(view), state);
  const key = base.key.replace(/^R/, 'T');
  const isIssued = state === 'approved' || state === 'transmitted' || state === 'confirmed';
  const approval = isIssued ? invoiceNumber(view.written_on, sequence) : null;
  const next = transmissionOf(at, transmit_time);
  return {
    ...base,
    key,
    act: 'invoice',
    approval,
    purpose: null,
    taxation: form.kind === 'exempt' ? 'exempt' : 'taxable',
    supply: view.supply,
    vat: view.vat,
    prints: [],
    timeline: [
      { at, kind: 'receipt_intended', detail: key },
      { at, kind: 'sent', detail: null },
      ...(approval ? [{ at, kind: 'approved', detail: approval }] : []),
    ],
    invoice: {
      form: structuredClone(form),
      view,
      sent_at: state === 'transmitted' || state === 'confirmed' ? next : null,
      transmit_at: state === 'approved' ? next : null,
      partner_key: null,
    },
  };
}

/** The next day at the set time. */
export function transmissionOf(at: string, transmit_time: string): string {
  const next = localTime(Date.parse(`${at.slice(0, 10)}T00:00:00Z`) + A_DAY_MS).slice(0, 10);
  return `${next}T${transmit_time}:00`;
}

export function invoiceNumber(written_on: string, sequence: number): string {
  return `${written_on.replaceAll('-', '')}4199999900${String(sequence).padStart(6, '0')}`;
}

export function seedInvoices(documents: Documents, shop: ShopForm, now: number): void {
  for (const [at, [days, state, sold]] of PAST.entries()) {
    const time = `${localTime(now - days * A_DAY_MS).slice(0, 10)}T11:20:00`;
    documents.add(invoiceDocument(formOf(HANBIT, time.slice(0, 10), sold), shop, time, 700_001 + at, state));
  }
}

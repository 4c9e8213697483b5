/** Invoices of a believable shop: one on its way to the NTS, sent ones, amended ones, one that was refused. */
import type { BuyerForm, DocumentState, InvoiceForm, LineForm, ShopForm } from '../bindings';
import type { Documents, StoredDocument } from './documents';
import { invoiceDocument } from './invoice-document';
import { paperOf } from './invoice-paper';
import { localTime } from './seed';

const A_DAY_MS = 86_400_000;

const buyer = (number: string, name: string, owner: string, address: string, email: string): BuyerForm => ({
  kind: 'business',
  number,
  branch: '',
  name,
  owner,
  address,
  business_type: '도매',
  business_item: '사무용품',
  email,
  email2: '',
});
export const HANBIT = buyer('111-11-11119', '(주)한빛유통', '이한빛', '대전광역시 서구 둔산로 100', 'tax@example.com');
const MIRAE = buyer('222-22-22227', '(주)미래상사', '박미래', '부산광역시 해운대구 센텀로 9', 'bill@example.org');
const GAON = buyer('333-33-33336', '(주)가온무역', '최가온', '인천광역시 연수구 송도과학로 32', '');

export const line = (item: string, spec: string, quantity: string, unit_price: string, supply: string): LineForm => ({
  date: '',
  item,
  spec,
  quantity,
  unit_price,
  supply,
  vat: '',
  total: '',
  remark: '',
  typed: 'quantity_and_price',
});

export function invoiceForm(
  to: BuyerForm,
  written_on: string,
  lines: LineForm[],
  kind: InvoiceForm['kind'] = 'taxable',
) {
  const payment = { cash: '', check: '', note: '', credit: '' };
  return { kind, written_on, billing: 'charge' as const, buyer: to, lines, payment, remark: '' };
}

const PAPER = line('복사용지 A4 80g (2500매)', '박스', '20', '25,000', '500,000');
const TONER = line('토너 카트리지 CF259A', '개', '7', '100,000', '700,000');

/** `now` is the Korean local time as milliseconds, as if it were UTC. */
export function addInvoices(documents: Documents, now: number, shop: ShopForm): StoredDocument[] {
  let sequence = 8_000;
  const add = (
    days: number,
    hour: string,
    state: DocumentState,
    to: BuyerForm,
    lines: LineForm[],
    kind?: InvoiceForm['kind'],
  ) => {
    sequence += 1;
    const at = `${localTime(now - days * A_DAY_MS).slice(0, 10)}T${hour}`;
    const form = invoiceForm(to, at.slice(0, 10), lines, kind);
    const view = paperOf(form, shop);
    return documents.add(invoiceDocument({ act: 'invoice', at, sequence, form, view, state }));
  };
  return [
    add(20, '11:30:00', 'confirmed', GAON, [line('만년필 세트', '', '100', '40,000', '4,000,000')], 'zero_rated'),
    add(12, '15:02:11', 'confirmed', HANBIT, [PAPER, TONER]),
    add(3, '10:40:52', 'transmitted', MIRAE, [line('사무용 의자', 'CH-20', '10', '185,000', '1,850,000')]),
    add(1, '15:55:40', 'rejected', MIRAE, [line('책상', 'DK-7', '10', '250,000', '2,500,000')]),
    add(0, '09:02:03', 'approved', HANBIT, [PAPER, TONER]),
  ];
}

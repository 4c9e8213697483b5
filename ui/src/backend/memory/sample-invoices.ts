/** More invoices of a believable shop: one on its way to the NTS, a zero-rated one, one that was refused. */
import type { InvoiceForm, ShopForm } from '../bindings';
import type { Documents } from './documents';
import { formOf, HANBIT, invoiceDocument } from './invoice-seed';
import { localTime } from './seed';

const A_DAY_MS = 86_400_000;

const MIRAE: InvoiceForm['buyer'] = {
  ...HANBIT,
  number: '222-22-22227',
  name: '(주)미래상사',
  owner: '박미래',
  address: '부산광역시 해운대구 센텀로 9',
  email: 'bill@example.org',
};
const GAON: InvoiceForm['buyer'] = {
  ...HANBIT,
  number: '333-33-33336',
  name: '(주)가온무역',
  owner: '최가온',
  address: '인천광역시 연수구 송도과학로 32',
  email: '',
};

/** `now` is the Korean local time as milliseconds, as if it were UTC. */
export function addInvoices(documents: Documents, now: number, shop: ShopForm): void {
  const ago = (days: number, hour: string) => `${localTime(now - days * A_DAY_MS).slice(0, 10)}T${hour}`;
  const add = (at: string, state: 'approved' | 'confirmed' | 'rejected', form: InvoiceForm, sequence: number) =>
    documents.add(invoiceDocument(form, shop, at, sequence, state));

  const exported = formOf(GAON, ago(20, '').slice(0, 10), [['만년필 세트', '', '100', '40,000']]);
  add(ago(20, '11:30:00'), 'confirmed', { ...exported, kind: 'zero_rated' }, 700_101);
  const desks = formOf(MIRAE, ago(1, '').slice(0, 10), [['책상', 'DK-7', '10', '250,000']]);
  const refused = add(ago(1, '15:55:40'), 'rejected', desks, 700_102);
  refused.refusal = { code: 'E2004', field: 'invoicee.number', message: '공급받는자 등록번호가 올바르지 않습니다' };
  const chairs = formOf(MIRAE, ago(0, '').slice(0, 10), [['사무용 의자', 'CH-20', '10', '185,000']]);
  add(ago(0, '00:12:03'), 'approved', chairs, 700_103);
}

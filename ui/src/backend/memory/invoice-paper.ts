/** A form as the paper it becomes, as far as a practice shop in memory needs it. The true rules are the program's. */
import { formatWon, readWon } from '../../parts/money';
import type { InvoiceForm, InvoiceKind, InvoiceLine, InvoiceView, LineForm, Party, ShopForm } from '../bindings';

export const TITLES: Record<InvoiceKind, string> = {
  taxable: '전자세금계산서',
  zero_rated: '영세율전자세금계산서',
  exempt: '전자계산서',
};

/** Won of a text with commas and a sign; 0 for anything else. */
export function wonOf(text: string): number {
  const [, sign = '', rest = ''] = /^\s*([-−+]?)(.*)$/s.exec(text) ?? [];
  const won = readWon(rest) ?? 0;
  return sign === '' || sign === '+' ? won : -won;
}

/** `1,200.5` → 1200.5; 0 for anything else. */
export function numberOf(text: string): number {
  const number = Number(text.replaceAll(',', ''));
  return Number.isFinite(number) ? number : 0;
}

/** VAT of an amount, towards zero. */
export function vatOf(supply: number, kind: InvoiceKind): number {
  return kind === 'taxable' ? Math.trunc(supply / 10) : 0;
}

export function paperOf(form: InvoiceForm, shop: ShopForm): InvoiceView {
  const { kind, billing, written_on, payment, remark } = form;
  const lines = form.lines.filter(({ item }) => item.trim() !== '').map((line) => lineOf(line, form));
  const supply = lines.reduce((sum, line) => sum + line.supply, 0);
  const vat = lines.reduce((sum, line) => sum + line.vat, 0);
  return {
    title: TITLES[kind],
    kind,
    billing,
    written_on,
    supplier: supplierOf(shop),
    buyer: buyerOf(form),
    lines,
    supply,
    vat,
    total: supply + vat,
    cash: wonOf(payment.cash),
    check: wonOf(payment.check),
    note: wonOf(payment.note),
    credit: wonOf(payment.credit),
    remark: remark.trim() || null,
    amend_reason: null,
    amend_code: null,
    original_number: null,
  };
}

/** `복사용지 외 1건` */
export function itemSummary({ lines }: Pick<InvoiceView, 'lines'>): string {
  const first = lines[0]?.item ?? '';
  return lines.length > 1 ? `${first} 외 ${lines.length - 1}건` : first;
}

function lineOf(line: LineForm, { kind, written_on }: InvoiceForm): InvoiceLine {
  const { item, spec, quantity, unit_price, remark } = line;
  const byPrice = Math.trunc(numberOf(quantity) * numberOf(unit_price));
  const supply = line.supply.trim() === '' ? byPrice : wonOf(line.supply);
  const vat = line.vat.trim() === '' || kind !== 'taxable' ? vatOf(supply, kind) : wonOf(line.vat);
  return {
    date: line.date || written_on,
    item,
    spec: spec || null,
    quantity: quantity || null,
    unit_price: unit_price === '' ? null : formatWon(numberOf(unit_price)),
    supply,
    vat,
    remark: remark || null,
  };
}

function supplierOf({ number, branch, name, owner, address, business_type, business_item, email }: ShopForm): Party {
  const trade = { business_type: business_type || null, business_item: business_item || null };
  return { number, branch: branch || null, name, owner, address, ...trade, emails: email ? [email] : [] };
}

function buyerOf({ buyer }: InvoiceForm): Party {
  const { branch, name, owner, address, business_type, business_item, email, email2 } = buyer;
  const digits = buyer.number.replace(/\D/g, '');
  return {
    number: buyer.kind === 'resident' ? `${digits.slice(0, 6)}-*******` : buyer.number,
    branch: branch || null,
    name,
    owner,
    address,
    business_type: business_type || null,
    business_item: business_item || null,
    emails: [email, email2].filter((address) => address !== ''),
  };
}

/** An invoice as the practice shop in memory shows it: the view of a form, and a picture of a paper. */
import type { InvoiceForm, InvoiceKind, InvoicePaper, InvoiceView, Party, ShopForm } from '../bindings';
import { formatWon } from '../../parts/money';
import { businessNumberGrouping } from '../../trade/number-grouping';
import { readDate } from '../../trade/dates';
import { readLine, signed, sumsOf, writtenLines } from './invoice-rules';

export const TITLES: Record<InvoiceKind, string> = {
  taxable: '전자세금계산서',
  zero_rated: '영세율전자세금계산서',
  exempt: '전자계산서',
};

export function viewOf(form: InvoiceForm, shop: ShopForm, today: string): InvoiceView {
  const written_on = readDate(form.written_on, today) ?? today;
  const lines = writtenLines(form).map((line) => {
    const { date, supply, vat } = readLine(line, form.kind, written_on);
    const text = (value: string) => value.trim() || null;
    return {
      date: date ?? written_on,
      item: line.item.trim(),
      spec: text(line.spec),
      quantity: text(line.quantity),
      unit_price: text(line.unit_price),
      supply: supply ?? 0,
      vat: vat ?? 0,
      remark: text(line.remark),
    };
  });
  const { cash, check, note, credit } = form.payment;
  return {
    title: TITLES[form.kind],
    kind: form.kind,
    billing: form.billing,
    written_on,
    supplier: partyOf({ ...shop, emails: [shop.email] }),
    buyer: partyOf({ ...form.buyer, number: buyerNumber(form), emails: [form.buyer.email, form.buyer.email2] }),
    lines,
    ...sumsOf(lines.map((line) => ({ ...line, total: null }))),
    cash: signed(cash) ?? 0,
    check: signed(check) ?? 0,
    note: signed(note) ?? 0,
    credit: signed(credit) ?? 0,
    remark: form.remark.trim() || null,
    amend_reason: null,
    amend_code: null,
    original_number: null,
  };
}

/** 복사용지 외 1건 */
export function itemSummary({ lines }: InvoiceView): string {
  const rest = lines.length - 1;
  return (lines[0]?.item ?? '') + (rest > 0 ? ` 외 ${rest}건` : '');
}

/** A sheet with its title, parties and total: enough to see that the right one is shown. */
export function pictureOf(view: InvoiceView, paper: InvoicePaper): string {
  const ink = paper === 'buyer' ? '#1a3f8f' : '#d44747';
  const rows = [
    `${view.supplier.name} (${view.supplier.number})`,
    `${view.buyer.name} (${view.buyer.number})`,
    ...view.lines.slice(0, 12).map(({ item, supply, vat }) => `${item}  ${formatWon(supply)}  ${formatWon(vat)}`),
    `합계 ${formatWon(view.total)}원`,
  ];
  const texts = rows.map((row, at) => `<text x="60" y="${210 + at * 44}" font-size="20">${escape(row)}</text>`);
  const title = paper === 'form14' ? '세금계산서 (별지 제14호서식)' : view.title;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="794" height="1123" font-family="sans-serif">
<rect width="794" height="1123" fill="#fff"/><rect x="40" y="60" width="714" height="560" fill="none" stroke="${ink}" stroke-width="2"/>
<text x="397" y="130" font-size="34" text-anchor="middle" fill="${ink}">${title}</text>${texts.join('')}
<text x="397" y="880" font-size="64" text-anchor="middle" fill="#ddd">연습용</text></svg>`;
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
}

function buyerNumber({ buyer }: InvoiceForm): string {
  const { kind, number } = buyer;
  if (kind === 'business') return businessNumberGrouping.join(businessNumberGrouping.strip(number));
  return kind === 'resident' ? `${number.replace(/\D/g, '').slice(0, 6)}-*******` : number.trim();
}

type Named = Omit<Party, 'branch' | 'business_type' | 'business_item'> &
  Record<'branch' | 'business_type' | 'business_item', string>;

function partyOf({ number, name, owner, address, branch, business_type, business_item, emails }: Named): Party {
  const text = (value: string) => value.trim() || null;
  return {
    number,
    branch: text(branch),
    name: name.trim(),
    owner: owner.trim(),
    address: address.trim(),
    business_type: text(business_type),
    business_item: text(business_item),
    emails: emails.filter((email) => email.trim() !== ''),
  };
}

function escape(text: string): string {
  return text.replace(/[&<>]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[char] ?? char);
}

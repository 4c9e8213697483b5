/** Sales that are issued later, of the practice shop in memory. */
import type { DayEnd, Duty, IssueRequest, KeptSale, MonthlyBill, SaleForm, SaleTarget, Taxation } from '../bindings';
import { error, fault, faultsError } from './errors';
import { mask, recognise } from './rules';

type StoredSale = { sale: KeptSale; number: string; partner: number | null; press_id: string; document: string | null };

const A_DAY_MS = 86_400_000;
const MANDATORY_FROM = 100_000;

export class SaleBook {
  #sales: StoredSale[] = [];

  constructor(
    readonly today: () => string,
    readonly nameOf: (partner: number) => string,
  ) {}

  keep(form: SaleForm, total: number, sold_at: string, press_id: string): KeptSale {
    const earlier = this.#sales.find((kept) => kept.press_id === press_id);
    if (earlier) return earlier.sale;
    if (form.paid === 'credit' && form.partner === null) throw faultsError([fault('partner', 'required_missing')]);
    const number = recognise(form.number);
    const sale: KeptSale = {
      id: this.#sales.length + 1,
      sold_at,
      amount: total,
      taxation: form.taxation,
      item: form.item.trim(),
      number_masked: form.number && !('fault' in number) ? mask(number.kind, number.digits) : '',
      paid: form.paid,
      state: 'open',
    };
    this.#sales.push({ sale, number: form.number, partner: form.partner, press_id, document: null });
    return sale;
  }

  dayEnd(mandatory_issue: boolean): DayEnd {
    const open = this.#sales.filter(({ sale }) => sale.state === 'open');
    const cash = open.filter(({ sale }) => sale.paid === 'cash');
    const monthly: MonthlyBill[] = [];
    for (const { sale, partner } of open.filter((kept) => kept.sale.paid === 'credit')) {
      const month = sale.sold_at.slice(0, 7);
      const same = monthly.find(
        (bill) => bill.partner === partner && bill.month === month && bill.taxation === sale.taxation,
      );
      if (same) {
        same.sales.push(sale);
        same.total += sale.amount;
      } else monthly.push(this.#bill(partner ?? 0, month, sale));
    }
    const duty = (sale: KeptSale) => (mandatory_issue && sale.amount >= MANDATORY_FROM ? this.#duty(sale) : null);
    return { mandatory_issue, cash: cash.map(({ sale }) => ({ sale: { ...sale }, duty: duty(sale) })), monthly };
  }

  /** What the counter's form would say of it; refused when it stands in a document and nobody says why. */
  press(id: number, target: SaleTarget, why: string | null): IssueRequest {
    const kept = this.#get(id);
    if (kept.sale.state !== 'open' && why === null) throw error('sale_elsewhere', `sale-${id}`, kept.sale.state);
    const { amount, taxation, item } = kept.sale;
    const form = { amount: String(amount), service: '', number: kept.number, purpose: null, taxation, item, memo: '' };
    return { form, press_id: `${target}-${id}`, allow_similar: true, print: false };
  }

  issued(id: number, key: string, state: 'receipted' | 'invoiced'): void {
    Object.assign(this.#get(id).sale, { state });
    this.#get(id).document = key;
  }

  bill(partner: number, month: string, taxation: Taxation): MonthlyBill {
    const found = this.dayEnd(false).monthly.find(
      (bill) => bill.partner === partner && bill.month === month && bill.taxation === taxation,
    );
    if (!found) throw error('nothing_to_do', month);
    return found;
  }

  drop(id: number, why: string): void {
    if (why.trim() === '') throw faultsError([fault('why', 'required_missing')]);
    const { sale } = this.#get(id);
    if (sale.state !== 'open') throw error('nothing_to_do', `sale-${id}`);
    sale.state = 'dropped';
  }

  covered(key: string): KeptSale[] {
    return this.#sales.filter(({ document }) => document === key).map(({ sale }) => sale);
  }

  #get(id: number): StoredSale {
    const kept = this.#sales.find(({ sale }) => sale.id === id);
    if (!kept) throw error('not_found', `sale-${id}`);
    return kept;
  }

  #bill(partner: number, month: string, sale: KeptSale): MonthlyBill {
    const [year, at] = [Number(month.slice(0, 4)), Number(month.slice(5))];
    const last = dayText(Date.UTC(year, at, 0));
    const until = dayText(Date.UTC(year, at, 10));
    return {
      partner,
      partner_name: this.nameOf(partner),
      month,
      taxation: sale.taxation,
      sales: [sale],
      total: sale.amount,
      written_on: this.today() >= last ? last : sale.sold_at.slice(0, 10),
      until,
      days_left: this.#daysTo(until),
    };
  }

  #duty(sale: KeptSale): Duty {
    const sold = Date.parse(sale.sold_at.slice(0, 10));
    const [until, late_until] = [dayText(sold + 5 * A_DAY_MS), dayText(sold + 10 * A_DAY_MS)];
    const today = this.today();
    const state = today <= until ? 'on_time' : today <= late_until ? 'late' : 'missed';
    const percent = { on_time: 0, late: 10, missed: 20 }[state];
    const next = state === 'missed' ? null : state === 'late' ? late_until : until;
    const days_left = next === null ? null : this.#daysTo(next);
    return { state, until, late_until, days_left, surcharge: Math.floor((sale.amount * percent) / 100) };
  }

  #daysTo(day: string): number | null {
    const days = Math.round((Date.parse(day) - Date.parse(this.today())) / A_DAY_MS);
    return days < 0 ? null : days;
  }
}

function dayText(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

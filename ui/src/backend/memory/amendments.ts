/**
 * Amendments of invoices of the practice shop in memory: the papers of each reason, and why one cannot be. Simple but true
 * for what a screen relies on (domain.md §2.8): how many documents, signs, dates, remarks; the sum never falls below zero.
 */
import { readDate } from '../../trade/dates';
import type {
  AmendForm,
  AmendPlan,
  AmendReason,
  Due,
  Fault,
  InvoiceForm,
  InvoiceLine,
  InvoiceView,
  ShopForm,
} from '../bindings';
import { isApproved, type StoredDocument } from './documents';
import { error, fault } from './errors';
import { itemSummary, TITLES, viewOf } from './invoice-paper';
import { invoiceNumber } from './invoice-seed';
import { invoiceFaults, signed, vatOf } from './invoice-rules';

/** An invoice and what amended it before. */
export type Chain = { original: StoredDocument; amendments: readonly StoredDocument[] };

const A_DAY_MS = 86_400_000;
const CODES: Record<AmendReason, string> = {
  returned: '03',
  contract_cancelled: '04',
  price_changed: '02',
  letter_of_credit: '05',
  mistake: '01',
  not_mistake: '01',
  issued_twice: '06',
  not_taxable: '06',
  wrong_rate: '01',
};
const NOTES: Partial<Record<AmendReason, string>> = {
  mistake: 'before_audit',
  not_mistake: 'within_a_year',
  wrong_rate: 'before_audit',
  issued_twice: 'vat_return',
  not_taxable: 'vat_return',
  returned: 'cause_period',
  contract_cancelled: 'cause_period',
  price_changed: 'cause_period',
};
/** Reasons that undo the whole of the original. */
const WHOLE = new Set(['contract_cancelled', 'letter_of_credit', 'mistake', 'not_mistake', 'issued_twice', 'not_taxable', 'wrong_rate']); // prettier-ignore
const BY_CAUSE = new Set<AmendReason>(['returned', 'contract_cancelled', 'price_changed', 'letter_of_credit']);

/** Why an invoice cannot be amended now; null when it can. */
export function cannotAmend({ original, amendments }: Chain): string | null {
  if (original.state !== 'transmitted' && original.state !== 'confirmed') return 'not_transmitted';
  return suppliedStill({ original, amendments }) > 0 ? null : 'nothing_left';
}

export function planOf(chain: Chain, form: AmendForm, today: string, shop: ShopForm): AmendPlan {
  const { invoice } = chain.original;
  if (!invoice) throw error('not_found', form.key);
  const on = BY_CAUSE.has(form.reason) ? readDate(form.on.trim() || today, today) : null;
  const faults = [...dayFaults(form, on, today, invoice.view), ...contentFaults(chain, form, today, shop)];
  const documents = faults.length > 0 ? [] : papersOf(chain, form, on ?? '', shop);
  const issue_by = on && faults.length === 0 ? dueAfter(on, today) : null;
  return { original: invoice.view, documents, issue_by, note: NOTES[form.reason] ?? null, faults };
}

/** Supply value that is left of the original; the positive paper of a pair is an invoice of its own. */
function suppliedStill({ original, amendments }: Chain): number {
  const counted = amendments.filter(({ state }) => isApproved(state) || state === 'held' || state === 'unknown');
  if (counted.some(({ invoice }) => WHOLE.has(invoice?.view.amend_reason ?? ''))) return 0;
  return original.supply + counted.reduce((sum, { supply }) => sum + supply, 0);
}

function dayFaults({ reason }: AmendForm, on: string | null, today: string, view: InvoiceView): Fault[] {
  if (!BY_CAUSE.has(reason)) return [];
  if (!on) return [fault('amend_date', 'date_invalid')];
  if (on > today) return [fault('amend_date', 'date_in_future')];
  return on < view.written_on ? [fault('amend_date', 'date_before_original')] : [];
}

function contentFaults(chain: Chain, form: AmendForm, today: string, shop: ShopForm): Fault[] {
  const view = chain.original.invoice?.view;
  const left = suppliedStill(chain);
  if (form.reason === 'price_changed') {
    const difference = wonOf(form.difference);
    if (difference === 0) return [fault('amend_lines', 'amend_lines_missing')];
    return left + difference < 0 ? [fault('amend_lines', 'amend_over_remaining')] : [];
  }
  if (form.reason === 'returned') {
    const over = form.returned.findIndex(({ line, quantity }) => {
      const sold = view?.lines[line]?.quantity;
      return sold && numberOf(quantity) > numberOf(sold);
    });
    if (over >= 0) return [fault('line_quantity', 'amend_over_remaining', over)];
    const back = view ? returnedLines(view, form, '').reduce((sum, { supply }) => sum - supply, 0) : 0;
    return back > left ? [fault('amend_lines', 'amend_over_remaining')] : [];
  }
  return form.corrected && view ? correctedFaults(view, form.reason, form.corrected, shop, today) : [];
}

function correctedFaults(
  view: InvoiceView,
  reason: AmendReason,
  corrected: InvoiceForm,
  shop: ShopForm,
  today: string,
): Fault[] {
  const faults = invoiceFaults(corrected, shop, today);
  if (faults.length > 0) return faults;
  if (reason === 'wrong_rate' && corrected.kind === view.kind) return [fault('invoice_kind', 'kind_unchanged')];
  if (reason !== 'wrong_rate' && corrected.kind !== view.kind) return [fault('invoice_kind', 'kind_not_original')];
  const isSame = JSON.stringify(viewOf(corrected, shop, view.written_on)) === JSON.stringify(unamended(view));
  return isSame ? [fault('amend_reason', 'amend_unchanged')] : [];
}

const unamended = (view: InvoiceView): InvoiceView => ({
  ...view,
  title: TITLES[view.kind],
  amend_reason: null,
  amend_code: null,
  original_number: null,
});

/** The document an amendment becomes: its own paper, and the invoice it amends. */
export function amendmentOf(
  document: StoredDocument,
  original: StoredDocument,
  view: InvoiceView,
  sequence: number,
): StoredDocument {
  const { supply, vat, total } = view;
  const key = document.key.replace(/^T/, 'M');
  const approval = document.approval && invoiceNumber(view.written_on, sequence);
  const timeline = document.timeline.map((step) =>
    step.kind === 'approved' ? { ...step, detail: approval } : { ...step, detail: step.detail && key },
  );
  const invoice = document.invoice && { ...document.invoice, view };
  const own = { act: 'amend' as const, original_key: original.key, item: itemSummary(view) };
  return { ...document, ...own, key, supply, vat, total, approval, timeline, invoice };
}

function papersOf(chain: Chain, form: AmendForm, on: string, shop: ShopForm): InvoiceView[] {
  const original = chain.original.invoice?.view;
  if (!original) return [];
  const before = form.type_changed ? `사유 발생일 ${on}` : `당초 작성일 ${original.written_on}`;
  const day = form.type_changed ? original.written_on : on;
  const free = form.remark.trim() || null;
  const minus = amending(chain, form, negated(original));
  switch (form.reason) {
    case 'returned':
      return [amending(chain, form, dated(summed(original, returnedLines(original, form, day)), day, before))];
    case 'contract_cancelled':
      return [dated(minus, day, before)];
    case 'price_changed':
      return [amending(chain, form, dated(summed(original, [differenceLine(original, form, day)]), day, before))];
    case 'letter_of_credit': {
      const zero = summed(
        { ...original, kind: 'zero_rated' },
        original.lines.map((line) => ({ ...line, vat: 0 })),
      );
      return [minus, amending(chain, form, zero)].map((view) => ({ ...view, remark: `내국신용장 개설일 ${on}` }));
    }
    case 'issued_twice':
    case 'not_taxable':
      return [{ ...minus, remark: free }];
    default:
      return form.corrected ? [minus, amending(chain, form, viewOf(form.corrected, shop, original.written_on))] : [];
  }
}

function amending({ original }: Chain, { reason }: AmendForm, view: InvoiceView): InvoiceView {
  return {
    ...view,
    title: `수정${TITLES[view.kind]}`,
    amend_reason: reason,
    amend_code: CODES[reason],
    original_number: original.approval,
  };
}

const dated = (view: InvoiceView, written_on: string, remark: string): InvoiceView => ({ ...view, written_on, remark });

function negated(view: InvoiceView): InvoiceView {
  const lines = view.lines.map((line) => ({
    ...line,
    quantity: line.quantity && `-${line.quantity}`,
    supply: -line.supply,
    vat: -line.vat,
  }));
  return summed(view, lines);
}

/** The same paper with other lines; how it is paid is not said again. */
function summed(view: InvoiceView, lines: InvoiceLine[]): InvoiceView {
  const supply = lines.reduce((sum, line) => sum + line.supply, 0);
  const vat = lines.reduce((sum, line) => sum + line.vat, 0);
  return { ...view, lines, supply, vat, total: supply + vat, cash: 0, check: 0, note: 0, credit: 0 };
}

function returnedLines(view: InvoiceView, { returned }: AmendForm, on: string): InvoiceLine[] {
  const all = view.lines.map(({ quantity, supply }, line) => ({
    line,
    quantity: quantity ?? '',
    supply: String(supply),
  }));
  return (returned.length > 0 ? returned : all).flatMap(({ line: at, quantity, supply }) => {
    const line = view.lines[at];
    if (!line) return [];
    const came = numberOf(quantity);
    const share = line.quantity ? came / numberOf(line.quantity) : 0;
    const back = line.quantity ? Math.trunc(line.supply * share) : wonOf(supply);
    const counted = line.quantity ? `-${quantity}` : null;
    return back === 0 ? [] : [{ ...line, date: on, quantity: counted, supply: -back, vat: -vatOf(view.kind, back) }];
  });
}

function differenceLine(view: InvoiceView, { difference }: AmendForm, on: string): InvoiceLine {
  const supply = wonOf(difference);
  const blank = { spec: null, quantity: null, unit_price: null, remark: null };
  return { ...blank, date: on, item: itemSummary(view), supply, vat: vatOf(view.kind, supply) };
}

const wonOf = (text: string) => signed(text) ?? 0;

/** `1,200.5` → 1200.5; 0 for anything else. */
function numberOf(text: string): number {
  const number = Number(text.replaceAll(',', ''));
  return Number.isFinite(number) ? number : 0;
}

/** The 10th of the month after it came about. */
function dueAfter(on: string, today: string): Due {
  const [year = 0, month = 1] = on.split('-').map(Number);
  const until = new Date(Date.UTC(year, month, 10)).toISOString().slice(0, 10);
  return { until, days_left: Math.round((Date.parse(until) - Date.parse(today)) / A_DAY_MS) };
}

/** A period of the practice shop in memory, added up from its documents. */
import type { Bar, ChangedDocument, CloseView, KindRow, OpenCount, OpenMatter, PartTotal, SaleKind } from '../bindings';
import { daysUntil } from '../../trade/days';
import { daysOf, monthsOf, periodBefore, spanOf } from '../../trade/period';
import { isApproved, isOpen, type Documents, type StoredDocument } from './documents';

const A_DAY_MS = 86_400_000;
const CHANGES_MAX = 200;
const KINDS: readonly SaleKind[] = [
  'income_deduction',
  'expense_proof',
  'self_issued',
  'invoice_taxable',
  'invoice_zero_rated',
  'invoice_exempt',
];

/** A month as it was when it was closed. */
export type Closing = { at: string; counted: ReadonlyMap<string, ChangedDocument>; revisedLater: ReadonlySet<string> };
type Sums = Pick<CloseView, 'receipts' | 'invoices' | 'vat' | 'bars' | 'kinds'>;

/** The day it counts for: of an invoice the day of writing. */
const dayOf = ({ at, invoice }: StoredDocument) => invoice?.view.written_on ?? at.slice(0, 10);
const isIn = (period: string) => {
  const months = monthsOf(period);
  return (document: StoredDocument) => months.includes(dayOf(document).slice(0, 7));
};
const signed = ({ act }: StoredDocument, won: number) => (act === 'cancel' ? -won : won);
const isRevision = ({ act }: StoredDocument) => act === 'cancel' || act === 'amend';

export function countedIn(documents: Documents, period: string): StoredDocument[] {
  const inside = isIn(period);
  return documents.all((document) => isApproved(document.state) && inside(document));
}

export function sumsOf(documents: Documents, period: string): Sums {
  const counted = countedIn(documents, period);
  const before = countedIn(documents, periodBefore(period));
  const receipts = counted.filter(({ invoice }) => !invoice);
  const invoices = counted.filter(({ invoice }) => invoice);
  return {
    receipts: part(receipts),
    invoices: part(invoices),
    vat: won(counted, 'vat'),
    bars: bars(receipts, invoices, period),
    kinds: KINDS.flatMap((kind) => row(kind, counted, before)),
  };
}

/** The closing of a month as it stands now. */
export function closingOf(documents: Documents, month: string, at: string): Closing {
  const counted = countedIn(documents, month).map((document) => [document.key, changed(document, 'added')] as const);
  return {
    at,
    counted: new Map(counted),
    revisedLater: new Set(revisedLater(documents, month).map(({ key }) => key)),
  };
}

/** What happened to a month since, newest first. */
export function changesSince(documents: Documents, month: string, closing: Closing): ChangedDocument[] {
  const now = countedIn(documents, month);
  const keys = new Set(now.map(({ key }) => key));
  const found = [
    ...now.filter(({ key }) => !closing.counted.has(key)).map((document) => changed(document, 'added')),
    ...[...closing.counted.values()]
      .filter(({ key }) => !keys.has(key))
      .map((gone) => ({ ...gone, change: 'removed' as const })),
    ...revisedLater(documents, month)
      .filter(({ key }) => !closing.revisedLater.has(key))
      .map((document) => changed(document, 'revised_later')),
  ];
  return found.sort((a, b) => b.date.localeCompare(a.date)).slice(0, CHANGES_MAX);
}

export function openIn(documents: Documents, period: string): OpenCount[] {
  const inside = isIn(period);
  const counts: Record<OpenMatter, number> = {
    attention: documents.count(
      (one) => inside(one) && (one.refused_unseen || ['check_by_hand', 'refused_later'].includes(one.state)),
    ),
    difference: documents.count((one) => inside(one) && one.state === 'conflict'),
    undecided: documents.count((one) => inside(one) && isOpen(one.state)),
    not_transmitted: documents.count((one) => inside(one) && one.invoice !== null && one.state === 'approved'),
    not_confirmed: documents.count(
      (one) => inside(one) && (one.state === 'transmitted' || (one.invoice === null && one.state === 'approved')),
    ),
  };
  return Object.entries(counts).flatMap(([matter, count]) =>
    count > 0 ? [{ matter: matter as OpenMatter, count }] : [],
  );
}

/** 25 July or 25 January, or the Monday after. */
export function returnDue(period: string, today: string): CloseView['return_due'] {
  const [first = ''] = monthsOf(period);
  const [year = 0, month = 1] = first.split('-').map(Number);
  const day = new Date(month <= 6 ? Date.UTC(year, 6, 25) : Date.UTC(year + 1, 0, 25));
  const weekend: Record<number, number> = { 0: 1, 6: 2 };
  const until = new Date(day.getTime() + (weekend[day.getUTCDay()] ?? 0) * A_DAY_MS).toISOString().slice(0, 10);
  return { until, days_left: daysUntil(until, today) };
}

function revisedLater(documents: Documents, month: string): StoredDocument[] {
  return documents.all((document) => {
    const original = document.original_key ? documents.get(document.original_key) : undefined;
    const isLater = dayOf(document).slice(0, 7) > month;
    return isLater && isApproved(document.state) && original !== undefined && isIn(month)(original);
  });
}

function changed(document: StoredDocument, change: ChangedDocument['change']): ChangedDocument {
  const titles = {
    issue: '현금영수증',
    cancel: '취소 현금영수증',
    invoice: '전자세금계산서',
    amend: '수정전자세금계산서',
  };
  const { key, act, total } = document;
  return { change, key, title: titles[act], date: dayOf(document), total: signed(document, total) };
}

function won(documents: readonly StoredDocument[], column: 'supply' | 'vat' | 'service' | 'total'): number {
  return documents.reduce((sum, document) => sum + signed(document, document[column]), 0);
}

function part(documents: readonly StoredDocument[]): PartTotal {
  const revised = documents.filter(isRevision).length;
  return { count: documents.length - revised, revised, total: won(documents, 'total') };
}

function bars(receipts: readonly StoredDocument[], invoices: readonly StoredDocument[], period: string): Bar[] {
  const at = spanOf(period) === 'month' ? daysOf(period) : monthsOf(period);
  const of = (list: readonly StoredDocument[], day: string) =>
    won(
      list.filter((document) => dayOf(document).startsWith(day)),
      'total',
    );
  return at.map((day) => ({ at: day, receipts: of(receipts, day), invoices: of(invoices, day) }));
}

function kindOf({ invoice, kind, purpose }: StoredDocument): SaleKind {
  if (invoice) return `invoice_${invoice.view.kind}`;
  return kind === 'self_issue' ? 'self_issued' : (purpose ?? 'income_deduction');
}

function row(kind: SaleKind, counted: readonly StoredDocument[], before: readonly StoredDocument[]): KindRow[] {
  const own = counted.filter((document) => kindOf(document) === kind);
  if (own.length === 0) return [];
  const then = before.filter((document) => kindOf(document) === kind);
  return [
    {
      kind,
      ...part(own),
      supply: won(own, 'supply'),
      vat: won(own, 'vat'),
      service: won(own, 'service'),
      total: won(own, 'total'),
      total_before: then.length > 0 ? won(then, 'total') : null,
    },
  ];
}

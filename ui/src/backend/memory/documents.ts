/** Documents of the practice shop in memory, and how they read as rows, details and search results. */
import type {
  Act,
  AttemptRow,
  Cancelled,
  Correction,
  Day,
  DocumentDetail,
  DocumentRow,
  DocumentState,
  HistoryPage,
  HistoryQuery,
  InvoiceFacts,
  InvoiceForm,
  InvoiceView,
  NumberKind,
  PrintRow,
  Purpose,
  Refusal,
  Taxation,
  TheirRecord,
  TimelineStep,
} from '../bindings';
import { digitsOf, mask } from './rules';

const A_DAY_MS = 86_400_000;

/** What an invoice has besides: the form it was written with and the paper it became. */
export type StoredInvoice = {
  form: InvoiceForm;
  view: InvoiceView;
  sent_at: string | null;
  transmit_at: string | null;
  /** The other document of a pair of amendments. */
  partner_key: string | null;
};

export type StoredDocument = {
  key: string;
  act: Act;
  at: string;
  kind: NumberKind;
  digits: string;
  /** None for an invoice. */
  purpose: Purpose | null;
  taxation: Taxation;
  item: string | null;
  memo: string | null;
  supply: number;
  vat: number;
  service: number;
  total: number;
  state: DocumentState;
  approval: string | null;
  refusal: Refusal | null;
  held_reason: string | null;
  /** Last moment to send it. */
  deadline: string | null;
  /** What the NTS holds in its place. */
  their: TheirRecord | null;
  /** It was refused while nobody looked, and nobody has said since that they know. */
  refused_unseen: boolean;
  correction: Correction | null;
  original_key: string | null;
  cancel_reason: string | null;
  invoice: StoredInvoice | null;
  prints: PrintRow[];
  timeline: (Omit<TimelineStep, 'by'> & Partial<TimelineStep>)[];
  attempts: AttemptRow[];
};

export const isApproved = (state: DocumentState) =>
  state === 'approved' || state === 'transmitted' || state === 'confirmed';
const wasRefused = (state: DocumentState) => ['rejected', 'refused_later'].includes(state);
/** Still on its way: it resolves by itself. */
export const isOpen = (state: DocumentState) => ['held', 'unknown', 'sending'].includes(state);
const needsPerson = ({ state, refused_unseen }: StoredDocument) =>
  refused_unseen || ['conflict', 'check_by_hand', 'refused_later'].includes(state);

/** All documents, newest first. */
export class Documents {
  #newestFirst: StoredDocument[] = [];
  readonly #byKey = new Map<string, StoredDocument>();

  constructor(readonly today: () => string) {}

  add(document: StoredDocument): StoredDocument {
    const at = this.#newestFirst.findIndex((other) => other.at <= document.at);
    this.#newestFirst.splice(at < 0 ? this.#newestFirst.length : at, 0, document);
    this.#byKey.set(document.key, document);
    return document;
  }

  /** Puts what was added out of turn in its place. */
  putInOrder(): void {
    this.#newestFirst.sort((a, b) => b.at.localeCompare(a.at));
  }

  get(key: string): StoredDocument | undefined {
    return this.#byKey.get(key);
  }

  find(matches: (document: StoredDocument) => boolean): StoredDocument | undefined {
    return this.#newestFirst.find(matches);
  }

  all(matches: (document: StoredDocument) => boolean): StoredDocument[] {
    return this.#newestFirst.filter(matches);
  }

  count(matches: (document: StoredDocument) => boolean): number {
    return this.#newestFirst.filter(matches).length;
  }

  cancelsOf(key: string): StoredDocument[] {
    return this.#newestFirst.filter(({ act, original_key }) => act === 'cancel' && original_key === key);
  }

  /** Won that may still be cancelled: cancels that wait or are unknown count as done. */
  remaining(document: StoredDocument): number {
    if (document.act !== 'issue' || !isApproved(document.state)) return 0;
    return document.total - this.#taken(document, (state) => !wasRefused(state));
  }

  row(document: StoredDocument): DocumentRow {
    const { key, act, at, kind, digits, purpose, item, memo, total, state, approval } = document;
    return {
      key,
      act,
      traded_at: at,
      number_kind: kind,
      number_masked: mask(kind, digits),
      purpose,
      item,
      memo,
      total,
      state,
      approval_number: approval,
      cancelled: this.#cancelled(document),
      remaining: this.remaining(document),
      invoice: invoiceFacts(document),
    };
  }

  detail(document: StoredDocument): DocumentDetail {
    const { supply, vat, service, taxation, at, refusal, held_reason, cancel_reason, prints } = document;
    const original = document.original_key ? this.get(document.original_key) : undefined;
    const remaining = this.remaining(document);
    return {
      row: this.row(document),
      supply,
      vat,
      service,
      taxation,
      route: 'practice',
      trade_date: at.slice(0, 10),
      approved_at: document.approval ? at : null,
      refusal,
      held_reason,
      deadline: isOpen(document.state) ? document.deadline : null,
      correction: document.correction,
      conflict: document.state === 'conflict' ? 'differs in amounts' : null,
      original_key: document.original_key,
      original_approval: original?.approval ?? null,
      cancel_reason,
      remaining,
      cancels: this.cancelsOf(document.key).map((cancel) => this.row(cancel)),
      prints: [...prints],
      timeline: document.timeline.map((step) => ({ by: null, ...step })),
      attempts: [...document.attempts],
      can_cancel: remaining > 0,
      can_print: isApproved(document.state),
      can_text: isApproved(document.state) && !document.invoice,
      notices: [],
    };
  }

  day(date: string): Day {
    const documents = this.#newestFirst.filter(({ at, invoice }) => at.startsWith(date) && !invoice);
    const counted = documents.filter(({ state }) => isApproved(state));
    const issued = counted.filter(({ act }) => act === 'issue');
    const cancels = counted.filter(({ act }) => act === 'cancel');
    const sum = (list: StoredDocument[]) => list.reduce((total, document) => total + document.total, 0);
    return {
      date,
      count: issued.length,
      total: sum(issued) - sum(cancels),
      cancelled_count: cancels.length,
      rows: documents.map((document) => this.row(document)),
    };
  }

  /** Keyset paging: the cursor is the key of the last row that was given. */
  search({ text, month, filter, cursor, limit }: HistoryQuery): HistoryPage {
    const matches = matching(text);
    const found = this.#newestFirst.filter(
      (document) =>
        (month === null || document.at.startsWith(month)) &&
        (filter !== 'receipts' || document.act === 'issue') &&
        (filter !== 'cancels' || document.act === 'cancel' || document.act === 'amend') &&
        (filter !== 'invoices' || document.invoice !== null) &&
        (filter !== 'attention' || needsPerson(document) || isOpen(document.state)) &&
        matches(document),
    );
    const start = cursor === null ? 0 : found.findIndex(({ key }) => key === cursor) + 1;
    const page = found.slice(start, start + limit);
    return {
      rows: page.map((document) => this.row(document)),
      next: start + limit < found.length ? (page.at(-1)?.key ?? null) : null,
      matched: cursor === null ? found.length : null,
      matches_more: false,
      total: this.#newestFirst.length,
    };
  }

  #cancelled(document: StoredDocument): Cancelled {
    const taken = this.#taken(document, isApproved);
    if (taken === 0) return 'none';
    return taken === document.total ? 'fully' : 'partly';
  }

  #taken(document: StoredDocument, counts: (state: DocumentState) => boolean): number {
    const cancels = this.cancelsOf(document.key).filter(({ state }) => counts(state));
    return cancels.reduce((sum, { total }) => sum + total, 0);
  }
}

/** Sending is due on the day after it was issued. */
function invoiceFacts({ invoice, state, at }: StoredDocument): InvoiceFacts | null {
  if (!invoice) return null;
  const { view, sent_at, transmit_at } = invoice;
  const { kind, billing, buyer, amend_reason } = view;
  const until = new Date(Date.parse(at.slice(0, 10)) + A_DAY_MS).toISOString().slice(0, 10);
  const transmit_by = state === 'approved' ? until : null;
  return { kind, billing, buyer_name: buyer.name, amend_reason, sent_at, transmit_at, transmit_by };
}

function matching(text: string): (document: StoredDocument) => boolean {
  const wanted = text.trim();
  if (wanted === '') return () => true;
  const digits = digitsOf(wanted);
  const isNumber = /^[\d,원-]+$/.test(wanted);
  return ({ key, digits: own, total, approval, item, memo, at, invoice }) =>
    key.startsWith(wanted.toUpperCase()) ||
    (isNumber && ((digits.length === 4 && own.endsWith(digits)) || total === Number(digits))) ||
    approval === wanted.toUpperCase() ||
    at.startsWith(wanted) ||
    (item?.includes(wanted) ?? false) ||
    (invoice?.view.buyer.name.includes(wanted) ?? false) ||
    (memo?.includes(wanted) ?? false);
}

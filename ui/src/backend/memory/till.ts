/**
 * The till of the practice shop in memory: issuing, cancelling, printing, and the lists of what was issued. It keeps the
 * promises of the real one that a screen relies on (a press id issues once, equal receipts are asked about, cancels never
 * exceed what remains) and has dials for the answers that are hard to meet by luck.
 */
import type {
  CancelRequest,
  Connection,
  ConnectionState,
  DocumentsChanged,
  DocumentState,
  HistoryQuery,
  Issued,
  IssueRequest,
  PrintResult,
  Settings,
  ShopForm,
  Startup,
} from '../bindings';
import { Documents, isApproved, isOpen, type StoredDocument } from './documents';
import { error, fault, faultsError, refuseFaults, REFUSAL } from './errors';
import { preview, readAmount, recognise, shopFaults } from './rules';
import { cancelOf, localTime, PRACTICE_SHOP, receipt } from './seed';
import { TaskBook } from './task-book';
import { StaffBook } from './staff';
import { TextRoom } from './texts';

const SIMILAR_WITHIN_MS = 3 * 60_000;
const DAILY_LIMIT = 1_000;
const KOREA_AHEAD_MS = 9 * 3_600_000;

/** What the next answers will be. */
export type Dials = {
  outcome: Extract<DocumentState, 'approved' | 'sending' | 'unknown' | 'held' | 'rejected'>;
  /** Why a held one is held. */
  held_reason: string;
  /** What a document that is open turns out to be when it is asked about. */
  settles: Extract<DocumentState, 'approved' | 'rejected'>;
  /** How the line is; null follows from the outcome. */
  line: ConnectionState | null;
  latency_ms: number;
  printFails: boolean;
};

export class PracticeTill {
  readonly dials: Dials = {
    outcome: 'approved',
    held_reason: 'no_network',
    settles: 'approved',
    line: null,
    latency_ms: 0,
    printFails: false,
  };
  readonly documents = new Documents(() => this.date());
  readonly taskBook = new TaskBook(this.documents);
  readonly texts = new TextRoom();
  readonly staff = new StaffBook(() => this.now());
  shop: ShopForm | null = PRACTICE_SHOP;
  settings: Settings = {
    theme: 'system',
    language: 'ko',
    print_after_issue: true,
    printer: null,
    counter_number: 1,
    transmit_time: '14:00',
    mandatory_issue: false,
  };

  /** Which way documents go, as the foot of the navigation says it. */
  protected route = 'practice';
  readonly #presses = new Map<string, Issued>();
  readonly #documentListeners = new Set<(event: DocumentsChanged) => void>();
  readonly #connectionListeners = new Set<(connection: Connection) => void>();
  #sequence = 10_000;

  constructor(readonly now: () => number = () => Date.now() + KOREA_AHEAD_MS) {}

  async startup(): Promise<Startup> {
    return {
      world: 'practice',
      version: '0.1.0',
      today: this.date(),
      shop: this.staff.isLocked ? null : this.shop,
      staff: this.staff.desk(),
      suggested_shop: PRACTICE_SHOP,
      settings: this.settings,
      connection: this.#connection(),
      data_dir: '~/.local/share/kr.jangbu.desktop',
    };
  }

  async markReady(): Promise<void> {}

  async saveShop(form: ShopForm): Promise<ShopForm> {
    refuseFaults(shopFaults(form));
    this.shop = { ...form };
    return this.shop;
  }

  async saveSettings(settings: Settings): Promise<Settings> {
    this.settings = settings;
    return settings;
  }

  async previewReceipt(form: IssueRequest['form']) {
    return preview(form, this.shop);
  }

  async issueReceipt({ form, press_id, allow_similar, print }: IssueRequest): Promise<Issued> {
    if (!this.shop) throw error('no_shop');
    const judged = preview(form, this.shop);
    refuseFaults(judged.faults);
    const number = recognise(form.number);
    if (judged.total === null || judged.purpose === null || 'fault' in number) throw error('internal');
    const earlier = this.answered(press_id);
    if (earlier) return earlier;
    if (!allow_similar) this.#askAboutTwin(judged.total, number.digits);

    const document: StoredDocument = {
      ...receipt(this.time(), this.next(), number.kind, number.digits, judged.total, form.item, this.dials.outcome),
      supply: judged.supply ?? 0,
      vat: judged.vat ?? 0,
      service: judged.service,
      taxation: form.taxation,
      purpose: judged.purpose,
      item: form.item.trim() || null,
      memo: form.memo.trim() || null,
      ...this.reasons(this.dials.outcome),
      prints: [],
    };
    return this.answer(press_id, document, print);
  }

  async cancelReceipt({ key, amount, reason, press_id, print }: CancelRequest): Promise<Issued> {
    const earlier = this.answered(press_id);
    if (earlier) return earlier;
    const original = this.get(key);
    if (!isApproved(original.state)) throw error('not_cancellable', key);
    const remaining = this.documents.remaining(original);
    if (remaining === 0) throw error('already_cancelled', key);
    const total = amount === null ? remaining : readAmount(amount);
    if (typeof total === 'string') throw faultsError([fault('cancel_amount', total)]);
    refuseFaults(total > remaining ? [fault('cancel_amount', 'cancel_over_remaining')] : []);
    const { outcome } = this.dials;
    const cancel = cancelOf(original, this.time(), this.next(), total, reason, outcome);
    return this.answer(press_id, { ...cancel, ...this.reasons(outcome) }, print);
  }

  async resolveDocument(key: string): Promise<Issued> {
    const document = this.get(key);
    if (!isOpen(document.state)) return this.issued(document, null);
    const state = this.dials.settles;
    document.approval = state === 'approved' ? `TB${String(this.next()).padStart(7, '0')}` : null;
    Object.assign(document, { state, ...this.reasons(state) });
    document.timeline.push({ at: this.time(), kind: 'looked_up', detail: null });
    document.timeline.push({ at: this.time(), kind: state, detail: document.approval });
    this.announce(key);
    return this.issued(document, null);
  }

  async loadDay() {
    return this.documents.day(this.date());
  }

  async searchHistory(query: HistoryQuery) {
    return this.documents.search(query);
  }

  async loadDocument(key: string) {
    return { ...this.documents.detail(this.get(key)), notices: this.texts.of(key) };
  }

  async printDocument(key: string): Promise<PrintResult> {
    return this.#print(this.get(key));
  }

  async revealNumber(key: string): Promise<string> {
    return this.reveal(key);
  }

  protected reveal(key: string): string {
    const document = this.get(key);
    if (document.kind === 'rrn') throw error('number_hidden', key);
    document.timeline.push({ at: this.time(), kind: 'revealed', detail: null, by: this.staff.present?.name ?? null });
    return preview({ ...BLANK_FORM, number: document.digits }, null).number_formatted;
  }

  async checkConnection(): Promise<Connection> {
    return this.#connection();
  }

  onDocumentsChanged(handler: (event: DocumentsChanged) => void): () => void {
    this.#documentListeners.add(handler);
    return () => this.#documentListeners.delete(handler);
  }

  onConnectionChanged(handler: (connection: Connection) => void): () => void {
    this.#connectionListeners.add(handler);
    return () => this.#connectionListeners.delete(handler);
  }

  /** As the courier would: says that a document changed and how the line is now. */
  protected announce(key: string): void {
    for (const listener of this.#documentListeners) listener({ keys: [key] });
    for (const listener of this.#connectionListeners) listener(this.#connection());
  }

  protected async answer(press_id: string, document: StoredDocument, print: boolean): Promise<Issued> {
    this.documents.add(document);
    const printed = print && isApproved(document.state) ? this.#print(document) : null;
    const issued = this.issued(document, printed);
    this.#presses.set(press_id, issued);
    if (this.dials.latency_ms > 0) await new Promise((done) => setTimeout(done, this.dials.latency_ms));
    this.announce(document.key);
    return issued;
  }

  protected issued(document: StoredDocument, print: PrintResult | null): Issued {
    const { refusal, held_reason } = document;
    const deadline = isOpen(document.state) ? document.deadline : null;
    return { row: this.documents.row(document), refusal, held_reason, deadline, print };
  }

  /** The answer to a press that came before. */
  protected answered(press_id: string): Issued | undefined {
    return this.#presses.get(press_id);
  }

  protected reasons(state: DocumentState): Pick<StoredDocument, 'refusal' | 'held_reason'> {
    return {
      refusal: state === 'rejected' ? REFUSAL : null,
      held_reason: state === 'held' ? this.dials.held_reason : null,
    };
  }

  #print(document: StoredDocument): PrintResult {
    const copy_no = document.prints.length;
    const queue = this.settings.printer;
    const target = queue ?? `practice/prints/${document.key}${copy_no > 0 ? `-r${copy_no}` : ''}.pdf`;
    if (this.dials.printFails) return { copy_no, target, queue, ok: false, error: error('print_failed').ui };
    document.prints.push({ copy_no, printed_at: this.time(), target, state: 'done' });
    document.timeline.push({ at: this.time(), kind: copy_no > 0 ? 'reprinted' : 'printed', detail: null });
    return { copy_no, target, queue, ok: true, error: null };
  }

  #askAboutTwin(total: number, digits: string): void {
    const since = localTime(this.now() - SIMILAR_WITHIN_MS);
    const twin = this.documents.find(
      (other) => other.act === 'issue' && other.total === total && other.digits === digits && other.at >= since,
    );
    if (twin?.state === 'unknown') throw error('twin_unknown', twin.key);
    if (twin && isApproved(twin.state)) throw error('similar_receipt', twin.key);
  }

  #connection(): Connection {
    const unknown = this.documents.count(({ state }) => state === 'unknown');
    const waiting = this.documents.count(({ state }) => state === 'held');
    const today = this.documents.count(({ at }) => at.startsWith(this.date()));
    const isCut = this.dials.outcome === 'held' && this.dials.held_reason === 'no_network';
    return {
      state: this.dials.line ?? (isCut ? 'no_network' : 'connected'),
      route: this.route,
      waiting,
      unknown,
      attention: this.taskBook.tasks().length,
      earliest_deadline: this.taskBook.waiting().earliest_deadline,
      quota_left: DAILY_LIMIT - today,
      repair: null,
      detail: null,
    };
  }

  protected get(key: string): StoredDocument {
    const document = this.documents.get(key);
    if (!document) throw error('not_found', key);
    return document;
  }

  protected time(): string {
    return localTime(this.now());
  }

  protected date(): string {
    return this.time().slice(0, 10);
  }

  protected next(): number {
    return (this.#sequence += 1);
  }
}

export const BLANK_FORM: IssueRequest['form'] = {
  amount: '',
  service: '',
  number: '',
  purpose: null,
  taxation: 'taxable',
  item: '',
  memo: '',
};

/**
 * A whole practice shop in memory: what tests and `npm run dev` in a plain browser run against. It keeps the promises
 * of the real one that a screen relies on (a press id issues once, equal receipts are asked about, cancels never exceed
 * what remains) and has dials for the answers that are hard to meet by luck.
 */
import type {
  CancelRequest,
  Connection,
  DocumentState,
  Fault,
  Issued,
  IssueRequest,
  PrintResult,
  Refusal,
  Settings,
  ShopForm,
  Startup,
  UiError,
  UiErrorCode,
} from './bindings';
import { BackendError, type Backend } from './backend';
import { Documents, isApproved, needsAttention, type StoredDocument } from './memory/documents';
import { preview, readAmount, recognise, shopFaults } from './memory/rules';
import { cancelOf, localTime, PRACTICE_SHOP, receipt, seed } from './memory/seed';

const SIMILAR_WITHIN_MS = 3 * 60_000;
const DAILY_LIMIT = 1_000;
const KOREA_AHEAD_MS = 9 * 3_600_000;

/** What the next answers will be. */
export type Dials = {
  outcome: Extract<DocumentState, 'approved' | 'unknown' | 'held' | 'rejected'>;
  /** Why a held one is held. */
  held_reason: string;
  /** What a document that is open turns out to be when it is asked about. */
  settles: Extract<DocumentState, 'approved' | 'rejected'>;
  latency_ms: number;
  printFails: boolean;
};

export class MemoryBackend implements Backend {
  readonly dials: Dials = {
    outcome: 'approved',
    held_reason: 'no_network',
    settles: 'approved',
    latency_ms: 0,
    printFails: false,
  };
  readonly documents = new Documents();
  shop: ShopForm | null = PRACTICE_SHOP;
  settings: Settings = { theme: 'system', language: 'ko', print_after_issue: true, printer: null, counter_number: 1 };

  readonly #presses = new Map<string, Issued>();
  readonly #documentListeners = new Set<(event: { key: string }) => void>();
  readonly #connectionListeners = new Set<(connection: Connection) => void>();
  #sequence = 10_000;

  constructor(readonly now: () => number = () => Date.now() + KOREA_AHEAD_MS) {}

  /** For a plain browser: `?first` starts without a shop; `?outcome=held&reason=quota`, `?latency=800` set dials. */
  static practiceShop(query: URLSearchParams): MemoryBackend {
    const backend = new MemoryBackend();
    const outcome = query.get('outcome');
    if (outcome) backend.dials.outcome = outcome as Dials['outcome'];
    backend.dials.held_reason = query.get('reason') ?? 'no_network';
    const theme = query.get('theme');
    if (theme === 'dark' || theme === 'light') backend.settings = { ...backend.settings, theme };
    if (query.get('language') === 'en') backend.settings = { ...backend.settings, language: 'en' };
    backend.dials.latency_ms = Number(query.get('latency') ?? '60');
    if (query.has('first')) backend.shop = null;
    else seed(backend.documents, backend.now());
    return backend;
  }

  async startup(): Promise<Startup> {
    return {
      world: 'practice',
      version: '0.1.0',
      today: this.#date(),
      shop: this.shop,
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
    const earlier = this.#presses.get(press_id);
    if (earlier) return earlier;
    if (!allow_similar) this.#askAboutTwin(judged.total, number.digits);

    const document: StoredDocument = {
      ...receipt(this.#time(), this.#next(), number.kind, number.digits, judged.total, form.item, this.dials.outcome),
      supply: judged.supply ?? 0,
      vat: judged.vat ?? 0,
      service: judged.service,
      taxation: form.taxation,
      purpose: judged.purpose,
      item: form.item.trim() || null,
      memo: form.memo.trim() || null,
      ...this.#reasons(this.dials.outcome),
      prints: [],
    };
    return this.#answer(press_id, document, print);
  }

  async cancelReceipt({ key, amount, reason, press_id, print }: CancelRequest): Promise<Issued> {
    const earlier = this.#presses.get(press_id);
    if (earlier) return earlier;
    const original = this.#get(key);
    if (!isApproved(original.state)) throw error('not_cancellable', key);
    const remaining = this.documents.remaining(original);
    if (remaining === 0) throw error('already_cancelled', key);
    const total = amount === null ? remaining : readAmount(amount);
    if (typeof total === 'string') throw faultsError([{ field: 'cancel_amount', code: total }]);
    refuseFaults(total > remaining ? [{ field: 'cancel_amount', code: 'cancel_over_remaining' }] : []);
    const { outcome } = this.dials;
    const cancel = cancelOf(original, this.#time(), this.#next(), total, reason, outcome);
    return this.#answer(press_id, { ...cancel, ...this.#reasons(outcome) }, print);
  }

  async resolveDocument(key: string): Promise<Issued> {
    const document = this.#get(key);
    const state = this.dials.settles;
    document.approval = state === 'approved' ? `TB${String(this.#next()).padStart(7, '0')}` : null;
    Object.assign(document, { state, ...this.#reasons(state) });
    document.timeline.push({ at: this.#time(), kind: 'looked_up', detail: null });
    document.timeline.push({ at: this.#time(), kind: state, detail: document.approval });
    this.#announce(key);
    return this.#issued(document, null);
  }

  async loadDay() {
    return this.documents.day(this.#date());
  }

  async searchHistory(query: Parameters<Backend['searchHistory']>[0]) {
    return this.documents.search(query);
  }

  async loadDocument(key: string) {
    return this.documents.detail(this.#get(key));
  }

  async printDocument(key: string): Promise<PrintResult> {
    return this.#print(this.#get(key));
  }

  async revealNumber(key: string): Promise<string> {
    const document = this.#get(key);
    if (document.kind === 'rrn') throw error('number_hidden', key);
    document.timeline.push({ at: this.#time(), kind: 'revealed', detail: null });
    return preview({ ...BLANK_FORM, number: document.digits }, null).number_formatted;
  }

  async checkConnection(): Promise<Connection> {
    return this.#connection();
  }

  onDocumentChanged(handler: (event: { key: string }) => void): () => void {
    this.#documentListeners.add(handler);
    return () => this.#documentListeners.delete(handler);
  }

  onConnectionChanged(handler: (connection: Connection) => void): () => void {
    this.#connectionListeners.add(handler);
    return () => this.#connectionListeners.delete(handler);
  }

  /** As the courier would: says that a document changed and how the line is now. */
  #announce(key: string): void {
    for (const listener of this.#documentListeners) listener({ key });
    for (const listener of this.#connectionListeners) listener(this.#connection());
  }

  async #answer(press_id: string, document: StoredDocument, print: boolean): Promise<Issued> {
    this.documents.add(document);
    const printed = print && isApproved(document.state) ? this.#print(document) : null;
    const issued = this.#issued(document, printed);
    this.#presses.set(press_id, issued);
    if (this.dials.latency_ms > 0) await new Promise((done) => setTimeout(done, this.dials.latency_ms));
    this.#announce(document.key);
    return issued;
  }

  #issued(document: StoredDocument, print: PrintResult | null): Issued {
    const { refusal, held_reason } = document;
    return { row: this.documents.row(document), refusal, held_reason, print };
  }

  #reasons(state: DocumentState): Pick<StoredDocument, 'refusal' | 'held_reason'> {
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
    document.prints.push({ copy_no, printed_at: this.#time(), target, state: 'done' });
    document.timeline.push({ at: this.#time(), kind: copy_no > 0 ? 'reprinted' : 'printed', detail: null });
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
    const today = this.documents.count(({ at }) => at.startsWith(this.#date()));
    const attention = this.documents.count(({ state }) => needsAttention(state));
    const isCut = this.dials.outcome === 'held' && this.dials.held_reason === 'no_network';
    const state = isCut ? 'no_network' : 'connected';
    return { state, route: 'practice', waiting, unknown, attention, quota_left: DAILY_LIMIT - today, detail: null };
  }

  #get(key: string): StoredDocument {
    const document = this.documents.get(key);
    if (!document) throw error('not_found', key);
    return document;
  }

  #time(): string {
    return localTime(this.now());
  }

  #date(): string {
    return this.#time().slice(0, 10);
  }

  #next(): number {
    this.#sequence += 1;
    return this.#sequence;
  }
}

const REFUSAL: Refusal = { code: 'E2003', field: 'consumerPhone', message: '소비자 번호가 올바르지 않습니다' };

const BLANK_FORM: IssueRequest['form'] = {
  amount: '',
  service: '',
  number: '',
  purpose: null,
  taxation: 'taxable',
  item: '',
  memo: '',
};

function refuseFaults(faults: Fault[]): void {
  if (faults.length > 0) throw faultsError(faults);
}

function faultsError(faults: Fault[]): BackendError {
  return new BackendError({ code: 'faults', faults, retry: 'never', reference: null, detail: null });
}

function error(code: UiErrorCode, reference: string | null = null): BackendError {
  const ui: UiError = { code, faults: [], retry: 'never', reference, detail: null };
  return new BackendError(ui);
}

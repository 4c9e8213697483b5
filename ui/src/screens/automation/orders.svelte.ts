/** Orders from a file: looked at, taken into the book, put right in place, issued with a pause, taken back. */
import { BackendError, type UiError } from '../../backend/backend';
import type {
  ImportedRow,
  ImportState,
  LookedFile,
  OrderImport,
  OrderMapping,
  PartnerFile,
} from '../../backend/backend';
import { automationText } from '../../messages/automation';
import { errorText } from '../../messages/messages.svelte';
import { PagedRows } from '../../paged-rows.svelte';
import { formatWon } from '../../parts/money';
import type { Session } from '../../session.svelte';
import { RepairDraft } from './repair.svelte';
import { base64Of, FILE_BYTES_MAX, FILE_ENDINGS } from './file';

export type OrderFilter = ImportState | 'all';
type Busy = 'reading' | 'taking' | 'issuing' | 'undoing';

/** Often enough for a bar that moves, seldom enough for the counter not to notice. */
const LOOK_EVERY_MS = 400;

export class OrdersController {
  file: PartnerFile | null = $state.raw(null);
  /** The file that was looked at and is not in the book yet. */
  looked: LookedFile | null = $state.raw(null);
  /** The import that is shown. */
  current: OrderImport | null = $state.raw(null);
  past: OrderImport[] = $state.raw([]);
  filter: OrderFilter = $state('all');
  chosenAt = $state(0);
  problem: string | null = $state(null);
  busy: Busy | null = $state(null);
  /** The dialogs that are open. */
  matching = $state(false);
  undoing = $state(false);
  repair: RepairDraft | null = $state.raw(null);
  readonly pages: PagedRows<ImportedRow>;

  constructor(readonly session: Session) {
    this.pages = new PagedRows(
      (cursor) => this.#page(cursor),
      (thrown) => this.session.tellError(thrown),
    );
  }

  get rows(): readonly ImportedRow[] {
    return this.pages.rows;
  }

  get chosen(): ImportedRow | null {
    return this.rows[this.chosenAt] ?? null;
  }

  /** Whether there is a list of orders to show. */
  get hasList(): boolean {
    return this.current !== null || (this.looked !== null && this.looked.missing.length === 0);
  }

  count(state: ImportState): number {
    return this.#counts.find((count) => count.state === state)?.orders ?? 0;
  }

  get total(): number {
    return this.#counts.reduce((sum, { orders }) => sum + orders, 0);
  }

  /** Documents of the import by what became of them. */
  documents(...states: string[]): number {
    const found = this.current?.documents.filter(({ state }) => states.includes(state)) ?? [];
    return found.reduce((sum, { count }) => sum + count, 0);
  }

  get canTake(): boolean {
    return this.looked !== null && this.looked.missing.length === 0;
  }

  get canIssue(): boolean {
    return this.current !== null && !this.current.undone && this.count('waiting') > 0 && !this.isIssuing;
  }

  get canUndo(): boolean {
    const left = this.count('waiting') + this.count('faulty') + this.count('skipped') + this.count('stopped');
    return this.current !== null && !this.current.undone && left > 0 && !this.isIssuing;
  }

  get isIssuing(): boolean {
    return this.busy === 'issuing' || (this.current?.running ?? null) !== null;
  }

  get #counts() {
    return this.current?.counts ?? this.looked?.counts ?? [];
  }

  /** The newest imports, and how the one that is shown stands now. */
  load(): void {
    void this.#quietly(async () => {
      this.past = await this.session.backend.listImports();
      const id = this.current?.id;
      if (id !== undefined && !this.isIssuing) this.#show(this.past.find((one) => one.id === id) ?? null);
    });
  }

  /** Looks at a file; nothing is changed. */
  async read(chosen: File): Promise<void> {
    if (this.busy) return;
    const words = automationText().orders;
    this.leave();
    if (!FILE_ENDINGS.test(chosen.name)) this.problem = words.wrongKind;
    else if (chosen.size > FILE_BYTES_MAX) this.problem = words.tooBig;
    else {
      await this.#work('reading', async () => {
        this.file = { name: chosen.name, content: await base64Of(chosen) };
        await this.#look(null);
      });
    }
  }

  /** Looks again with what the person says of the columns. */
  async match(mapping: OrderMapping): Promise<void> {
    await this.#work('reading', () => this.#look(mapping));
  }

  /** Writes the orders into the book; nothing is issued yet. */
  async take(): Promise<void> {
    if (!this.canTake) return;
    await this.#work('taking', async () => {
      const words = automationText().orders;
      const { import: taken, before } = await this.session.backend.takeOrders();
      this.looked = null;
      this.file = null;
      if (taken) {
        await this.openImport(taken);
        this.session.toasts.show('good', before ? words.before : words.taken(formatWon(this.total)));
      } else this.session.toasts.show('good', words.nothingNew);
      this.past = await this.session.backend.listImports();
    });
  }

  async openImport(one: OrderImport): Promise<void> {
    this.problem = null;
    this.looked = null;
    this.current = one;
    this.filter = 'all';
    await this.#reload();
  }

  /** Issues what waits until nothing does or it is paused. */
  async issue(): Promise<void> {
    const id = this.current?.id;
    if (id === undefined || !this.canIssue || this.busy) return;
    await this.#work('issuing', async () => {
      const issuing = this.session.backend.issueImport(id);
      const ended = issuing.then(
        () => {},
        () => {},
      );
      let isOver = false;
      void ended.then(() => (isOver = true));
      while (!isOver) {
        await Promise.race([ended, new Promise((next) => setTimeout(next, LOOK_EVERY_MS))]);
        if (!isOver) this.current = await this.session.backend.loadImport(id);
      }
      this.current = await issuing;
    });
    if (this.current?.id === id) {
      this.current = await this.session.backend.loadImport(id);
      await this.#reload();
    }
  }

  async pause(): Promise<void> {
    const id = this.current?.id;
    if (id === undefined || !this.isIssuing) return;
    await this.#quietly(() => this.session.backend.pauseImport(id).then(() => {}));
  }

  /** Takes back what is no document yet. */
  async undo(): Promise<void> {
    const id = this.current?.id;
    this.undoing = false;
    if (id === undefined || !this.canUndo) return;
    await this.#work('undoing', async () => {
      const words = automationText().orders;
      const { undone, issued, import: left } = await this.session.backend.undoImport(id);
      this.current = left;
      const stay = issued > 0 ? ` ${words.undoneStay(formatWon(issued))}` : '';
      this.session.toasts.show('good', words.undone(formatWon(undone)) + stay);
      await this.#reload();
      this.past = await this.session.backend.listImports();
    });
  }

  show(filter: OrderFilter): void {
    this.filter = filter;
    void this.#quietly(() => this.#reload());
  }

  move(steps: number): void {
    this.chosenAt = Math.max(0, Math.min(this.rows.length - 1, this.chosenAt + steps));
  }

  choose(at: number): void {
    this.chosenAt = at;
  }

  /** Opens the chosen order: its document, or the order itself to be put right. */
  async open(): Promise<void> {
    const row = this.chosen;
    if (!row || this.current === null || this.isIssuing) return;
    if (row.document && row.document_state !== 'rejected') this.session.open('history', row.document);
    else if (isOpen(row)) {
      await this.#quietly(async () => {
        this.repair = new RepairDraft(this.session, await this.session.backend.loadImportedOrder(row.id));
      });
    }
  }

  /** Saves the order that is being put right; it stays open while something is wrong with it. */
  async saveRepair(): Promise<void> {
    const { repair, current } = this;
    if (!repair || !current) return;
    const row = await repair.save();
    if (!row) return;
    this.pages.rows = this.rows.map((other) => (other.id === row.id ? row : other));
    this.current = await this.session.backend.loadImport(current.id);
    if (row.state === 'faulty') return;
    this.repair = null;
    this.session.toasts.show('good', automationText().repairing.saved(row.order_no));
  }

  /** Back to the list of files. */
  leave(): void {
    Object.assign(this, { file: null, looked: null, current: null, problem: null, filter: 'all', chosenAt: 0 });
    this.matching = false;
    this.pages.take({ rows: [], next: null });
  }

  async #look(mapping: OrderMapping | null): Promise<void> {
    const { file } = this;
    if (!file) return;
    this.looked = await this.session.backend.lookAtOrders(file, mapping);
    this.matching = this.looked.missing.length > 0;
    this.filter = 'all';
    await this.#reload();
  }

  #show(one: OrderImport | null): void {
    this.current = one;
    if (one) void this.#quietly(() => this.#reload());
  }

  async #reload(): Promise<void> {
    this.pages.take(await this.#page(null));
    this.chosenAt = Math.min(this.chosenAt, Math.max(0, this.rows.length - 1));
  }

  #page(cursor: string | null) {
    const state = this.filter === 'all' ? null : this.filter;
    return this.session.backend.listImportedOrders({ import: this.current?.id ?? null, state, cursor });
  }

  async #work(what: Busy, act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = what;
    this.problem = null;
    try {
      await act();
    } catch (thrown) {
      this.problem = problemText(BackendError.from(thrown).ui);
    } finally {
      this.busy = null;
    }
  }

  async #quietly(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (thrown) {
      this.session.tellError(thrown);
    }
  }
}

/** Whether a person may put it right. */
export function isOpen({ state, document_state }: ImportedRow): boolean {
  return ['waiting', 'faulty', 'skipped', 'stopped'].includes(state) || document_state === 'rejected';
}

function problemText(error: UiError): string {
  const words = automationText().orders;
  if (error.code !== 'unreadable_file') return errorText(error);
  return words.problems[error.detail ?? ''] ?? words.unreadable;
}

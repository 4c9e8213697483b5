/**
 * The counter: one press, one document. A press has an id that lives until it is answered, so that a second Enter, an
 * answer "같은 영수증이 있어요" and a retry after an error are all the same press. After every action the focus is asked
 * back to the amount.
 */
import { BackendError, type Day, type DocumentRow, type Issued, type ReceiptForm } from '../../backend/backend';
import { FocusRequest } from '../../focus.svelte';
import { errorText, t } from '../../messages/messages.svelte';
import { formatWon, pressWonKey } from '../../parts/money';
import type { Session } from '../../session.svelte';
import { CorrectDraft } from '../../trade/correct-draft.svelte';
import { isApproved } from '../../trade/labels';
import { customerNumberGrouping } from '../../trade/number-grouping';
import { Later } from './later';
import { obstacleTo, obstacleToCorrecting, type Obstacle } from './obstacle';
import { fieldOfFault, ReceiptFormController, type TextFieldName } from './receipt-form.svelte';

export type Question =
  | { kind: 'similar' | 'twin_unknown'; print: boolean; amount: string }
  | { kind: 'cancel'; row: DocumentRow; press_id: string }
  | { kind: 'correct'; draft: CorrectDraft }
  | { kind: 'not_cancellable'; row: DocumentRow; obstacle: Obstacle };
/** `inputKept`: the form was not cleared, to be corrected. `correcting`: the press was to put a wrong number right. */
export type Result = Issued & { inputKept: boolean; correcting: boolean };
export type PadField = 'amount' | 'number';

type Press = { id: string; form: string };

const ONE_SLIP_MS = 300;

export class CounterController {
  readonly form: ReceiptFormController;
  /** 나중에 발급 */
  readonly later = new Later(this);
  readonly focus = new FocusRequest<TextFieldName>('amount');
  day: Day | null = $state.raw(null);
  result: Result | null = $state.raw(null);
  question: Question | null = $state.raw(null);
  busy = $state(false);
  splitOpen = $state(false);
  /** The field the keypad types into. */
  padField: PadField = $state('amount');
  #press: Press | null = null;
  #cameToNumberAt = -Infinity;

  constructor(
    readonly session: Session,
    /** Milliseconds of a clock that never goes back. */
    readonly now: () => number = () => performance.now(),
  ) {
    this.form = new ReceiptFormController(session.backend);
    session.backend.onDocumentsChanged(() => void this.#follow());
    void this.loadDay();
  }

  /** Enter: on from the amount to the number, from anywhere else the press itself. */
  async enter(from: TextFieldName): Promise<void> {
    if (from === 'number') return this.#issueFromNumber();
    if (from !== 'amount') return this.issue(this.session.settings.print_after_issue);
    if (this.form.won !== null || this.form.amount !== '') this.next();
  }

  next(): void {
    if (this.padField === 'number') return void this.#issueFromNumber();
    this.#goTo('number');
    this.#cameToNumberAt = this.now();
  }

  /** Esc: one step back, nothing lost. */
  back(from: TextFieldName): void {
    if (from === 'amount' && this.splitOpen) this.splitOpen = false;
    this.#goTo(from === 'item' || from === 'memo' ? 'number' : 'amount');
  }

  async issue(print: boolean): Promise<void> {
    if (this.busy || this.question || this.form.isBlank) return;
    await this.#send(print, false);
  }

  /** "다른 거래예요": the equal receipt is another sale. */
  async issueAnother(): Promise<void> {
    const asked = this.question;
    if (this.busy || !asked || !('print' in asked)) return;
    this.question = null;
    await this.#send(asked.print, true);
  }

  dismiss(): void {
    this.question = null;
    this.#goTo('amount');
  }

  /** Ctrl Z: the newest receipt or none. */
  askCancel(): void {
    if (this.busy || this.question) return;
    const row = this.newestReceipt;
    if (!row) return this.session.toasts.show('quiet', t().counter.nothingToCancel);
    const obstacle = obstacleTo(row);
    this.question = obstacle
      ? { kind: 'not_cancellable', row, obstacle }
      : { kind: 'cancel', row, press_id: crypto.randomUUID() };
  }

  async cancel(): Promise<void> {
    const asked = this.question;
    if (this.busy || asked?.kind !== 'cancel') return;
    const { row, press_id } = asked;
    const print = this.session.settings.print_after_issue;
    await this.#work(async () => {
      const request = { key: row.key, amount: null, reason: 'transaction_cancelled', press_id, print } as const;
      this.#take(await this.session.backend.cancelReceipt(request));
    });
    this.dismiss();
  }

  /** Ctrl E: the number of the newest receipt was wrong. */
  askCorrect(): void {
    if (this.busy || this.question) return;
    const row = this.newestReceipt;
    if (!row) return this.session.toasts.show('quiet', t().correct.nothing);
    const obstacle = obstacleToCorrecting(row);
    this.question = obstacle
      ? { kind: 'not_cancellable', row, obstacle }
      : { kind: 'correct', draft: new CorrectDraft(this.session.backend, row) };
  }

  async correct(): Promise<void> {
    const asked = this.question;
    if (this.busy || asked?.kind !== 'correct') return;
    await this.#work(async () => {
      try {
        const issued = await asked.draft.send(this.session.settings.print_after_issue);
        if (!issued) return;
        this.question = null;
        this.#take(issued, { correcting: true });
      } catch (thrown) {
        this.dismiss();
        throw thrown;
      }
    });
  }

  /** Ctrl P: the newest document or none, for paper of the one before would go to the wrong customer. */
  async reprintLast(): Promise<void> {
    const row = this.newestDocument;
    if (!row) this.session.toasts.show('quiet', t().counter.nothingToPrint);
    else if (!isApproved(row.state)) this.session.toasts.show('quiet', t().counter.notPrintable);
    else await this.#work(async () => this.session.tellPrint(await this.session.backend.printDocument(row.key)));
    this.#goTo('amount');
  }

  /** Asks the NTS again about the document on the result card, or sends it now. */
  async resolve(): Promise<void> {
    const key = this.result?.row.key;
    if (!key) return;
    await this.#work(async () => this.#take(await this.session.backend.resolveDocument(key)));
    this.#goTo('amount');
  }

  pressPad(key: string): void {
    const field = this.padField;
    const text = this.form[field];
    if (field === 'amount') this.form.type(field, pressWonKey(text, key));
    else this.form.type(field, customerNumberGrouping.join(customerNumberGrouping.strip(text + key)));
    this.#goTo(field);
  }

  erasePad(): void {
    const field = this.padField;
    const text = this.form[field];
    if (field === 'amount')
      this.form.type(field, text.replace(/\D/g, '').length > 1 ? pressWonKey(trimmed(text), '') : '');
    else this.form.type(field, customerNumberGrouping.join(customerNumberGrouping.strip(text).slice(0, -1)));
    this.#goTo(field);
  }

  clearPad(): void {
    this.form.type(this.padField, '');
    this.#goTo(this.padField);
  }

  toggleSplit(): void {
    this.splitOpen = !this.splitOpen;
    this.#goTo(this.splitOpen ? 'service' : 'amount');
  }

  get newestReceipt(): DocumentRow | null {
    return this.day?.rows.find(({ act }) => act === 'issue') ?? null;
  }

  get newestDocument(): DocumentRow | null {
    return this.day?.rows[0] ?? null;
  }

  async loadDay(): Promise<void> {
    try {
      this.day = await this.session.backend.loadDay();
      this.session.today = this.day.date;
    } catch (thrown) {
      this.session.tellError(thrown);
    }
  }

  async #send(print: boolean, allow_similar: boolean): Promise<void> {
    const form = this.form.form;
    const press_id = this.#pressFor(form);
    await this.#work(async () => {
      try {
        const issued = await this.session.backend.issueReceipt({ form, press_id, allow_similar, print });
        this.#press = null;
        const inputKept = issued.row.state === 'rejected';
        if (!inputKept) this.form.clear();
        this.splitOpen = false;
        this.#take(issued, { inputKept });
      } catch (thrown) {
        this.#explain(BackendError.from(thrown), print);
        return;
      }
    });
  }

  /** Two quick Enters at the amount are a slip of the finger, not a self-issued receipt, unless that was chosen. */
  async #issueFromNumber(): Promise<void> {
    const isUndecided = this.form.number.trim() === '' && this.form.choice !== 'self_issue';
    if (isUndecided && this.now() - this.#cameToNumberAt < ONE_SLIP_MS) return;
    await this.issue(this.session.settings.print_after_issue);
  }

  #explain(error: BackendError, print: boolean): void {
    const { code, faults } = error.ui;
    if (code === 'press_reused') this.#press = null;
    const amount = formatWon(this.form.won ?? 0);
    if (code === 'similar_receipt') this.question = { kind: 'similar', print, amount };
    else if (code === 'twin_unknown') this.question = { kind: 'twin_unknown', print, amount };
    else if (code === 'faults') this.#goTo(fieldOfFault(this.form.refuse(faults)));
    else {
      this.session.toasts.show('bad', errorText(error.ui));
      this.#goTo('amount');
    }
  }

  /** The same form keeps its press id until an answer came: a retry can then never issue twice. */
  #pressFor(form: ReceiptForm): string {
    const written = JSON.stringify(form);
    if (this.#press?.form !== written) this.#press = { id: crypto.randomUUID(), form: written };
    return this.#press.id;
  }

  #take(issued: Issued, { inputKept = false, correcting = false } = {}): void {
    this.result = { ...issued, inputKept, correcting };
    if (issued.print) this.session.tellPrint(issued.print, { afterIssue: true });
    this.#goTo('amount');
  }

  async #work(act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      await act();
    } catch (thrown) {
      this.session.tellError(thrown);
    } finally {
      this.busy = false;
    }
    await this.loadDay();
  }

  /** Some document changed. The card's is read again whichever it was: a cancel changes its receipt as well. */
  async #follow(): Promise<void> {
    await this.loadDay();
    const key = this.result?.row.key;
    if (!key) return;
    try {
      const seen = await this.#read(key);
      if (this.result?.row.key === key) this.result = { ...this.result, ...seen };
    } catch (thrown) {
      this.session.tellError(thrown);
    }
  }

  /** As the card shows it. Of a correction that has got to its new receipt, the receipt. */
  async #read(key: string): Promise<Omit<Issued, 'print'>> {
    const { row, refusal, held_reason, deadline, correction } = await this.session.backend.loadDocument(key);
    const next = this.result?.correcting && correction?.cancel_key === key ? correction.reissue_key : null;
    return next ? this.#read(next) : { row, refusal, held_reason, deadline };
  }

  #goTo(field: TextFieldName): void {
    if (field === 'amount' || field === 'number') this.padField = field;
    this.focus.ask(field);
  }
}

function trimmed(text: string): string {
  return text.replace(/\D/g, '').slice(0, -1);
}

/**
 * A number being put right: of a receipt that stands (cancelled and issued again, carried through by the program) or of one
 * that the NTS did not take. What is typed is judged by the program; the press id lives as long as what was typed.
 */
import { BackendError, type Backend, type DocumentRow, type Fault, type Issued } from '../backend/backend';
import type { Preview, Purpose } from '../backend/backend';
import { Latest } from '../latest';

const PREVIEW_DELAY_MS = 30;

/** A press as it was typed. `number`: null keeps the one there is, under another purpose. */
export type NumberPress = { number: string | null; purpose: Purpose | null; press_id: string; print: boolean };

export class NumberDraft<Answer> {
  number = $state('');
  choice: Purpose | null = $state(null);
  preview: Preview | null = $state.raw(null);
  busy = $state(false);
  #refused: Fault[] = $state.raw([]);
  #press_id = crypto.randomUUID();
  readonly #latest = new Latest(PREVIEW_DELAY_MS);

  constructor(
    readonly backend: Pick<Backend, 'previewReceipt'>,
    readonly row: DocumentRow,
    readonly deliver: (press: NumberPress) => Promise<Answer>,
    /** Another purpose alone is something to put right as well. */
    readonly mayKeepNumber = false,
  ) {}

  type(number: string): void {
    if (number === this.number) return;
    this.number = number;
    this.#decideAnew();
  }

  choose(purpose: Purpose): void {
    this.choice = purpose;
    this.#decideAnew();
  }

  get purpose(): Purpose {
    return this.choice ?? this.preview?.purpose ?? this.row.purpose ?? 'income_deduction';
  }

  /** What came back from the press, and what no more typing can mend. */
  get faults(): Fault[] {
    const early = (this.preview?.faults ?? []).filter(({ code }) => code === 'purpose_needs_personal_number');
    return [...this.#refused, ...early];
  }

  /** Sends it; null when something needs correcting. Rejects on any other error. */
  async send(print: boolean): Promise<Answer | null> {
    if (this.busy) return null;
    const number = this.number.trim() === '' ? null : this.number;
    const isOtherPurpose = this.mayKeepNumber && this.choice !== null && this.choice !== this.row.purpose;
    if (number === null && !isOtherPurpose) {
      this.#refused = [{ field: 'number', code: 'number_missing', line: null }];
      return null;
    }
    this.busy = true;
    try {
      return await this.deliver({ number, purpose: this.choice, press_id: this.#press_id, print });
    } catch (thrown) {
      const { ui } = BackendError.from(thrown);
      if (ui.code !== 'faults') throw thrown;
      this.#refused = ui.faults;
      return null;
    } finally {
      this.busy = false;
    }
  }

  #decideAnew(): void {
    this.#refused = [];
    this.#press_id = crypto.randomUUID();
    const { number, choice: purpose } = this;
    const form = { amount: String(this.row.total), service: '', number, purpose, item: '', memo: '' };
    this.#latest.ask(
      () => this.backend.previewReceipt({ ...form, taxation: 'taxable' }),
      (preview) => (this.preview = preview),
      () => (this.preview = null),
    );
  }
}

export class CorrectDraft extends NumberDraft<Issued> {
  constructor(backend: Pick<Backend, 'previewReceipt' | 'correctNumber'>, row: DocumentRow) {
    super(backend, row, ({ number, ...press }) =>
      backend.correctNumber({ key: row.key, number: number ?? '', ...press }),
    );
  }

  /** Whether the number of this receipt can be put right: it stands as issued, whole. */
  static fits({ act, state, total, remaining }: DocumentRow): boolean {
    return act === 'issue' && (state === 'approved' || state === 'confirmed') && remaining === total;
  }
}

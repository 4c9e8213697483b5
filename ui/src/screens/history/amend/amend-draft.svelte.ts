/**
 * An amendment being made: why, what the reason needs, and the papers it leads to. What is typed is judged by the program,
 * which also says how the papers will look; nothing is issued before they have been seen. The press id lives as long as
 * what was typed.
 */
import {
  BackendError,
  type AmendForm,
  type AmendPlan,
  type AmendReason,
  type Backend,
  type DocumentRow,
  type Fault,
  type InvoiceDetail,
  type Issued,
} from '../../../backend/backend';
import { Latest } from '../../../latest';
import { CorrectedForm } from './corrected-form.svelte';
import { needsOf } from './reasons';

export type AmendStep = 'reason' | 'facts' | 'papers';
export type Direction = 'cut' | 'raised';
type AmendBackend = Pick<Backend, 'planAmendment' | 'issueAmendment' | 'copyInvoice' | 'readInvoice' | 'mailIsOn'>;

const PLAN_DELAY_MS = 120;
/** The NTS did not take them: they count for nothing. */
const VOID_STATES = new Set(['rejected', 'refused_later']);

export class AmendDraft {
  step: AmendStep = $state('reason');
  reason: AmendReason | null = $state(null);
  on = $state('');
  returned: { quantity: string; supply: string }[] = $state([]);
  direction: Direction = $state('cut');
  difference = $state('');
  corrected: CorrectedForm | null = $state.raw(null);
  /** The taxpayer type changed after the original: it keeps its day, and this one goes into the remark. */
  typeChanged: boolean = $state(false);
  remark = $state('');
  mail: boolean = $state(false);
  /** Whether there is mail and somebody to get it. */
  canMail: boolean = $state(false);
  plan: AmendPlan | null = $state.raw(null);
  busy = $state(false);
  /** Field faults are shown once somebody wanted to go on. */
  tried = $state(false);
  #refused: Fault[] = $state.raw([]);
  #press_id = crypto.randomUUID();
  readonly #plans = new Latest(PLAN_DELAY_MS);

  constructor(
    readonly backend: AmendBackend,
    readonly original: InvoiceDetail,
    /** A blank day is this one. */
    readonly today: string,
  ) {
    this.returned = original.invoice.lines.map(() => ({ quantity: '', supply: '' }));
    this.mail = original.invoice.buyer.emails.length > 0;
    void this.#lookAtMail();
  }

  get key(): string {
    return this.original.document.row.key;
  }

  get needs() {
    return this.reason ? needsOf(this.reason) : null;
  }

  /** Takes a reason and goes on to what it needs. What was typed for another one stays. */
  async choose(reason: AmendReason): Promise<void> {
    if (this.busy) return;
    const isOther = reason !== this.reason;
    this.reason = reason;
    if (isOther) this.tried = false;
    if (needsOf(reason).corrected) this.corrected ??= await this.#asItWas();
    this.step = 'facts';
    this.changed();
  }

  /** Something was typed: another press, and other papers. */
  changed(): void {
    this.#refused = [];
    this.#press_id = crypto.randomUUID();
    if (!this.reason) return;
    this.#plans.ask(
      () => this.backend.planAmendment(this.form),
      (plan) => (this.plan = plan),
      () => (this.plan = null),
    );
  }

  typeOn(text: string): void {
    this.on = text;
    this.changed();
  }

  typeRemark(text: string): void {
    this.remark = text;
    this.changed();
  }

  sayTypeChanged(typeChanged: boolean): void {
    this.typeChanged = typeChanged;
    this.changed();
  }

  turn(direction: Direction): void {
    this.direction = direction;
    this.changed();
  }

  /** A sign that is typed turns the direction, and is not typed twice. */
  typeDifference(text: string): void {
    const [, sign = '', rest = ''] = /^\s*([-−+]?)(.*)$/s.exec(text) ?? [];
    if (sign !== '') this.direction = sign === '+' ? 'raised' : 'cut';
    this.difference = rest;
    this.changed();
  }

  /** What stops it; while nobody wanted to go on, nothing is said about blank fields. */
  get faults(): Fault[] {
    const found = this.#refused.length > 0 ? this.#refused : this.tried ? (this.plan?.faults ?? []) : [];
    return this.needs?.lines ? found.map((fault) => this.#ofOriginal(fault)) : found;
  }

  /** On to the papers, when the program has no fault to find. Rejects on any other error. */
  async next(): Promise<void> {
    if (this.step !== 'facts' || this.busy) return;
    this.busy = true;
    this.#plans.drop();
    try {
      this.plan = await this.backend.planAmendment(this.form);
      this.tried = true;
      if (this.plan.faults.length === 0) this.step = 'papers';
    } finally {
      this.busy = false;
    }
  }

  /** One step back; false at the first one. */
  back(): boolean {
    if (this.busy) return true;
    if (this.step === 'reason') return false;
    this.step = this.step === 'papers' ? 'facts' : 'reason';
    return true;
  }

  /** Sends it; null when something needs correcting. Rejects on any other error. */
  async issue(): Promise<Issued | null> {
    if (this.step !== 'papers' || this.busy || !this.plan || this.plan.documents.length === 0) return null;
    this.busy = true;
    try {
      return await this.backend.issueAmendment({ form: this.form, press_id: this.#press_id, mail: this.mail });
    } catch (thrown) {
      const { ui } = BackendError.from(thrown);
      if (ui.code !== 'faults') throw thrown;
      this.#refused = ui.faults;
      this.tried = true;
      this.step = 'facts';
      return null;
    } finally {
      this.busy = false;
    }
  }

  get form(): AmendForm {
    const { reason, needs } = this;
    if (!reason || !needs) throw new Error('no reason was chosen');
    const sign = this.direction === 'cut' ? '-' : '';
    return {
      key: this.key,
      reason,
      on: needs.on ? this.on : '',
      returned: needs.lines ? this.#returned() : [],
      difference: needs.difference && this.difference.trim() !== '' ? sign + this.difference : '',
      type_changed: needs.type && this.typeChanged,
      corrected: needs.corrected ? (this.corrected?.snapshot ?? null) : null,
      remark: needs.remark ? this.remark : '',
    };
  }

  /** Won that stands after all this: the original, what amended it before, and what will be issued now. */
  get sum(): { original: number; before: number; now: number; rest: number } {
    const original = this.original.invoice.total;
    const before = totalOf(this.original.amendments);
    const now = (this.plan?.documents ?? []).reduce((sum, { total }) => sum + total, 0);
    return { original, before, now, rest: original + before + now };
  }

  async #lookAtMail(): Promise<void> {
    const isOn = await this.backend.mailIsOn().catch(() => false);
    this.canMail = isOn && this.mail;
  }

  /** The program counts the lines it was told of; the wizard shows all. */
  #ofOriginal(fault: Fault): Fault {
    const told = fault.line === null ? undefined : this.#returned()[fault.line];
    return told ? { ...fault, line: told.line } : fault;
  }

  #returned(): AmendForm['returned'] {
    return this.returned
      .map(({ quantity, supply }, line) => ({ line, quantity, supply }))
      .filter(({ quantity, supply }) => quantity.trim() !== '' || supply.trim() !== '');
  }

  /** The form of the original, with its own dates. */
  async #asItWas(): Promise<CorrectedForm> {
    const form = await this.backend.copyInvoice(this.key, true);
    const { invoice } = this.original;
    const lines = form.lines.map((line, at) => ({ ...line, date: invoice.lines[at]?.date ?? '' }));
    const before = { ...form, written_on: invoice.written_on, lines };
    return new CorrectedForm(this.backend, before, () => this.changed());
  }
}

/** What amendments come to, those that the NTS did not take left out. */
export function totalOf(amendments: readonly DocumentRow[]): number {
  return amendments.filter(({ state }) => !VOID_STATES.has(state)).reduce((sum, { total }) => sum + total, 0);
}

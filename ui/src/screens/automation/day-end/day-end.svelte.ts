/**
 * 하루 마감: what was kept is issued one by one, so that the progress is true and it can be stopped between two sales; what
 * is cut off in between is found begun by the program and brought through.
 */
import type { DayEnd, MonthlyBill, OpenSale, SaleIssued } from '../../../backend/backend';
import { BackendError } from '../../../backend/backend';
import { FocusRequest } from '../../../focus.svelte';
import { Latest } from '../../../latest';
import { plansText } from '../../../messages/automation-plans';
import { t } from '../../../messages/messages.svelte';
import { formatWon } from '../../../parts/money';
import type { Session } from '../../../session.svelte';
import { CreditDraft } from './credit.svelte';

export type Progress = { done: number; all: number };
/** `drop`: it needs no document; `override`: it stands in one already. */
export type Question = { kind: 'drop' | 'override'; sale: OpenSale; why: string };

const FOLLOW_DELAY_MS = 80;
const NOTHING: DayEnd = { mandatory_issue: false, cash: [], monthly: [] };

export class DayEndController {
  readonly focus = new FocusRequest<'list'>('list');
  day: DayEnd = $state.raw(NOTHING);
  loaded = $state(false);
  chosenId: number | null = $state(null);
  progress: Progress | null = $state(null);
  question: Question | null = $state(null);
  whyFault = $state(false);
  /** The sale on credit that is being typed. */
  credit: CreditDraft | null = $state.raw(null);
  /** The bill whose sales are shown. */
  shown: string | null = $state(null);
  #stopped = false;
  readonly #loads = new Latest(FOLLOW_DELAY_MS);

  constructor(readonly session: Session) {
    session.backend.onDocumentsChanged(() => this.load());
    session.backend.onConnectionChanged(() => this.load());
    this.load();
  }

  load(): void {
    this.#loads.ask(
      () => this.session.backend.loadDayEnd(),
      (day) => this.#take(day),
      (thrown) => this.session.tellError(thrown),
    );
  }

  get busy(): boolean {
    return this.progress !== null;
  }

  get chosenAt(): number {
    return this.day.cash.findIndex(({ sale }) => sale.id === this.chosenId);
  }

  get chosen(): OpenSale | null {
    return this.day.cash[this.chosenAt] ?? null;
  }

  /** Those that the law wants issued. */
  get mandatory(): OpenSale[] {
    return this.day.cash.filter(({ duty }) => duty !== null);
  }

  choose(id: number): void {
    this.chosenId = id;
  }

  move(by: number): void {
    const last = this.day.cash.length - 1;
    const to = this.day.cash[Math.max(0, Math.min(last, this.chosenAt + by))];
    if (to) this.choose(to.sale.id);
  }

  issueAll(): Promise<void> {
    return this.#issue(this.day.cash);
  }

  issueMandatory(): Promise<void> {
    return this.#issue(this.mandatory);
  }

  async issueChosen(): Promise<void> {
    if (this.chosen) await this.#issue([this.chosen]);
  }

  /** Between two sales; the one under way is finished. */
  stop(): void {
    this.#stopped = true;
  }

  async issueBill({ partner, month, taxation }: MonthlyBill): Promise<void> {
    await this.#run([() => this.session.backend.issueMonthly(partner, month, taxation)]);
  }

  show(bill: MonthlyBill): void {
    const id = billId(bill);
    this.shown = this.shown === id ? null : id;
  }

  askToDrop(): void {
    if (this.chosen && !this.busy) this.question = { kind: 'drop', sale: this.chosen, why: '' };
  }

  dismiss(): void {
    this.question = null;
    this.whyFault = false;
    this.focus.ask('list');
  }

  /** The reason is written down and the question acted on. */
  async answer(): Promise<void> {
    const { question } = this;
    if (!question) return;
    if (question.why.trim() === '') {
      this.whyFault = true;
      return;
    }
    const { id } = question.sale.sale;
    const { backend, toasts } = this.session;
    this.dismiss();
    if (question.kind === 'override') {
      await this.#run([() => backend.issueSale(id, 'receipt', question.why)]);
      return;
    }
    try {
      this.#take(await backend.dropSale(id, question.why));
      toasts.show('good', plansText().dayEnd.dropped);
    } catch (thrown) {
      this.session.tellError(thrown);
      this.load();
    }
  }

  askForCredit(): void {
    if (!this.busy) this.credit = new CreditDraft(this.session);
  }

  dismissCredit(): void {
    this.credit = null;
    this.focus.ask('list');
  }

  async keepCredit(): Promise<void> {
    const kept = await this.credit?.keep();
    if (!kept) return;
    this.dismissCredit();
    this.session.toasts.show('good', plansText().dayEnd.credit.kept(t().app.wonAmount(formatWon(kept.amount))));
    this.load();
  }

  async #issue(sales: readonly OpenSale[]): Promise<void> {
    const { backend } = this.session;
    await this.#run(
      sales.map((open) => () => this.#issueOne(open, () => backend.issueSale(open.sale.id, 'receipt', null))),
    );
  }

  /** Somebody else has put it into a document meanwhile: only a person knows whether both are right. */
  async #issueOne(sale: OpenSale, issue: () => Promise<SaleIssued>): Promise<SaleIssued | null> {
    try {
      return await issue();
    } catch (thrown) {
      if (BackendError.from(thrown).ui.code !== 'sale_elsewhere') throw thrown;
      this.question = { kind: 'override', sale, why: '' };
      return null;
    }
  }

  async #run(acts: readonly (() => Promise<SaleIssued | null>)[]): Promise<void> {
    if (this.busy || acts.length === 0) return;
    this.#stopped = false;
    const [all, words] = [acts.length, plansText().dayEnd];
    let [done, failed] = [0, 0];
    this.progress = { done, all };
    try {
      for (const act of acts) {
        if (this.#stopped) break;
        const issued = await act();
        if (issued?.row && !issued.refusal) done += 1;
        else failed += 1;
        this.progress = { done: done + failed, all };
      }
      if (failed === 0) this.session.toasts.show('good', words.done(done));
      else this.session.toasts.show('warn', words.some(done, failed));
    } catch (thrown) {
      this.session.tellError(thrown);
    } finally {
      this.progress = null;
      this.load();
      if (!this.question) this.focus.ask('list');
    }
  }

  #take(day: DayEnd): void {
    const at = this.chosenAt;
    this.day = day;
    this.loaded = true;
    if (this.chosenAt < 0) this.chosenId = day.cash[Math.max(0, Math.min(at, day.cash.length - 1))]?.sale.id ?? null;
  }
}

export function billId({ partner, month, taxation }: MonthlyBill): string {
  return `${partner}-${month}-${taxation}`;
}

/** 정기 발행: the list, the chosen plan, and its draft. The chosen one is remembered by its number. */
import type { Plan, PlannedRun, PlanTurn } from '../../../backend/backend';
import { BackendError } from '../../../backend/backend';
import { FocusRequest } from '../../../focus.svelte';
import { Latest } from '../../../latest';
import { plansText } from '../../../messages/automation-plans';
import type { Session } from '../../../session.svelte';
import { dayName } from '../../../trade/days';
import { PlanDraft } from './plan-draft.svelte';

export type PlanPlace = 'list' | 'field';

const FOLLOW_DELAY_MS = 80;

export class RecurringController {
  readonly focus = new FocusRequest<PlanPlace>('list');
  plans: Plan[] = $state.raw([]);
  loaded = $state(false);
  chosenId: number | null = $state(null);
  draft: PlanDraft | null = $state.raw(null);
  /** Whether somebody is asked if it shall end. */
  ending = $state(false);
  busy = $state(false);
  readonly #loads = new Latest(FOLLOW_DELAY_MS);

  constructor(readonly session: Session) {
    session.backend.onDocumentsChanged(() => this.load());
    this.load();
  }

  load(): void {
    this.#loads.ask(
      () => this.session.backend.loadPlans(),
      (plans) => this.#take(plans),
      (thrown) => this.session.tellError(thrown),
    );
  }

  get chosenAt(): number {
    return this.plans.findIndex(({ id }) => id === this.chosenId);
  }

  get chosen(): Plan | null {
    return this.plans[this.chosenAt] ?? null;
  }

  choose(id: number): void {
    this.chosenId = id;
    this.draft = new PlanDraft(this.session.backend, this.chosen, this.session.today);
  }

  move(by: number): void {
    const last = this.plans.length - 1;
    const to = this.plans[Math.max(0, Math.min(last, this.chosenAt + by))];
    if (to) this.choose(to.id);
  }

  addNew(): void {
    this.chosenId = null;
    this.draft = new PlanDraft(this.session.backend, null, this.session.today);
    this.focus.ask('field');
  }

  /** Esc: from the form back to the list; what was typed into a new plan stays until another is chosen. */
  back(): void {
    this.focus.ask('list');
  }

  async save(): Promise<void> {
    const { draft } = this;
    if (!draft || this.busy) return;
    this.busy = true;
    draft.faults = [];
    try {
      const plan = await this.session.backend.savePlan(draft.form);
      this.session.toasts.show('good', plansText().recurring.saved(plan.name));
      const known = this.plans.some(({ id }) => id === plan.id);
      this.plans = known ? this.plans.map((old) => (old.id === plan.id ? plan : old)) : [...this.plans, plan];
      this.choose(plan.id);
      this.focus.ask('list');
    } catch (thrown) {
      const { ui } = BackendError.from(thrown);
      if (ui.code !== 'faults') this.session.tellError(thrown);
      draft.faults = ui.faults;
      this.focus.ask('field');
    } finally {
      this.busy = false;
    }
  }

  async turn(turn: PlanTurn): Promise<void> {
    const plan = this.chosen;
    this.ending = false;
    if (!plan) return;
    await this.#work(() => this.session.backend.turnPlan(plan.id, turn), plansText().recurring.turned[turn]);
  }

  togglePaused(): Promise<void> {
    return this.turn(this.chosen?.paused ? 'resume' : 'pause');
  }

  askToEnd(): void {
    this.ending = this.chosen !== null;
  }

  dismiss(): void {
    this.ending = false;
    this.focus.ask('list');
  }

  /** The next run that is not left out yet. */
  skipNext(): Promise<void> | undefined {
    const next = this.chosen?.next.find(({ skipped }) => !skipped);
    return next && this.skip(next);
  }

  async skip({ nominal, on, skipped }: PlannedRun): Promise<void> {
    const plan = this.chosen;
    if (!plan) return;
    const words = plansText().recurring;
    const day = dayName(on, this.session.today);
    const done = skipped ? words.unskipped(day) : words.skippedOnce(day);
    await this.#work(() => this.session.backend.skipRun(plan.id, nominal, !skipped), done);
  }

  /** Issues a stopped run after all. */
  async retry(run: number): Promise<void> {
    const words = plansText().recurring;
    await this.#work(() => this.session.backend.retryRun(run), null);
    const { state } = this.chosen?.runs.find(({ id }) => id === run) ?? {};
    if (state === 'issued') this.session.toasts.show('good', words.retried);
    else if (state) this.session.toasts.show('warn', words.stillStopped);
  }

  async settle(run: number): Promise<void> {
    await this.#work(() => this.session.backend.settleRun(run), plansText().recurring.settled);
  }

  async #work(act: () => Promise<Plan[]>, done: string | null): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      this.#take(await act());
      if (done) this.session.toasts.show('good', done);
    } catch (thrown) {
      this.session.tellError(thrown);
      this.load();
    } finally {
      this.busy = false;
      this.focus.ask('list');
    }
  }

  #take(plans: Plan[]): void {
    const at = this.chosenAt;
    this.plans = plans;
    this.loaded = true;
    // A new one is being written.
    if (this.draft && this.draft.id === null) return;
    if (this.chosenAt >= 0 && this.draft) return;
    const next = plans[Math.max(0, Math.min(at, plans.length - 1))];
    if (next) this.choose(next.id);
    else [this.chosenId, this.draft] = [null, null];
  }
}

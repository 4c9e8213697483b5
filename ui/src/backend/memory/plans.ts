/** 정기 발행 of the practice shop in memory: plans with the next dates of their rhythm. Nothing runs by itself here. */
import type { Holiday, Plan, PlanForm, PlannedRun, PlanRun, PlanTurn, Recurrence } from '../bindings';
import { error, fault, refuseFaults } from './errors';

const NEXT_SHOWN = 12;
const A_DAY_MS = 86_400_000;

export class PlanBook {
  #plans: { plan: Plan; skipped: Set<string> }[] = [];

  constructor(
    readonly today: () => string,
    readonly holidays: () => readonly Holiday[],
  ) {}

  all(): Plan[] {
    return this.#plans.filter(({ plan }) => !plan.ended).map((kept) => this.#seen(kept));
  }

  preview(rule: Recurrence): PlannedRun[] {
    return this.#ahead(rule, new Set(), new Set());
  }

  save(form: PlanForm): Plan {
    if (form.name.trim() === '') refuseFaults([fault('plan_name', 'required_missing')]);
    const id = form.id ?? this.#plans.length + 1;
    const before = this.#plans.find(({ plan }) => plan.id === id);
    const plan: Plan = {
      id,
      form: { ...form, id },
      name: form.name.trim(),
      paused: before?.plan.paused ?? false,
      ended: false,
      total: totalOf(form),
      next: [],
      runs: before?.plan.runs ?? [],
    };
    const kept = { plan, skipped: before?.skipped ?? new Set<string>() };
    this.#plans = before ? this.#plans.map((old) => (old === before ? kept : old)) : [...this.#plans, kept];
    return this.#seen(kept);
  }

  turn(id: number, turn: PlanTurn): Plan[] {
    const { plan } = this.#get(id);
    if (turn === 'end') plan.ended = true;
    else if (plan.paused === (turn === 'pause')) throw error('nothing_to_do', `plan-${id}`);
    else plan.paused = turn === 'pause';
    return this.all();
  }

  skip(id: number, nominal: string, skip: boolean): Plan[] {
    const { skipped } = this.#get(id);
    if (skipped.has(nominal) === skip) throw error('nothing_to_do', `plan-${id}`);
    if (skip) skipped.add(nominal);
    else skipped.delete(nominal);
    return this.all();
  }

  /** For tests: a run that was due. */
  addRun(id: number, run: PlanRun): void {
    this.#get(id).plan.runs.unshift(run);
  }

  /** A stopped run is taken up or let be. */
  decide(run: number, state: PlanRun['state']): Plan[] {
    const found = this.#plans.flatMap(({ plan }) => plan.runs).find(({ id }) => id === run);
    if (found?.state !== 'stopped') throw error('nothing_to_do', `run ${run}`);
    Object.assign(found, { state, reason: null, detail: null });
    return this.all();
  }

  #get(id: number) {
    const kept = this.#plans.find(({ plan }) => plan.id === id && !plan.ended);
    if (!kept) throw error('not_found', `plan-${id}`);
    return kept;
  }

  #seen({ plan, skipped }: { plan: Plan; skipped: Set<string> }): Plan {
    const begun = new Set(plan.runs.map(({ nominal }) => nominal));
    const rule = plan.form?.recurrence;
    return { ...plan, runs: [...plan.runs], next: rule ? this.#ahead(rule, skipped, begun) : [] };
  }

  #ahead(rule: Recurrence, skipped: Set<string>, begun: Set<string>): PlannedRun[] {
    const holidays = new Map(this.holidays().map(({ date, name }) => [date, name]));
    const isOff = (day: string) => holidays.has(day) || [0, 6].includes(new Date(day).getUTCDay());
    const runs: PlannedRun[] = [];
    for (const nominal of nominalDays(rule)) {
      if (runs.length === NEXT_SHOWN || (rule.ends_on !== '' && nominal > rule.ends_on)) break;
      let on = nominal;
      const step = { keep: 0, after: 1, before: -1 }[rule.on_holiday];
      while (step !== 0 && isOff(on)) on = addDays(on, step);
      if (on < this.today() || begun.has(nominal)) continue;
      const holiday = holidays.get(nominal) ?? null;
      runs.push({ nominal, on, skipped: skipped.has(nominal), day_off: isOff(nominal), holiday });
    }
    return runs;
  }
}

function* nominalDays({ rhythm, starts_on }: Recurrence): Generator<string> {
  if (rhythm.kind === 'weekly') {
    const monday = addDays(starts_on, -((new Date(starts_on).getUTCDay() + 6) % 7));
    for (let day = addDays(monday, rhythm.weekday); ; day = addDays(day, 7 * Math.max(1, rhythm.every))) {
      if (day >= starts_on) yield day;
    }
  }
  const [year, month] = [Number(starts_on.slice(0, 4)), Number(starts_on.slice(5, 7)) - 1];
  for (let at = month; ; at += Math.max(1, rhythm.every)) {
    const last = new Date(Date.UTC(year, at + 1, 0)).getUTCDate();
    const day = dayText(Date.UTC(year, at, Math.min(last, rhythm.day)));
    if (day >= starts_on) yield day;
  }
}

function totalOf({ what }: PlanForm): number | null {
  const won = (text: string) => Number(text.replace(/[^\d]/g, ''));
  if (what.kind === 'receipt') return won(what.form.amount) || null;
  const taxed = what.form.kind === 'taxable' ? 1.1 : 1;
  const lines = what.form.lines.map((line) => won(line.total) || Math.floor(won(line.supply) * taxed));
  return lines.reduce((sum, line) => sum + line, 0) || null;
}

function addDays(day: string, days: number): string {
  return dayText(Date.parse(day) + days * A_DAY_MS);
}

function dayText(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

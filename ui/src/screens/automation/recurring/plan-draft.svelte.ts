/** A plan being written: its fields as typed, the dates they lead to, and the faults of the last attempt to save. */
import type {
  Backend,
  Fault,
  InvoiceKind,
  LineForm,
  OnHoliday,
  PartnerForm,
  Plan,
  PlanForm,
  PlannedRun,
  PlanWhat,
  Recurrence,
} from '../../../backend/backend';
import { Latest } from '../../../latest';
import { planFaultText } from '../../../messages/automation-plans';
import { PartnerPick } from '../partner-pick.svelte';

export type Line = { item: string; supply: string };

const PREVIEW_DELAY_MS = 80;
const BLANK_BUYER = {
  kind: 'business',
  number: '',
  branch: '',
  name: '',
  owner: '',
  address: '',
  business_type: '',
  business_item: '',
  email: '',
  email2: '',
} as const;

export class PlanDraft {
  readonly id: number | null;
  name = $state('');
  what: PlanWhat['kind'] = $state('invoice');
  kind: InvoiceKind = $state('taxable');
  buyer: PartnerForm['buyer'] = $state.raw({ ...BLANK_BUYER });
  readonly partner: PartnerPick;
  lines: Line[] = $state([{ item: '', supply: '' }]);
  amount = $state('');
  number = $state('');
  item = $state('');
  rhythm: 'monthly' | 'weekly' = $state('monthly');
  every = $state('1');
  day = $state('31');
  weekday = $state('0');
  startsOn = $state('');
  endsOn = $state('');
  onHoliday: OnHoliday = $state('keep');
  preview: PlannedRun[] = $state.raw([]);
  faults: Fault[] = $state.raw([]);
  readonly #previews = new Latest(PREVIEW_DELAY_MS);
  /** What this form does not show stays as it was saved. */
  readonly #before: PlanForm | null;

  constructor(
    readonly backend: Backend,
    plan: Plan | null,
    today: string,
  ) {
    this.partner = new PartnerPick(backend, ({ buyer, default_kind }) => {
      this.buyer = buyer;
      this.kind = default_kind;
    });
    this.id = plan?.id ?? null;
    this.#before = plan?.form ?? null;
    this.startsOn = today;
    if (plan?.form) this.#take(plan.form);
    this.look();
  }

  get recurrence(): Recurrence {
    const number = (text: string) => Math.min(255, Number.parseInt(text, 10) || 0);
    const every = number(this.every);
    return {
      rhythm:
        this.rhythm === 'monthly'
          ? { kind: 'monthly', every, day: number(this.day) }
          : { kind: 'weekly', every, weekday: number(this.weekday) },
      starts_on: this.startsOn,
      ends_on: this.endsOn,
      on_holiday: this.onHoliday,
    };
  }

  /** What an invoice of today would come to. */
  get total(): number {
    const won = (text: string) => Number(text.replace(/[^\d]/g, ''));
    const supply = this.lines.reduce((sum, line) => sum + won(line.supply), 0);
    const vat = this.lines.reduce((sum, line) => sum + Math.floor(won(line.supply) / 10), 0);
    return this.kind === 'taxable' ? supply + vat : supply;
  }

  get form(): PlanForm {
    return { id: this.id, name: this.name, recurrence: this.recurrence, what: this.#what() };
  }

  /** The next dates of the rhythm as it is typed. */
  look(): void {
    this.#previews.ask(
      () => this.backend.previewPlan(this.recurrence),
      (runs) => (this.preview = runs),
      () => (this.preview = []),
    );
  }

  addLine(): void {
    this.lines.push({ item: '', supply: '' });
  }

  removeLine(at: number): void {
    this.lines.splice(at, 1);
    if (this.lines.length === 0) this.addLine();
  }

  faultOf(...fields: string[]): string | null {
    const found = this.faults.find(({ field }) => fields.includes(field));
    return found ? planFaultText(found.code) : null;
  }

  /** The first fault of a line, whichever cell it is about. */
  faultOfLine(at: number): string | null {
    const found = this.faults.find(({ line }) => line === at);
    return found ? planFaultText(found.code) : null;
  }

  #what(): PlanWhat {
    if (this.what === 'receipt') {
      const before = this.#before?.what.kind === 'receipt' ? this.#before.what.form : null;
      const { amount, number, item } = this;
      const kept = before ?? { purpose: null, taxation: 'taxable' as const, memo: '' };
      return { kind: 'receipt', form: { ...kept, amount, number, item } };
    }
    const before = this.#before?.what.kind === 'invoice' ? this.#before.what.form : null;
    const lines = this.lines.map((line, at) => lineForm(line, before?.lines[at]));
    const payment = before?.payment ?? { cash: '', check: '', note: '', credit: '' };
    const [billing, remark] = [before?.billing ?? 'charge', before?.remark ?? ''];
    return {
      kind: 'invoice',
      form: { kind: this.kind, written_on: '', billing, buyer: this.buyer, lines, payment, remark },
    };
  }

  #take({ name, recurrence, what }: PlanForm): void {
    this.name = name;
    this.what = what.kind;
    const { rhythm } = recurrence;
    this.rhythm = rhythm.kind;
    this.every = String(rhythm.every);
    if (rhythm.kind === 'monthly') this.day = String(rhythm.day);
    else this.weekday = String(rhythm.weekday);
    this.startsOn = recurrence.starts_on;
    this.endsOn = recurrence.ends_on;
    this.onHoliday = recurrence.on_holiday;
    if (what.kind === 'invoice') {
      this.kind = what.form.kind;
      this.buyer = what.form.buyer;
      this.partner.text = what.form.buyer.name;
      this.lines = what.form.lines.map(({ item, supply, total }) => ({ item, supply: supply || total }));
    } else {
      this.amount = what.form.amount;
      this.number = what.form.number;
      this.item = what.form.item;
    }
  }
}

/** A line that was given by its total, or by quantity and price, stays so as long as its amount is not typed over. */
function lineForm({ item, supply }: Line, before: LineForm | undefined): LineForm {
  if (before && (before.supply || before.total) === supply) return { ...before, item };
  const blank = { date: '', spec: '', quantity: '', unit_price: '', vat: '', total: '', remark: '' };
  return { ...blank, item, supply, typed: 'supply' };
}

/**
 * What is being typed into the grid. Amounts and faults are the program's (`readInvoice`): supply, VAT and total of a line
 * follow whichever was typed last, and what was typed is never rewritten under the fingers. A fault is shown at once when
 * more typing cannot mend it, else after its place was left.
 */
import type {
  Backend,
  Billing,
  BuyerForm,
  BuyerKind,
  CatalogueItem,
  Fault,
  InvoiceForm,
  InvoiceKind,
  InvoiceReading,
  LineForm,
  PaymentForm,
} from '../../backend/backend';
import { Latest } from '../../latest';
import { blankBuyer, blankLine, blankPayment, isBlankForm, isBlankLine } from './blank';
import { decide, follow } from './line-amounts';
import { CELLS, inOrder, linePlace, LINES_MAX, placeOfFault, readLinePlace } from './places';
import type { BuyerField, Cell, Means } from './places';

/** A line as the list keeps it apart from its neighbours. */
export type Line = LineForm & { id: number };

const READING_DELAY_MS = 60;
const NEVER_MENDED_BY_TYPING = new Set([
  'business_number_check_digit',
  'business_number_invalid',
  'own_business_number',
  'buyer_closed',
  'buyer_not_registered',
  'text_too_long',
  'text_has_control_characters',
  'text_has_unsupported_characters',
  'too_many_decimals',
  'lines_too_many',
  'kind_not_for_shop',
  'email_twice',
]);

export class InvoiceFormController {
  kind: InvoiceKind = $state('taxable');
  billing: Billing = $state('charge');
  written_on = $state('');
  remark = $state('');
  buyer: BuyerForm = $state(blankBuyer());
  payment: PaymentForm = $state(blankPayment());
  lines: Line[] = $state([]);
  reading: InvoiceReading | null = $state.raw(null);
  /** The place that has the focus. */
  here: string | null = $state(null);
  /** The line one is in, or was in last. */
  currentLine = $state(0);

  #refused: Fault[] = $state.raw([]);
  #left: ReadonlySet<string> = $state.raw(new Set());
  /** Faults to show now, one a place. */
  readonly faultAt: ReadonlyMap<string, Fault> = $derived(this.#faultsToShow());
  #ids = 0;
  readonly #latest = new Latest(READING_DELAY_MS);

  constructor(
    readonly backend: Pick<Backend, 'readInvoice'>,
    readonly today: () => string,
    readonly onchange: () => void = () => {},
    readonly onread: (reading: InvoiceReading) => void = () => {},
  ) {
    this.clear();
  }

  /** Everything typed, as the program takes it; the blank line at the end is only there to be typed into. */
  get form(): InvoiceForm {
    const { kind, billing, written_on, remark } = this;
    const end = this.lines.findLastIndex((line) => !isBlankLine(line)) + 1;
    const lines = $state.snapshot(this.lines.slice(0, end)).map(({ id: _, ...line }) => line);
    const [buyer, payment] = [$state.snapshot(this.buyer), $state.snapshot(this.payment)];
    return { kind, written_on, billing, buyer, lines, payment, remark };
  }

  get isBlank(): boolean {
    return isBlankForm(this.form);
  }

  typeBuyer(field: BuyerField, text: string): void {
    if (this.buyer[field] === text) return;
    this.buyer[field] = text;
    this.#changed(`buyer.${field}`);
  }

  /** The buyer as a whole, from the list of partners or from a paper. */
  takeBuyer(buyer: BuyerForm): void {
    this.buyer = { ...buyer };
    this.#forget((place) => place.startsWith('buyer.'));
    this.#changed('buyer.number');
  }

  setBuyerKind(kind: BuyerKind): void {
    this.buyer.kind = kind;
    this.#changed('buyer.number');
  }

  setKind(kind: InvoiceKind): void {
    this.kind = kind;
    // VAT that was typed for another kind does not stand under this one.
    for (const line of this.lines)
      if (line.typed === 'vat') line.typed = line.supply === '' ? 'quantity_and_price' : 'supply';
    this.#changed('kind');
  }

  setBilling(billing: Billing): void {
    this.billing = billing;
    this.#changed('billing');
  }

  typeHead(field: 'written_on' | 'remark', text: string): void {
    if (this[field] === text) return;
    this[field] = text;
    this.#changed(field);
  }

  typePayment(means: Means, text: string): void {
    if (this.payment[means] === text) return;
    this.payment[means] = text;
    this.#forget((place) => place.startsWith('payment.'));
    this.#changed(`payment.${means}`);
  }

  typeLine(at: number, cell: Cell, text: string): void {
    const line = this.lines[at];
    if (!line || line[cell] === text) return;
    line[cell] = text;
    decide(line, cell);
    this.#keepBlankEnd();
    this.#changed(linePlace(at, cell));
  }

  /** An item that was issued before: its specification and price come with it. */
  takeItem(at: number, { name, spec, unit_price }: CatalogueItem): void {
    const line = this.lines[at];
    if (!line) return;
    Object.assign(line, { item: name, spec, unit_price: unit_price || line.unit_price });
    decide(line, 'unit_price');
    this.#keepBlankEnd();
    this.#changed(linePlace(at, 'item'));
  }

  removeLine(at: number): void {
    this.lines = this.lines.filter((_, index) => index !== at);
    this.#keepBlankEnd();
    this.#forget((place) => place.startsWith('lines['));
    this.#changed('lines');
  }

  enter(place: string): void {
    this.here = place;
    const at = readLinePlace(place);
    if (at) this.currentLine = at.line;
  }

  /** The place was left: what is wrong with it may be said now, and half a date or amount is written out. */
  leave(place: string): void {
    this.here = null;
    const at = readLinePlace(place);
    const line = at && this.lines[at.line];
    if (line && at) this.#leaveCell(line, at.cell);
    if (this.#textAt(place).trim() !== '') this.#left = new Set([...this.#left, place]);
    this.#writeOut();
  }

  /** The whole line was left. */
  leaveLine(at: number): void {
    const line = this.lines[at];
    if (line && !isBlankLine(line)) this.#left = new Set([...this.#left, ...CELLS.map((cell) => linePlace(at, cell))]);
  }

  /** Faults that came back from a press; the answer is the first place to go to. */
  refuse(faults: readonly Fault[]): string | null {
    this.#refused = inOrder(faults);
    return this.#refused[0] ? placeOfFault(this.#refused[0]) : null;
  }

  get faults(): Fault[] {
    return [...this.faultAt.values()];
  }

  load(form: InvoiceForm): void {
    const { kind, billing, written_on, remark, buyer, payment } = structuredClone(form);
    Object.assign(this, { kind, billing, written_on, remark, buyer, payment });
    this.lines = form.lines.map((line) => this.#line(line));
    this.#refused = [];
    this.#left = new Set();
    this.#keepBlankEnd();
    this.#changed('');
  }

  clear(): void {
    this.#latest.drop();
    Object.assign(this, { kind: 'taxable', billing: 'charge', written_on: this.today(), remark: '' });
    Object.assign(this, { buyer: blankBuyer(), payment: blankPayment(), lines: [], reading: null });
    this.#refused = [];
    this.#left = new Set();
    this.#keepBlankEnd();
    this.#read();
  }

  /** Something the program knows has changed: what the form means is asked again. */
  refresh(): void {
    this.#read();
  }

  #line(line: LineForm): Line {
    this.#ids += 1;
    return { ...line, id: this.#ids };
  }

  #keepBlankEnd(): void {
    const last = this.lines.at(-1);
    if (this.lines.length < LINES_MAX && (!last || !isBlankLine(last))) this.lines.push(this.#line(blankLine()));
  }

  #leaveCell(line: Line, cell: Cell): void {
    const isEmptied = cell === line.typed && line[cell].trim() === '';
    if (!isEmptied) return;
    line.typed = cell === 'vat' && line.supply.trim() !== '' ? 'supply' : 'quantity_and_price';
    this.#read();
  }

  #changed(place: string): void {
    this.#forget((other) => other === place);
    this.onchange();
    this.#read();
  }

  #faultsToShow(): Map<string, Fault> {
    const early = (this.reading?.faults ?? []).filter(
      (fault) => NEVER_MENDED_BY_TYPING.has(fault.code) || this.#left.has(placeOfFault(fault)),
    );
    const first = [...this.#refused, ...early].map((fault) => [placeOfFault(fault), fault] as const);
    return new Map(first.filter(([place], at) => first.findIndex(([other]) => other === place) === at));
  }

  #forget(matches: (place: string) => boolean): void {
    const refused = this.#refused.filter((fault) => !matches(placeOfFault(fault)));
    const left = [...this.#left].filter((place) => !matches(place));
    if (refused.length < this.#refused.length) this.#refused = refused;
    if (left.length < this.#left.size) this.#left = new Set(left);
  }

  #read(): void {
    this.#latest.ask(
      () => this.backend.readInvoice(this.form),
      (reading) => this.#take(reading),
      () => (this.reading = null),
    );
  }

  #take(reading: InvoiceReading): void {
    this.reading = reading;
    reading.lines.forEach((read, at) => {
      const line = this.lines[at];
      if (line) follow(line, read);
    });
    this.#writeOut();
    this.onread(reading);
  }

  /** `22` → `2026-11-22`, as the program read it, where nobody is typing. */
  #writeOut(): void {
    const { reading } = this;
    if (!reading) return;
    if (reading.written_on && this.here !== 'written_on') this.written_on = reading.written_on;
    reading.lines.forEach(({ date }, at) => {
      const line = this.lines[at];
      const isHere = this.here === linePlace(at, 'date');
      if (line && date && line.date.trim() !== '' && !isHere) line.date = date.slice(5);
    });
  }

  #textAt(place: string): string {
    const at = readLinePlace(place);
    if (at) return this.lines[at.line]?.[at.cell] ?? '';
    const [part, field] = place.split('.');
    if (part === 'buyer') return this.buyer[field as BuyerField];
    if (part === 'payment') return this.payment[field as Means];
    return place === 'written_on' || place === 'remark' ? this[place] : '';
  }
}

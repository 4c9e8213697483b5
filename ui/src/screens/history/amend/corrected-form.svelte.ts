/**
 * How an invoice should have been: the form of the original, with the fields that are most often put right. Amounts that
 * were not typed follow the ones that were, as the program reads them.
 */
import type { Backend, BuyerForm, InvoiceForm, InvoiceKind, InvoiceReading, LineForm } from '../../../backend/backend';
import { Latest } from '../../../latest';
import { formatWon } from '../../../parts/money';

export type BuyerField = 'number' | 'name' | 'owner' | 'address' | 'email';
export type LineField = 'item' | 'quantity' | 'unit_price' | 'supply' | 'vat';
export type Changed = BuyerField | 'kind' | 'written_on' | 'lines';

const READ_DELAY_MS = 80;
const BUYER_FIELDS: readonly BuyerField[] = ['number', 'name', 'owner', 'address', 'email'];
const BLANK_LINE: LineForm = {
  date: '',
  item: '',
  spec: '',
  quantity: '',
  unit_price: '',
  supply: '',
  vat: '',
  total: '',
  remark: '',
  typed: 'quantity_and_price',
};

export class CorrectedForm {
  form: InvoiceForm = $state()!;
  reading: InvoiceReading | null = $state.raw(null);
  readonly #before: InvoiceForm;
  readonly #reads = new Latest(READ_DELAY_MS);

  constructor(
    readonly backend: Pick<Backend, 'readInvoice'>,
    before: InvoiceForm,
    readonly onchange: () => void,
  ) {
    this.#before = structuredClone(before);
    this.form = structuredClone(before);
    this.#read();
  }

  get snapshot(): InvoiceForm {
    return $state.snapshot(this.form);
  }

  buyer(field: BuyerField, text: string): void {
    if (this.form.buyer[field] === text) return;
    this.form.buyer[field] = text;
    this.#changed();
  }

  writtenOn(text: string): void {
    this.form.written_on = text;
    this.#changed();
  }

  /** At another rate the VAT of every line follows anew. */
  kind(kind: InvoiceKind): void {
    this.form.kind = kind;
    for (const line of this.form.lines) {
      line.supply = this.shown(this.form.lines.indexOf(line), 'supply');
      Object.assign(line, { vat: '', total: '', typed: 'supply' });
    }
    this.#changed();
  }

  line(at: number, field: LineField, text: string): void {
    const line = this.form.lines[at];
    if (!line || this.shown(at, field) === text) return;
    line[field] = text;
    if (field === 'quantity' || field === 'unit_price') {
      Object.assign(line, { supply: '', vat: '', total: '', typed: 'quantity_and_price' });
    }
    if (field === 'supply') Object.assign(line, { vat: '', total: '', typed: 'supply' });
    if (field === 'vat') Object.assign(line, { supply: this.shown(at, 'supply'), total: '', typed: 'vat' });
    this.#changed();
  }

  addLine(): void {
    this.form.lines.push({ ...BLANK_LINE });
    this.#changed();
  }

  removeLine(at: number): void {
    this.form.lines.splice(at, 1);
    this.#changed();
  }

  /** What a field shows: what was typed, or what follows from it. */
  shown(at: number, field: LineField): string {
    const typed = this.form.lines[at]?.[field] ?? '';
    if (typed !== '' || (field !== 'supply' && field !== 'vat')) return typed;
    const won = this.reading?.lines[at]?.[field];
    return won === null || won === undefined ? '' : formatWon(won);
  }

  /** What differs from the original. */
  get changes(): Changed[] {
    const { form } = this;
    const before = this.#before;
    const digits = (buyer: BuyerForm) => buyer.number.replace(/\D/g, '');
    const changed: Changed[] = BUYER_FIELDS.filter((field) =>
      field === 'number' ? digits(form.buyer) !== digits(before.buyer) : form.buyer[field] !== before.buyer[field],
    );
    if (form.kind !== before.kind) changed.push('kind');
    if (form.written_on !== before.written_on) changed.push('written_on');
    if (JSON.stringify(form.lines) !== JSON.stringify(before.lines)) changed.push('lines');
    return changed;
  }

  #changed(): void {
    this.#read();
    this.onchange();
  }

  #read(): void {
    this.#reads.ask(
      () => this.backend.readInvoice(this.snapshot),
      (reading) => (this.reading = reading),
      () => (this.reading = null),
    );
  }
}

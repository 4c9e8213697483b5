/**
 * What is being typed at the counter. Amounts, numbers and purposes are judged by the program (`previewReceipt`);
 * this only decides when a judgement is shown: at once when more typing cannot mend it, else after the field was left.
 */
import type { Backend, Fault, Preview, Purpose, ReceiptForm, SaleForm, Taxation } from '../../backend/backend';
import { readWon } from '../../parts/money';
import { Latest } from '../../latest';

export type TextFieldName = 'amount' | 'service' | 'number' | 'item' | 'memo';
/** Self-issue (자진발급) is a choice of its own at the counter; to the program it is a blank number. */
export type PurposeChoice = Purpose | 'self_issue';

const PREVIEW_DELAY_MS = 30;
const NEVER_MENDED_BY_TYPING = new Set([
  'amount_not_a_number',
  'amount_negative',
  'amount_over_limit',
  'service_over_total',
  'service_over_supply',
  'service_negative',
  'number_has_letters',
  'own_business_number',
  'purpose_needs_personal_number',
  'text_too_long',
  'text_has_control_characters',
]);

export class ReceiptFormController {
  amount = $state('');
  service = $state('');
  number = $state('');
  item = $state('');
  memo = $state('');
  taxation: Taxation = $state('taxable');
  choice: PurposeChoice | null = $state(null);
  preview: Preview | null = $state.raw(null);

  #refused: Fault[] = $state.raw([]);
  #left: ReadonlySet<string> = $state.raw(new Set());
  #setAside = '';
  readonly #latest = new Latest(PREVIEW_DELAY_MS);

  constructor(readonly backend: Pick<Backend, 'previewReceipt'>) {}

  /** Everything typed, as the program takes it. */
  get form(): ReceiptForm {
    const { amount, service, number, taxation, item, memo, choice } = this;
    return { amount, service, number, taxation, item, memo, purpose: choice === 'self_issue' ? null : choice };
  }

  /** Won of the amount as far as it can be read while typing; for labels only. */
  /** The same as a sale that was paid in cash and is issued later. */
  get asSale(): SaleForm {
    const { amount, taxation, item, number, purpose } = this.form;
    return { amount, taxation, item, number, purpose, paid: 'cash', partner: null, sold_on: '' };
  }

  get won(): number | null {
    return readWon(this.amount);
  }

  /** The purpose that will be used: what was chosen, else what the number suggests. */
  get purpose(): PurposeChoice {
    if (this.choice) return this.choice;
    if (this.number.trim() === '') return 'self_issue';
    if (this.preview?.number_kind === 'self_issue') return 'self_issue';
    return this.preview?.purpose ?? 'income_deduction';
  }

  get isBlank(): boolean {
    return [this.amount, this.number, this.service].every((text) => text.trim() === '');
  }

  type(field: TextFieldName, text: string): void {
    if (this[field] === text) return;
    this[field] = text;
    if (field === 'number' && text !== '' && this.choice === 'self_issue') this.choice = null;
    this.#changed(field);
  }

  choose(choice: PurposeChoice): void {
    if (choice === 'self_issue' && this.number !== '') {
      this.#setAside = this.number;
      this.number = '';
    } else if (choice !== 'self_issue' && this.number === '') {
      this.number = this.#setAside;
    }
    this.choice = choice;
    this.#changed('purpose');
  }

  setTaxation(taxation: Taxation): void {
    this.taxation = taxation;
    this.#changed('service');
  }

  /** The field was left: what is wrong with it may be said now. */
  leave(field: TextFieldName): void {
    if (this[field].trim() !== '') this.#left = new Set([...this.#left, field]);
  }

  /** Faults that came back from a press; the answer is the first field to go to. */
  refuse(faults: readonly Fault[]): string | null {
    this.#refused = [...faults];
    return faults[0]?.field ?? null;
  }

  /** Faults to show now. */
  get faults(): Fault[] {
    const early = (this.preview?.faults ?? []).filter(
      ({ field, code }) => NEVER_MENDED_BY_TYPING.has(code) || this.#left.has(field),
    );
    return [...this.#refused, ...early];
  }

  clear(): void {
    this.#latest.drop();
    this.amount = this.service = this.number = this.item = this.memo = '';
    this.taxation = 'taxable';
    this.choice = null;
    this.preview = null;
    this.#refused = [];
    this.#left = new Set();
    this.#setAside = '';
  }

  #changed(field: string): void {
    const belongsTogether = field === 'number' ? ['number', 'purpose'] : [field];
    this.#refused = this.#refused.filter((fault) => !belongsTogether.includes(fault.field));
    this.#left = new Set([...this.#left].filter((left) => left !== field));
    const form = this.form;
    this.#latest.ask(
      () => this.backend.previewReceipt(form),
      (preview) => (this.preview = preview),
      () => (this.preview = null),
    );
  }
}

/** The field to go to for a fault. */
export function fieldOfFault(fault: string | null): TextFieldName {
  const fields: Record<string, TextFieldName> = {
    service: 'service',
    number: 'number',
    purpose: 'number',
    item: 'item',
    memo: 'memo',
  };
  return fields[fault ?? ''] ?? 'amount';
}

/** One order that is being put right: its form, and what is wrong with which field. */
import type { Fault, ImportedOrder, ImportedRow, OrderForm } from '../../backend/backend';
import type { Session } from '../../session.svelte';

/** How the order's faults name the fields of its form; a line's are kept by its number. */
const FIELDS: Record<string, keyof OrderForm> = {
  order_no: 'order_no',
  ordered_on: 'ordered_on',
  written_on: 'ordered_on',
  date: 'ordered_on',
  buyer_number: 'business_number',
  business_number: 'business_number',
  buyer_name: 'name',
  buyer_owner: 'owner',
  owner: 'owner',
  buyer_email: 'email',
  email: 'email',
  number: 'customer_number',
  customer_number: 'customer_number',
  total: 'total',
  amount: 'total',
  remark: 'remark',
  memo: 'remark',
  document: 'document',
};

export class RepairDraft {
  form: OrderForm = $state()!;
  row: ImportedRow = $state.raw()!;
  busy = $state(false);

  constructor(
    readonly session: Session,
    { row, form }: ImportedOrder,
  ) {
    this.row = row;
    this.form = form;
  }

  /** The first thing wrong with a field of the form. */
  faultOf(field: keyof OrderForm): Fault | null {
    return this.row.faults.find((fault) => fault.line === null && FIELDS[fault.field] === field) ?? null;
  }

  /** What is wrong and has no field of its own here. */
  get otherFaults(): Fault[] {
    return this.row.faults.filter((fault) => fault.line !== null || !(fault.field in FIELDS));
  }

  addLine(): void {
    const blank = { name: '', spec: '', quantity: '', unit_price: '', supply: '', vat: '', total: '' };
    this.form.items = [...this.form.items, blank];
  }

  removeLine(at: number): void {
    this.form.items = this.form.items.filter((_, other) => other !== at);
  }

  /** Answers the order as it is judged now; null when it could not be saved. */
  async save(): Promise<ImportedRow | null> {
    if (this.busy) return null;
    this.busy = true;
    try {
      this.row = await this.session.backend.repairImportedOrder(this.row.id, $state.snapshot(this.form));
      return this.row;
    } catch (thrown) {
      this.session.tellError(thrown);
      return null;
    } finally {
      this.busy = false;
    }
  }
}

/** Orders from files, for the practice shop in memory. */
import type { ImportedQuery, OrderForm, OrderMapping, PartnerFile } from '../bindings';
import { AutomationDesk } from './automation-desk';
import { OrderImports } from './order-imports';
import { BLANK_FORM } from './till';

export class ImportDesk extends AutomationDesk {
  readonly imports = new OrderImports(
    () => this.time(),
    (form, total) => this.issueOrder(form, total),
  );

  lookAtOrders = async (file: PartnerFile, mapping: OrderMapping | null) => this.imports.look(file, mapping);
  takeOrders = async () => this.imports.take();
  listImports = async () => this.imports.list();
  loadImport = async (id: number) => this.imports.load(id);
  listImportedOrders = async (query: ImportedQuery) => this.imports.page(query);
  loadImportedOrder = async (id: number) => structuredClone(this.imports.order(id));
  repairImportedOrder = async (id: number, form: OrderForm) => this.imports.repair(id, form);
  issueImport = async (id: number) => this.imports.issueAll(id);
  pauseImport = async (id: number) => this.imports.pause(id);
  undoImport = async (id: number) => this.imports.undo(id);

  /** Here every order becomes a receipt: which document it is makes no difference to the list. */
  private async issueOrder(form: OrderForm, total: number): Promise<string> {
    const number = form.customer_number || form.business_number;
    const receiptForm = { ...BLANK_FORM, amount: String(total), number, item: form.items[0]?.name ?? '' };
    const request = { form: receiptForm, press_id: `order-${form.order_no}`, allow_similar: true, print: false };
    return (await this.issueReceipt(request)).row.key;
  }
}

/** 자동 발행 of the practice shop in memory: plans, and sales that are issued later. */
import type {
  CalendarEdits,
  InvoiceForm,
  Issued,
  MonthlyBill,
  PlanForm,
  PlanTurn,
  Recurrence,
  SaleForm,
  SaleIssued,
  SaleTarget,
  Taxation,
} from '../bindings';
import { calendar } from './calendar';
import { error, refuseFaults } from './errors';
import { BLANK_LINE, formOf } from './invoice-seed';

import { LinkedShop } from './linked';
import { PlanBook } from './plans';
import { preview } from './rules';
import { SaleBook } from './sales';
import { BLANK_FORM } from './till';

export class AutomationDesk extends LinkedShop {
  edits: CalendarEdits = { added: [], removed: [] };
  readonly plans = new PlanBook(
    () => this.date(),
    () => calendar(this.edits).holidays,
  );
  readonly sales = new SaleBook(
    () => this.date(),
    (partner) => this.partners.load(partner).form.buyer.name,
  );

  async loadPlans() {
    return this.plans.all();
  }

  async previewPlan(recurrence: Recurrence) {
    return this.plans.preview(recurrence);
  }

  async savePlan(form: PlanForm) {
    return this.plans.save(form);
  }

  async turnPlan(id: number, turn: PlanTurn) {
    return this.plans.turn(id, turn);
  }

  async skipRun(id: number, nominal: string, skip: boolean) {
    return this.plans.skip(id, nominal, skip);
  }

  async retryRun(run: number) {
    return this.plans.decide(run, 'issued');
  }

  async settleRun(run: number) {
    return this.plans.decide(run, 'settled');
  }

  async keepSale(form: SaleForm, press_id: string) {
    const { amount, number, purpose, taxation, item } = form;
    const judged = preview({ ...BLANK_FORM, amount, number, purpose, taxation, item }, this.shop);
    refuseFaults(judged.faults);
    return this.sales.keep(form, judged.total ?? 0, this.time(), press_id);
  }

  async loadDayEnd() {
    return this.sales.dayEnd(this.settings.mandatory_issue);
  }

  async issueSale(id: number, target: SaleTarget, override_why: string | null): Promise<SaleIssued> {
    const request = this.sales.press(id, target, override_why);
    if (target === 'invoice') throw error('internal');
    const issued = await this.issueReceipt(request);
    this.sales.issued(id, issued.row.key, 'receipted');
    return outcomeOf(issued);
  }

  async issueMonthly(partner: number, month: string, taxation: Taxation): Promise<SaleIssued> {
    const bill = this.sales.bill(partner, month, taxation);
    const issued = await this.issueInvoice({
      form: this.#formOf(bill),
      press_id: `month-${partner}-${month}-${taxation}`,
      allow_similar: true,
      transmit_now: false,
      mail: false,
      instead_of: null,
    });
    for (const { id } of bill.sales) this.sales.issued(id, issued.row.key, 'invoiced');
    return outcomeOf(issued);
  }

  async dropSale(id: number, why: string) {
    this.sales.drop(id, why);
    return this.loadDayEnd();
  }

  async loadCoveredSales(key: string) {
    return this.sales.covered(key);
  }

  #formOf({ partner, sales, written_on, taxation }: MonthlyBill): InvoiceForm {
    const form = formOf(this.partners.load(partner).form.buyer, written_on, []);
    const lines = sales.map(({ item, amount }) => ({
      ...BLANK_LINE,
      item: item || '상품',
      total: String(amount),
      typed: 'total' as const,
    }));
    return { ...form, kind: taxation === 'exempt' ? 'exempt' : 'taxable', lines };
  }
}

function outcomeOf({ row, refusal }: Issued): SaleIssued {
  return { row, refusal, faults: [] };
}

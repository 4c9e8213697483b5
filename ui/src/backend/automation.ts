/** What the window may ask about plans and about sales that are issued later: a part of `Backend`. */
import type {
  DayEnd,
  KeptSale,
  Plan,
  PlanForm,
  PlannedRun,
  PlanTurn,
  Recurrence,
  SaleForm,
  SaleIssued,
  SaleTarget,
  Taxation,
} from './bindings';

export type {
  DayEnd,
  Duty,
  KeptSale,
  MonthlyBill,
  OnHoliday,
  OpenSale,
  Paid,
  Plan,
  PlanForm,
  PlannedReceipt,
  PlannedRun,
  PlanRun,
  PlanTurn,
  PlanWhat,
  Recurrence,
  Rhythm,
  SaleForm,
  SaleIssued,
  SaleTarget,
} from './bindings';

export interface AutomationBackend {
  loadPlans(): Promise<Plan[]>;
  /** The next dates of a rhythm that is being typed. */
  previewPlan(recurrence: Recurrence): Promise<PlannedRun[]>;
  savePlan(form: PlanForm): Promise<Plan>;
  turnPlan(id: number, turn: PlanTurn): Promise<Plan[]>;
  /** Leaves one run out, or takes that back, by its nominal day. */
  skipRun(id: number, nominal: string, skip: boolean): Promise<Plan[]>;
  /** Issues a stopped run after all. */
  retryRun(run: number): Promise<Plan[]>;
  settleRun(run: number): Promise<Plan[]>;
  /** Keeps a sale to be issued later. */
  keepSale(form: SaleForm, press_id: string): Promise<KeptSale>;
  loadDayEnd(): Promise<DayEnd>;
  /** Issues one sale; beside another document only with a reason. */
  issueSale(id: number, target: SaleTarget, override_why: string | null): Promise<SaleIssued>;
  issueMonthly(partner: number, month: string, taxation: Taxation): Promise<SaleIssued>;
  dropSale(id: number, why: string): Promise<DayEnd>;
  /** Which sales a document covers; none for one that was issued by itself. */
  loadCoveredSales(key: string): Promise<KeptSale[]>;
}

/** The desk's lock for the practice shop in memory, and what it refuses to whom. */
import type { Backend } from '../backend';
import type { StaffDesk as Desk } from '../bindings';
import { error } from './errors';
import { LiveDesk } from './live-desk';

/** As `office::Act::needs` and `commands/rights.rs` say it. */
const OWNER_ONLY = [
  'revealNumber',
  'takeStep',
  'reconcile',
  'planAmendment',
  'issueAmendment',
  'savePartner',
  'archivePartner',
  'importPartners',
  'lookAtOrders',
  'takeOrders',
  'listImports',
  'loadImport',
  'listImportedOrders',
  'loadImportedOrder',
  'repairImportedOrder',
  'issueImport',
  'pauseImport',
  'undoImport',
  'loadPlans',
  'previewPlan',
  'savePlan',
  'turnPlan',
  'skipRun',
  'retryRun',
  'settleRun',
  'loadDayEnd',
  'issueSale',
  'issueMonthly',
  'dropSale',
  'loadClose',
  'closeMonth',
  'exportPeriod',
  'cancelExport',
  'chooseFolder',
  'openFolder',
  'loadAttempts',
  'saveSupportBundle',
  'saveShop',
  'saveSettings',
  'loadCalendar',
  'saveCalendar',
  'loadBackground',
  'saveBackground',
  'loadMail',
  'saveMail',
  'testMail',
  'loadTexts',
  'saveTexts',
  'testTexts',
  'loadLink',
  'saveDoor',
  'makeToken',
  'revokeToken',
  'saveResults',
  'testResults',
  'switchStaffOn',
  'switchStaffOff',
  'addClerk',
  'renameStaff',
  'removeClerk',
  'changePin',
  'saveAutoLock',
] as const satisfies readonly (keyof Backend)[];
/** Whoever is at the desk. What is in neither list is answered while it is locked. */
const ANYBODY = [
  'checkConnection',
  'previewReceipt',
  'issueReceipt',
  'cancelReceipt',
  'correctNumber',
  'resolveDocument',
  'loadDocument',
  'printDocument',
  'loadDay',
  'searchHistory',
  'loadTasks',
  'loadInvoice',
  'issueInvoice',
  'listPartners',
  'revealWithPin',
] as const satisfies readonly (keyof Backend)[];

export class StaffDesk extends LiveDesk {
  readonly #listeners = new Set<(desk: Desk) => void>();

  async loadStaff() {
    return this.staff.desk();
  }

  async unlockDesk(id: number, pin: string) {
    return this.staff.unlock(id, pin);
  }

  async lockDesk() {
    return this.staff.lock();
  }

  async switchStaffOn(name: string, pin: string) {
    return this.staff.on(name, pin);
  }

  async switchStaffOff(ownerPin: string) {
    return this.staff.off(ownerPin);
  }

  async addClerk(name: string, pin: string) {
    return this.staff.addClerk(name, pin);
  }

  async renameStaff(id: number, name: string) {
    return this.staff.rename(id, name);
  }

  async removeClerk(id: number) {
    return this.staff.remove(id);
  }

  async changePin(id: number, pin: string, ownerPin: string) {
    return this.staff.changePin(id, pin, ownerPin);
  }

  async saveAutoLock(minutes: string) {
    return this.staff.saveMinutes(minutes);
  }

  async revealWithPin(key: string, ownerPin: string) {
    this.staff.checkOwner(ownerPin);
    return this.reveal(key);
  }

  onStaffChanged(handler: (desk: Desk) => void): () => void {
    this.#listeners.add(handler);
    return () => this.#listeners.delete(handler);
  }

  /** As when the window is closed and the program goes on behind it. */
  lockFromOutside(): void {
    const desk = this.staff.lock();
    this.#listeners.forEach((tell) => tell(desk));
  }

  /** Asks the desk before every call, as the shell does. To be called once, when the whole backend is there. */
  protected standGuard(): void {
    this.#guard(OWNER_ONLY, true);
    this.#guard(ANYBODY, false);
  }

  #guard(names: readonly string[], ownerOnly: boolean): void {
    const all = this as unknown as Record<string, (...args: unknown[]) => unknown>;
    for (const name of names) {
      const act = all[name];
      if (!act) continue;
      all[name] = (...args: unknown[]) => {
        if (this.staff.isLocked) return Promise.reject(error('locked'));
        if (ownerOnly && this.staff.isClerk) return Promise.reject(error('owner_only'));
        return act.apply(this, args);
      };
    }
  }
}

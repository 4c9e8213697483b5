/** 직원 as it is being set up. PINs are held only while they are typed. */
import { BackendError, type Fault, type StaffDesk } from '../../backend/backend';
import { errorText, faultText } from '../../messages/messages.svelte';
import { staffText } from '../../messages/staff';
import type { Session } from '../../session.svelte';

/** What is open under a person's row. */
export type Opened = { id: number; act: 'rename' | 'pin' | 'remove' };

export class StaffController {
  /** The owner's name before it is on, a clerk's afterwards. */
  name = $state('');
  pin = $state('');
  ownerPin = $state('');
  minutes = $state('');
  opened: Opened | null = $state.raw(null);
  switchingOff = $state(false);
  faults: Fault[] = $state.raw([]);
  busy = $state(false);

  constructor(readonly session: Session) {
    this.name = session.staff.isOn ? '' : (session.shop?.owner ?? '');
    this.minutes = String(session.staff.desk.auto_lock_minutes);
  }

  get isOn(): boolean {
    return this.session.staff.isOn;
  }

  faultOf(field: 'staff_name' | 'pin' | 'owner_pin' | 'auto_lock'): string | null {
    const found = this.faults.find((fault) => fault.field === field);
    if (!found) return null;
    return staffText().faults[found.code] ?? (field === 'owner_pin' ? found.code : faultText(found.code));
  }

  open(id: number, act: Opened['act'], name = ''): void {
    this.#clear();
    this.name = name;
    this.opened = { id, act };
  }

  close(): void {
    this.#clear();
  }

  switchOn(): Promise<boolean> {
    return this.#work((backend) => backend.switchStaffOn(this.name, this.pin), staffText().isOn);
  }

  switchOff(): Promise<boolean> {
    return this.#work((backend) => backend.switchStaffOff(this.ownerPin), staffText().isOff);
  }

  add(): Promise<boolean> {
    const added = staffText().added(this.name.trim());
    return this.#work((backend) => backend.addClerk(this.name, this.pin), added);
  }

  rename(id: number): Promise<boolean> {
    return this.#work((backend) => backend.renameStaff(id, this.name), staffText().renamed);
  }

  changePin(id: number): Promise<boolean> {
    return this.#work((backend) => backend.changePin(id, this.pin, this.ownerPin), staffText().changed);
  }

  remove(id: number): Promise<boolean> {
    return this.#work((backend) => backend.removeClerk(id), staffText().removed);
  }

  saveMinutes(): Promise<boolean> {
    return this.#work((backend) => backend.saveAutoLock(this.minutes), staffText().autoLockSaved);
  }

  #clear(): void {
    this.name = '';
    this.pin = '';
    this.ownerPin = '';
    this.opened = null;
    this.switchingOff = false;
    this.faults = [];
  }

  async #work(act: (backend: Session['backend']) => Promise<StaffDesk>, done: string): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.faults = [];
    try {
      this.session.staff.take(await act(this.session.backend));
      this.#clear();
      this.minutes = String(this.session.staff.desk.auto_lock_minutes);
      this.session.toasts.show('good', done);
      return true;
    } catch (thrown) {
      this.#refused(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }

  #refused(thrown: unknown): void {
    const { ui } = BackendError.from(thrown);
    const seconds = Number(ui.detail ?? '0');
    const wait = seconds > 0 ? ` ${staffText().wait(seconds)}` : '';
    if (ui.code === 'faults') this.faults = ui.faults;
    else if (ui.code === 'wrong_pin' || ui.code === 'pin_wait') {
      const sentence = ui.code === 'wrong_pin' ? (staffText().faults['wrong_pin'] ?? '') : errorText(ui);
      this.faults = [{ field: 'owner_pin', code: sentence + wait, line: null }];
      this.ownerPin = '';
    } else this.session.tellError(thrown);
  }
}

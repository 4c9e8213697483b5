/** What the window may ask about the staff and the desk's lock: part of the {@link Backend}. */
import type { StaffDesk } from './bindings';

export interface StaffBackend {
  loadStaff(): Promise<StaffDesk>;
  /** Rejects with `wrong_pin` or `pin_wait`; `detail` is how many seconds the next try has to wait. */
  unlockDesk(id: number, pin: string): Promise<StaffDesk>;
  lockDesk(): Promise<StaffDesk>;
  switchStaffOn(name: string, pin: string): Promise<StaffDesk>;
  switchStaffOff(ownerPin: string): Promise<StaffDesk>;
  addClerk(name: string, pin: string): Promise<StaffDesk>;
  renameStaff(id: number, name: string): Promise<StaffDesk>;
  removeClerk(id: number): Promise<StaffDesk>;
  changePin(id: number, pin: string, ownerPin: string): Promise<StaffDesk>;
  saveAutoLock(minutes: string): Promise<StaffDesk>;
  /** One look at a full number for whoever is at the desk, because the owner typed the PIN. Written to the journal. */
  revealWithPin(key: string, ownerPin: string): Promise<string>;
  /** The desk was locked, and not by the window. */
  onStaffChanged(handler: (desk: StaffDesk) => void): () => void;
}

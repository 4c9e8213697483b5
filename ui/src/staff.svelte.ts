/** Who is at the desk, as the window knows it. What each person may do is decided behind the window; this only shows it. */
import { BackendError, type Backend, type StaffDesk, type StaffPerson } from './backend/backend';

export class Staff {
  desk: StaffDesk = $state.raw()!;

  constructor(
    private readonly backend: Backend,
    desk: StaffDesk,
    /** Somebody came to the desk: the same person as before, or another. */
    private readonly entered: (isSame: boolean) => Promise<void>,
    private readonly locked: () => void,
  ) {
    this.desk = desk;
    backend.onStaffChanged((changed) => this.take(changed));
  }

  get isOn(): boolean {
    return this.desk.people.length > 0;
  }

  get isLocked(): boolean {
    return this.desk.locked;
  }

  get person(): StaffPerson | null {
    return this.desk.people.find(({ id }) => id === this.desk.person) ?? null;
  }

  get isClerk(): boolean {
    return this.person?.role === 'clerk';
  }

  /** At once, whatever the program answers: what is on the screen goes first. */
  async lock(): Promise<void> {
    if (!this.isOn || this.isLocked) return;
    this.take({ ...this.desk, locked: true });
    this.take(await this.backend.lockDesk());
  }

  async unlock(id: number, pin: string): Promise<void> {
    const before = this.desk.person;
    const desk = await this.backend.unlockDesk(id, pin);
    // The shop's facts first: the frame must not appear without them.
    await this.entered(before === id);
    this.desk = desk;
  }

  /** The program has refused something because the desk is locked. True when that was it. */
  heard(thrown: unknown): boolean {
    if (BackendError.from(thrown).ui.code !== 'locked') return false;
    if (!this.isLocked) this.take({ ...this.desk, locked: true });
    return true;
  }

  take(desk: StaffDesk): void {
    if (desk.locked && !this.isLocked) this.locked();
    this.desk = desk;
  }
}

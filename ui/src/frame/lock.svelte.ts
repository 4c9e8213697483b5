/** The lock screen: who comes to the desk, the PIN as it is typed, and how long the next one has to wait. */
import { BackendError } from '../backend/backend';
import { errorText } from '../messages/messages.svelte';
import { staffText } from '../messages/staff';
import type { Session } from '../session.svelte';

export class LockController {
  chosen: number = $state(0);
  pin = $state('');
  busy = $state(false);
  sentence: string | null = $state(null);
  /** Until when no PIN is looked at, in milliseconds. */
  #freeAt = $state(0);
  #now = $state(Date.now());

  constructor(readonly session: Session) {
    const { desk } = session.staff;
    this.choose(desk.person ?? desk.people[0]?.id ?? 0);
  }

  get waitS(): number {
    return Math.max(0, Math.ceil((this.#freeAt - this.#now) / 1_000));
  }

  choose(id: number): void {
    this.chosen = id;
    this.pin = '';
    this.sentence = null;
    this.#wait(this.session.staff.desk.people.find((person) => person.id === id)?.wait_s ?? 0);
  }

  /** The next or the one before, around the end. */
  step(by: 1 | -1): void {
    const { people } = this.session.staff.desk;
    const at = people.findIndex(({ id }) => id === this.chosen);
    const next = people[(at + by + people.length) % people.length];
    if (next) this.choose(next.id);
  }

  tick(): void {
    this.#now = Date.now();
  }

  async enter(): Promise<void> {
    if (this.busy || this.pin === '' || this.waitS > 0) return;
    this.busy = true;
    this.sentence = null;
    const { pin } = this;
    this.pin = '';
    try {
      await this.session.staff.unlock(this.chosen, pin);
    } catch (thrown) {
      this.#refused(thrown);
    } finally {
      this.busy = false;
    }
  }

  #refused(thrown: unknown): void {
    const { ui } = BackendError.from(thrown);
    if (ui.code !== 'wrong_pin' && ui.code !== 'pin_wait') {
      this.sentence = errorText(ui);
      return;
    }
    this.sentence = ui.code === 'wrong_pin' ? staffText().wrong : null;
    this.#wait(Number(ui.detail ?? '0'));
  }

  #wait(seconds: number): void {
    this.tick();
    this.#freeAt = this.#now + seconds * 1_000;
  }
}

/** A form that does one thing at a time with the program: busy meanwhile, and what is refused stands at its fields. */
import { BackendError, type Fault } from './backend/backend';
import type { Session } from './session.svelte';

export class FormWork<What extends string> {
  busy: What | null = $state(null);
  faults: Fault[] = $state.raw([]);

  constructor(readonly session: Session) {}

  /** Answers whether it was done; if not, faults are set or the trouble was told. Nameless work does not show as busy. */
  protected async work(what: What | null, act: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = what;
    this.blame([]);
    try {
      await act();
      return true;
    } catch (thrown) {
      const { ui } = BackendError.from(thrown);
      if (ui.code === 'faults') this.blame(ui.faults);
      else this.session.tellError(thrown);
      return false;
    } finally {
      this.busy = null;
    }
  }

  protected blame(faults: Fault[]): void {
    this.faults = faults;
  }
}

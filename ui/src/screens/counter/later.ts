/** 나중에 발급: the sale is kept for the end of the day, and nothing is issued yet. The same form is the same press. */
import { BackendError } from '../../backend/backend';
import { errorText, t } from '../../messages/messages.svelte';
import { formatWon } from '../../parts/money';
import type { CounterController } from './counter.svelte';
import { fieldOfFault } from './receipt-form.svelte';

export class Later {
  #press: { id: string; form: string } | null = null;

  constructor(readonly counter: CounterController) {}

  async keep(): Promise<void> {
    const { counter } = this;
    const { form, session } = counter;
    if (counter.busy || counter.question || form.isBlank) return;
    counter.busy = true;
    try {
      const kept = await session.backend.keepSale(form.asSale, this.#pressFor(JSON.stringify(form.asSale)));
      this.#press = null;
      form.clear();
      counter.splitOpen = false;
      session.toasts.show('good', t().counter.laterKept(t().app.wonAmount(formatWon(kept.amount))));
      counter.focus.ask('amount');
    } catch (thrown) {
      const { ui } = BackendError.from(thrown);
      if (ui.code === 'faults') counter.focus.ask(fieldOfFault(form.refuse(ui.faults)));
      else session.toasts.show('bad', errorText(ui));
    } finally {
      counter.busy = false;
    }
  }

  #pressFor(form: string): string {
    if (this.#press?.form !== form) this.#press = { id: crypto.randomUUID(), form };
    return this.#press.id;
  }
}

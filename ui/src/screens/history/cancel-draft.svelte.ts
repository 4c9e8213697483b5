/** A cancel being decided: all that remains or a part of it, and why. Its press id lives as long as the dialog. */
import type { CancelReason, CancelRequest, Fault } from '../../backend/backend';
import { readWon } from '../../parts/money';

export type Extent = 'full' | 'part';

export class CancelDraft {
  extent: Extent = $state('full');
  amount = $state('');
  reason: CancelReason = $state('transaction_cancelled');
  faults: Fault[] = $state.raw([]);
  #press_id = crypto.randomUUID();

  constructor(readonly remaining: number) {}

  type(amount: string): void {
    this.amount = amount;
    this.#decideAnew();
  }

  take(extent: Extent): void {
    this.extent = extent;
    this.#decideAnew();
  }

  because(reason: CancelReason): void {
    this.reason = reason;
    this.#decideAnew();
  }

  /** Won that would be taken back; null while the amount cannot be read. */
  get won(): number | null {
    return this.extent === 'full' ? this.remaining : readWon(this.amount);
  }

  get request(): Pick<CancelRequest, 'amount' | 'reason' | 'press_id'> {
    const amount = this.extent === 'full' ? null : this.amount;
    return { amount, reason: this.reason, press_id: this.#press_id };
  }

  #decideAnew(): void {
    this.faults = [];
    this.#press_id = crypto.randomUUID();
  }
}

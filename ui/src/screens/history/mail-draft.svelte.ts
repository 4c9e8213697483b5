/** An invoice being mailed again, or to somebody else. The press id lives as long as the address that was typed. */
import type { Fault, MailRequest } from '../../backend/backend';

export class MailDraft {
  to = $state('');
  faults: Fault[] = $state.raw([]);
  #press_id = crypto.randomUUID();

  constructor(
    readonly key: string,
    /** The buyer's own address, which is taken when none is typed. */
    readonly own: string | null,
  ) {}

  type(to: string): void {
    this.to = to;
    this.faults = [];
    this.#press_id = crypto.randomUUID();
  }

  get request(): MailRequest {
    return { key: this.key, to: this.to.trim(), press_id: this.#press_id };
  }
}

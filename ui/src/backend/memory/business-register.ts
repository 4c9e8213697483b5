/** What was last heard of each business number, and when: it stays usable without a line. */
import type { BuyerStatus } from '../bindings';
import { businessStatus } from './business-status';
import { localTime } from './seed';

const A_DAY_MS = 86_400_000;

export class BusinessRegister {
  readonly #heard = new Map<string, number>();

  constructor(readonly now: () => number) {}

  /** The NTS says it anew. `at`: milliseconds, Korean local time. */
  hear(digits: string, at: number): BuyerStatus {
    this.#heard.set(digits, at);
    return businessStatus(digits, localTime(at));
  }

  last(digits: string): BuyerStatus | null {
    const at = this.#heard.get(digits);
    return at === undefined ? null : { ...businessStatus(digits, localTime(at)), fresh: this.now() - at < A_DAY_MS };
  }
}

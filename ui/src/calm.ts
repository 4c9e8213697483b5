/**
 * Many calls soon after each other, few runs: a few at once, then one for all that came meanwhile. An import moves hundreds of
 * documents a second, and whoever types must not notice.
 */
export class Calm {
  #runs = 0;
  #asked = false;

  constructor(
    readonly rest_ms: number,
    readonly run: () => void,
  ) {}

  ask(): void {
    if (this.#runs === 0) setTimeout(() => this.#rested(), this.rest_ms);
    if (this.#runs >= AT_ONCE) {
      this.#asked = true;
      return;
    }
    this.#runs += 1;
    this.run();
  }

  #rested(): void {
    this.#runs = 0;
    if (!this.#asked) return;
    this.#asked = false;
    this.ask();
  }
}

/** What a person does by hand is seen at once. */
const AT_ONCE = 4;
/** Often enough to look alive. */
export const REST_MS = 400;

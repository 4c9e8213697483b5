/**
 * Where the focus should be. A controller asks, the view that owns the field obeys; asking twice for the same field
 * counts twice, so focus comes back even when it never left on paper.
 */
export class FocusRequest<Target extends string> {
  target: Target;
  #asked = $state(0);

  constructor(first: Target) {
    this.target = first;
  }

  ask(target: Target): void {
    this.target = target;
    this.#asked += 1;
  }

  /** Follow this in an effect. */
  get asked(): number {
    return this.#asked;
  }
}

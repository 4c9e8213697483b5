/**
 * What is offered for a text while it is typed. Offers belong to one place; they close with it, and answers that come too
 * late for what is typed by then are dropped. `picksFirst`: the first offer is chosen at once, so that Enter takes it.
 */
import { Latest } from '../latest';

const OFFER_DELAY_MS = 60;

export class Completion<Offer> {
  offers: Offer[] = $state.raw([]);
  at = $state(-1);
  /** Where it is open. */
  place: string | null = $state(null);
  #first = -1;
  readonly #latest = new Latest(OFFER_DELAY_MS);

  constructor(readonly find: (text: string) => Promise<Offer[]>) {}

  ask(place: string, text: string, { picksFirst = false } = {}): void {
    if (text.trim() === '') return this.close();
    this.#first = picksFirst ? 0 : -1;
    this.#latest.ask(
      () => this.find(text),
      (offers) => {
        this.offers = offers;
        this.at = this.#first;
        this.place = offers.length > 0 ? place : null;
      },
      () => this.close(),
    );
  }

  close(): void {
    this.#latest.drop();
    this.place = null;
    this.offers = [];
    this.at = -1;
  }

  isOpen(place: string): boolean {
    return this.place === place;
  }

  /** The arrow keys: round and round, and out of the list above its first. */
  move(by: 1 | -1): void {
    const { length } = this.offers;
    const to = this.at + by;
    this.at = to < this.#first ? length - 1 : to >= length ? this.#first : to;
  }

  get chosen(): Offer | null {
    return this.place === null ? null : (this.offers[this.at] ?? null);
  }
}

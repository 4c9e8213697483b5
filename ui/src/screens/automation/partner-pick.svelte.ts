/** Choosing a partner while typing a few letters of the name or the number. */
import type { Backend, PartnerForm } from '../../backend/backend';
import { Latest } from '../../latest';

const FIND_DELAY_MS = 80;

export class PartnerPick {
  text = $state('');
  offers: PartnerForm[] = $state.raw([]);
  /** Gone as soon as the text is typed over. */
  chosen: PartnerForm | null = $state.raw(null);
  readonly #finds = new Latest(FIND_DELAY_MS);

  constructor(
    readonly backend: Backend,
    readonly onchosen: (partner: PartnerForm) => void = () => {},
  ) {}

  type(text: string): void {
    this.text = text;
    this.chosen = null;
    if (text.trim() === '') {
      this.offers = [];
      return;
    }
    this.#finds.ask(
      () => this.backend.findPartners(text),
      (found) => (this.offers = found),
      () => (this.offers = []),
    );
  }

  /** Whether there was one on offer. */
  takeFirst(): boolean {
    const [first] = this.offers;
    this.take(first);
    return first !== undefined;
  }

  take(partner: PartnerForm | undefined): void {
    if (!partner) return;
    this.chosen = partner;
    this.text = partner.buyer.name;
    this.offers = [];
    this.onchosen(partner);
  }
}

/**
 * Keeps what is typed so that a crash loses nothing: a second after the last key, and at once when the screen is left. Saves
 * and the final forgetting go one after the other, so that a late save never brings an issued form back.
 */
import type { Backend, Draft, InvoiceForm } from '../../backend/backend';

const PAUSE_MS = 1_000;

export class DraftKeeper {
  /** Korean local time of the last save; null when nothing is kept. */
  savedAt: string | null = $state(null);
  failed = $state(false);
  /** What was being typed when the window was closed. */
  offered: Draft | null = $state.raw(null);
  /** Settled once it is known whether something is offered. */
  looked: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isWaiting = false;
  #queue: Promise<void> = Promise.resolve();

  constructor(
    readonly backend: Pick<Backend, 'loadDraft' | 'saveDraft' | 'discardDraft'>,
    /** The form as it stands; null while it is blank. */
    readonly read: () => InvoiceForm | null,
  ) {}

  look(): void {
    this.looked = this.backend.loadDraft().then(
      (draft) => void (this.offered = draft),
      () => {},
    );
  }

  /** The offer was taken: what was kept goes on. */
  resume(): InvoiceForm | null {
    const draft = this.offered;
    this.offered = null;
    this.savedAt = draft?.saved_at ?? null;
    return draft?.form ?? null;
  }

  /** The offer is passed over for another form, which is kept from now on. */
  replace(): void {
    this.offered = null;
  }

  changed(): void {
    this.#isWaiting = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), PAUSE_MS);
  }

  flush(): void {
    clearTimeout(this.#timer);
    if (!this.#isWaiting || this.offered) return;
    this.#isWaiting = false;
    const form = this.read();
    this.#then(async () => {
      if (form) this.savedAt = await this.backend.saveDraft(form);
      else await this.#discard();
    });
  }

  /** It was issued, or is not wanted. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#isWaiting = false;
    this.offered = null;
    this.#then(() => this.#discard());
  }

  async #discard(): Promise<void> {
    await this.backend.discardDraft();
    this.savedAt = null;
  }

  #then(act: () => Promise<void>): void {
    this.#queue = this.#queue.then(act).then(
      () => void (this.failed = false),
      () => void (this.failed = true),
    );
  }
}

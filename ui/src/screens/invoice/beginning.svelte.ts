/**
 * A past invoice as the new form: copied (Ctrl D), or a refused one written anew in its place. Someone who is sent here with
 * one may find a form half typed, a draft on offer, or a press on its way: nothing is replaced unasked, and the wish waits.
 */
import type { DraftKeeper } from './draft-keeper.svelte';
import type { InvoiceController } from './invoice.svelte';

/** `anew`: in place of a refused one, with its dates. */
export type Model = { key: string; anew: boolean };

export class Beginning {
  /** The refused invoice that the form is written in place of, until it is issued. */
  insteadOf: string | null = $state(null);
  #wish: Model | null = null;

  constructor(
    readonly invoice: Pick<InvoiceController, 'busy' | 'question' | 'form' | 'copyFrom'>,
    readonly draft: DraftKeeper,
  ) {}

  /** Takes the wish up now, or as soon as nothing else is going on. */
  async wish(model: Model): Promise<void> {
    this.#wish = model;
    await this.draft.looked;
    await this.goOn();
  }

  async goOn(): Promise<void> {
    const { invoice } = this;
    const model = this.#wish;
    if (!model || invoice.busy || invoice.question) return;
    this.#wish = null;
    if (invoice.form.isBlank && !this.draft.offered) await invoice.copyFrom(model.key, model.anew);
    else invoice.question = { kind: 'replace', ...model };
  }
}

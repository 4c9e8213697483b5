/** Texting the customer about a receipt. The press id lives as long as the number that was typed. */
import { BackendError, type Fault, type TextRequest } from '../../backend/backend';
import { historyText } from '../../messages/history';
import type { DetailController } from './detail.svelte';

export class TextDraft {
  to = $state('');
  faults: Fault[] = $state.raw([]);
  #press_id = crypto.randomUUID();

  constructor(
    readonly key: string,
    /** The customer's own number, masked, which is taken when none is typed; null if it is no mobile number. */
    readonly own: string | null,
  ) {}

  type(to: string): void {
    this.to = to;
    this.faults = [];
    this.#press_id = crypto.randomUUID();
  }

  get request(): TextRequest {
    return { key: this.key, to: this.to.trim(), press_id: this.#press_id };
  }
}

export class TextActs {
  draft: TextDraft | null = $state.raw(null);

  constructor(readonly detail: DetailController) {}

  get can(): boolean {
    return this.detail.detail?.can_text ?? false;
  }

  ask(): void {
    const { detail, busy } = this.detail;
    if (!detail || !this.can || busy) return;
    const { key, number_kind, number_masked } = detail.row;
    this.draft = new TextDraft(key, number_kind === 'phone' ? number_masked : null);
  }

  /** Field faults keep the dialog open; nothing is sent. */
  async send(): Promise<void> {
    const { draft } = this;
    if (!draft) return;
    const { session } = this.detail;
    const words = historyText().detail.text;
    await this.detail.work(async () => {
      try {
        await session.backend.sendText(draft.request);
        session.toasts.show('good', words.queued);
        this.dismiss();
      } catch (thrown) {
        const { ui } = BackendError.from(thrown);
        const isOff = ui.faults.some(({ field }) => field === 'text_enabled');
        if (isOff || ui.code !== 'faults') this.dismiss();
        if (isOff) session.toasts.show('warn', words.off);
        else if (ui.code === 'faults') draft.faults = ui.faults;
        else throw thrown;
      }
    });
  }

  dismiss(): void {
    this.draft = null;
    this.detail.takeFocus();
  }
}

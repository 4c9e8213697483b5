/** Short notices that leave by themselves. They never take the focus. */
export type ToastTone = 'good' | 'warn' | 'bad' | 'quiet';
export type Toast = { id: number; tone: ToastTone; text: string; path: string | null };

const SHOWN_AT_ONCE = 3;
const STAYS_MS = 4_000;
const BAD_STAYS_MS = 12_000;

export class Toasts {
  shown = $state<Toast[]>([]);
  #next_id = 1;

  /** The same sentence again replaces the earlier one. `path` is a file: its name is shown. */
  show(tone: ToastTone, text: string, path: string | null = null): void {
    const toast = { id: this.#next_id, tone, text, path };
    this.#next_id += 1;
    const others = this.shown.filter((shown) => shown.text !== text);
    this.shown = [...others, toast].slice(-SHOWN_AT_ONCE);
    setTimeout(() => this.dismiss(toast.id), tone === 'bad' ? BAD_STAYS_MS : STAYS_MS);
  }

  clear(): void {
    this.shown = [];
  }

  dismiss(id: number): void {
    this.shown = this.shown.filter((toast) => toast.id !== id);
  }
}

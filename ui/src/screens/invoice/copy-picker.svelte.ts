/** Choosing a past invoice to copy: a search over the invoices of the history, the newest first. */
import type { Backend, DocumentRow } from '../../backend/backend';
import { Latest } from '../../latest';

const SEARCH_DELAY_MS = 80;
const ROWS = 30;

export class CopyPicker {
  text = $state('');
  rows: DocumentRow[] = $state.raw([]);
  at = $state(0);
  loaded = $state(false);
  readonly #searches = new Latest(SEARCH_DELAY_MS);

  constructor(readonly backend: Pick<Backend, 'searchHistory'>) {
    this.#search();
  }

  type(text: string): void {
    this.text = text;
    this.#search();
  }

  move(by: 1 | -1): void {
    this.at = Math.max(0, Math.min(this.rows.length - 1, this.at + by));
  }

  get chosen(): DocumentRow | null {
    return this.rows[this.at] ?? null;
  }

  #search(): void {
    const query = { text: this.text, month: null, filter: 'invoices', cursor: null, limit: ROWS } as const;
    this.#searches.ask(
      () => this.backend.searchHistory(query),
      ({ rows }) => {
        this.rows = rows;
        this.at = 0;
        this.loaded = true;
      },
      () => (this.loaded = true),
    );
  }
}

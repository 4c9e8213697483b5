/** 통신 기록: every call to the NTS, newest first, read on through the cursor. Identifiers were starred out when written. */
import type { LoggedAttempt, SupportBundle } from '../../backend/backend';
import { FocusRequest } from '../../focus.svelte';
import { Latest } from '../../latest';
import { PagedRows } from '../../paged-rows.svelte';
import type { Session } from '../../session.svelte';

const PAGE = 100;
const SEARCH_DELAY_MS = 80;
const PAGE_KEY_ROWS = 12;

export class LogController {
  readonly focus = new FocusRequest<'search' | 'list'>('list');
  text = $state('');
  call: string | null = $state(null);
  outcome: string | null = $state(null);
  onlyFailed = $state(false);
  loaded = $state(false);
  chosenAt = $state(0);
  saving = $state(false);
  saved: SupportBundle | null = $state.raw(null);
  readonly #pages: PagedRows<LoggedAttempt>;
  readonly #searches = new Latest(SEARCH_DELAY_MS);

  constructor(readonly session: Session) {
    this.#pages = new PagedRows(
      (cursor) => session.backend.loadAttempts(this.#query(cursor)),
      (thrown) => session.tellError(thrown),
    );
    this.search();
  }

  get rows(): LoggedAttempt[] {
    return this.#pages.rows;
  }

  type(text: string): void {
    this.text = text;
    this.search();
  }

  /** Changes a filter; blank means any. */
  filter(change: { call?: string; outcome?: string; onlyFailed?: boolean }): void {
    if (change.call !== undefined) this.call = change.call || null;
    if (change.outcome !== undefined) this.outcome = change.outcome || null;
    if (change.onlyFailed !== undefined) this.onlyFailed = change.onlyFailed;
    this.search();
  }

  search(): void {
    this.#searches.ask(
      () => this.session.backend.loadAttempts(this.#query(null)),
      (page) => {
        this.#pages.take(page);
        this.chosenAt = 0;
        this.loaded = true;
      },
      (thrown) => this.session.tellError(thrown),
    );
  }

  /** The list came near its end. */
  loadMore(): Promise<void> {
    return this.#pages.loadMore();
  }

  get chosen(): LoggedAttempt | null {
    return this.rows[this.chosenAt] ?? null;
  }

  move(by: number): void {
    this.chosenAt = Math.max(0, Math.min(this.rows.length - 1, this.chosenAt + by));
  }

  movePage(direction: 1 | -1): void {
    this.move(direction * PAGE_KEY_ROWS);
  }

  async saveBundle(): Promise<void> {
    if (this.saving) return;
    this.saving = true;
    try {
      this.saved = await this.session.backend.saveSupportBundle();
    } catch (thrown) {
      this.session.tellError(thrown);
    } finally {
      this.saving = false;
      this.focus.ask('list');
    }
  }

  #query(cursor: string | null) {
    const { text, call, outcome, onlyFailed: only_failed } = this;
    return { text, call, outcome, route: null, only_failed, cursor, limit: PAGE };
  }
}

/** `48 KB` */
export function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1_000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/**
 * The history: one box, a list that reads on through the cursor, one chosen document. The chosen row is remembered by
 * key, so that a row arriving above it does not move the choice.
 */
import type { DocumentRow, HistoryFilter, HistoryPage, HistoryQuery } from '../../backend/backend';
import { FocusRequest } from '../../focus.svelte';
import { Latest } from '../../latest';
import { PagedRows } from '../../paged-rows.svelte';
import type { HistorySearch, Session } from '../../session.svelte';
import { DetailController } from './detail.svelte';

export type HistoryPlace = 'search' | 'list' | 'detail';

const PAGE = 100;
const SEARCH_DELAY_MS = 80;
const PAGE_KEY_ROWS = 12;

export class HistoryController {
  readonly focus = new FocusRequest<HistoryPlace>('search');
  readonly detail: DetailController;
  text = $state('');
  month: string | null = $state(null);
  filter: HistoryFilter = $state('all');
  matched: number | null = $state(null);
  /** Not all that match were counted. */
  matchesMore = $state(false);
  total = $state(0);
  loaded = $state(false);
  chosenKey: string | null = $state(null);

  readonly #pages: PagedRows<DocumentRow>;
  readonly #searches = new Latest(SEARCH_DELAY_MS);
  readonly #refreshes = new Latest(SEARCH_DELAY_MS);

  constructor(readonly session: Session) {
    this.detail = new DetailController(session, () => this.focus.ask('detail'));
    this.#pages = new PagedRows(
      (cursor) => session.backend.searchHistory(this.#query(cursor)),
      (thrown) => session.tellError(thrown),
    );
    session.backend.onDocumentsChanged(({ keys }) => this.#follow(keys));
    this.search();
  }

  get rows(): DocumentRow[] {
    return this.#pages.rows;
  }

  /** Another screen sent the person here for one document: its key is searched for, so that Esc leads on from there. */
  openDocument(key: string): void {
    this.text = key;
    this.month = null;
    this.filter = 'all';
    this.chosenKey = key;
    this.search();
    this.detail.show(key);
    this.focus.ask('detail');
  }

  /** Another screen sent the person here for documents of one sort. */
  showOnly({ month, filter }: HistorySearch): void {
    Object.assign(this, { text: '', month, filter });
    this.search();
    this.focus.ask('list');
  }

  type(text: string): void {
    this.text = text;
    this.search();
  }

  /** An example was chosen: it is looked for everywhere, and the person types on from there. */
  tryOut(text: string): void {
    this.text = text;
    this.month = null;
    this.filter = 'all';
    this.search();
    this.focus.ask('search');
  }

  filterBy(filter: HistoryFilter): void {
    this.filter = filter;
    this.search();
  }

  inMonth(month: string | null): void {
    this.month = month;
    this.search();
  }

  search(): void {
    this.#searches.ask(
      () => this.session.backend.searchHistory(this.#query(null)),
      (page) => {
        this.#take(page);
        this.loaded = true;
        const stays = page.rows.some(({ key }) => key === this.chosenKey);
        this.choose(stays ? this.chosenKey : (page.rows[0]?.key ?? null));
      },
      (thrown) => this.session.tellError(thrown),
    );
  }

  /** The list came near its end. */
  loadMore(): Promise<void> {
    return this.#pages.loadMore();
  }

  /** How long the whole list is, as far as that is known; -1 when it is not. */
  get length(): number {
    return this.matchesMore ? -1 : (this.matched ?? this.rows.length);
  }

  get chosenAt(): number {
    return this.rows.findIndex(({ key }) => key === this.chosenKey);
  }

  choose(key: string | null): void {
    this.chosenKey = key;
    this.detail.show(key);
  }

  move(by: number): void {
    const last = this.rows.length - 1;
    const to = this.rows[Math.max(0, Math.min(last, this.chosenAt + by))];
    if (to) this.choose(to.key);
  }

  movePage(direction: 1 | -1): void {
    this.move(direction * PAGE_KEY_ROWS);
  }

  /** The end of what has been read so far; reading on happens by itself when it comes into sight. */
  moveToEnd(direction: 1 | -1): void {
    this.move(direction * this.rows.length);
  }

  /** Enter: into the detail. */
  open(): void {
    if (this.chosenKey) this.focus.ask('detail');
  }

  /** Esc: detail → list → search box, nothing lost. */
  back(from: HistoryPlace): void {
    this.focus.ask(from === 'detail' ? 'list' : 'search');
  }

  #query(cursor: string | null): HistoryQuery {
    return { text: this.text, month: this.month, filter: this.filter, cursor, limit: PAGE };
  }

  #take(page: HistoryPage): void {
    this.#pages.take(page);
    this.matched = page.matched;
    this.matchesMore = page.matches_more;
    this.total = page.total;
  }

  /** A document changed: the rows in sight are read again without losing the place. */
  #follow(keys: readonly string[]): void {
    if (keys.some((key) => this.detail.concerns(key))) this.detail.reload();
    const limit = Math.min(Math.max(this.rows.length, PAGE), 200);
    if (this.rows.length > limit) return;
    this.#refreshes.ask(
      () => this.session.backend.searchHistory({ ...this.#query(null), limit }),
      (page) => this.#take(page),
      () => {},
    );
  }
}

/**
 * 거래처: one box, a list that reads on through the cursor, one chosen partner, and the drafts of those that are being
 * changed. The chosen one is remembered by id, so that the list may be read again around it.
 */
import type { PartnerPage, PartnerQuery, PartnerRow } from '../../backend/backend';
import { FocusRequest } from '../../focus.svelte';
import { Latest } from '../../latest';
import { PagedRows } from '../../paged-rows.svelte';
import type { Session } from '../../session.svelte';
import { PartnerController } from './partner.svelte';

/** `field`: the first of the form that needs correcting, or the first at all. */
export type PartnerPlace = 'search' | 'list' | 'detail' | 'documents' | 'field';

const SEARCH_DELAY_MS = 80;
const PAGE_KEY_ROWS = 10;

export class PartnersController {
  readonly focus = new FocusRequest<PartnerPlace>('search');
  readonly partner: PartnerController;
  text = $state('');
  archived = $state(false);
  total = $state(0);
  loaded = $state(false);
  chosenId: number | null = $state(null);

  readonly #pages: PagedRows<PartnerRow>;
  readonly #searches = new Latest(SEARCH_DELAY_MS);

  constructor(readonly session: Session) {
    this.partner = new PartnerController(session, {
      focus: (place) => this.focus.ask(place),
      changed: (id, isNew) => this.#readAgain(id, isNew ?? false),
      givenUp: () => this.#backToList(),
    });
    this.#pages = new PagedRows(
      (cursor) => session.backend.listPartners(this.#query(cursor)),
      (thrown) => session.tellError(thrown),
    );
    session.backend.onDocumentsChanged(() => this.refresh());
    this.search();
  }

  get rows(): PartnerRow[] {
    return this.#pages.rows;
  }

  /** What another screen or the program itself changed. */
  refresh(): void {
    this.partner.reload();
    this.#readAgain(this.chosenId, false);
  }

  type(text: string): void {
    this.text = text;
    this.search();
  }

  toggleArchived(): void {
    this.archived = !this.archived;
    this.search();
    this.focus.ask('search');
  }

  search(): void {
    this.#searches.ask(
      () => this.session.backend.listPartners(this.#query(null)),
      (page) => this.#take(page, 0),
      (thrown) => this.session.tellError(thrown),
    );
  }

  /** The list came near its end. */
  loadMore(): Promise<void> {
    return this.#pages.loadMore();
  }

  /** How many were found, once that is known without counting the book. */
  get found(): number | null {
    return this.text.trim() !== '' && this.#pages.isWhole ? this.rows.length : null;
  }

  get chosenAt(): number {
    return this.rows.findIndex(({ id }) => id === this.chosenId);
  }

  choose(id: number | null): void {
    this.chosenId = id;
    this.partner.show(id);
  }

  /** Another screen sent the person here for one partner. */
  openPartner(id: number): void {
    this.choose(id);
    this.focus.ask('detail');
  }

  move(by: number): void {
    const last = this.rows.length - 1;
    const to = this.rows[Math.max(0, Math.min(last, this.chosenAt + by))];
    if (to) this.choose(to.id);
  }

  movePage(direction: 1 | -1): void {
    this.move(direction * PAGE_KEY_ROWS);
  }

  /** The end of what has been read so far; reading on happens by itself when it comes into sight. */
  moveToEnd(direction: 1 | -1): void {
    this.move(direction * this.rows.length);
  }

  /** Enter: into the detail, and from there into its form or to its newest document. */
  open(from: PartnerPlace): void {
    if (!this.partner.draft) return;
    if (from === 'detail') this.partner.enter();
    else this.focus.ask('detail');
  }

  addNew(): void {
    this.chosenId = null;
    this.partner.begin();
  }

  /** Esc: field → detail → list → search box, nothing lost. */
  back(from: PartnerPlace): void {
    if (from === 'field') this.focus.ask(this.chosenId === null ? 'search' : 'detail');
    else this.focus.ask(from === 'detail' ? 'list' : 'search');
  }

  #query(cursor: string | null): PartnerQuery {
    return { text: this.text, archived: this.archived, cursor };
  }

  #take(page: PartnerPage, otherwise: number): void {
    this.#pages.take(page);
    this.total = page.total;
    this.loaded = true;
    if (this.partner.isNew) return;
    const stays = page.rows.some(({ id }) => id === this.chosenId);
    this.choose(stays ? this.chosenId : (page.rows[otherwise]?.id ?? page.rows.at(-1)?.id ?? null));
  }

  /** The rows in sight, without losing the place; one that is gone leaves the choice to its neighbour. */
  #readAgain(id: number | null, isNew: boolean): void {
    this.chosenId = id;
    if (isNew) this.text = '';
    const at = Math.max(0, this.chosenAt);
    this.#searches.ask(
      () => this.#firstRows(this.rows.length),
      (page) => this.#take(page, at),
      (thrown) => this.session.tellError(thrown),
    );
  }

  async #firstRows(rows: number): Promise<PartnerPage> {
    const { backend } = this.session;
    let page = await backend.listPartners(this.#query(null));
    while (page.next !== null && page.rows.length < rows) {
      const more = await backend.listPartners(this.#query(page.next));
      page = { ...more, rows: [...page.rows, ...more.rows] };
    }
    return page;
  }

  #backToList(): void {
    this.choose(this.rows[0]?.id ?? null);
    this.focus.ask('search');
  }
}

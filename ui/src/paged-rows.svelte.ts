/** A list that is read page by page through the backend's cursor: replaced by a new search, added to near its end. */

export interface Page<Row> {
  rows: Row[];
  /** Cursor of the next page, if there is one. */
  next: string | null;
}

export class PagedRows<Row> {
  rows: Row[] = $state.raw([]);
  #next: string | null = $state(null);
  #loadingMore = false;

  /** `read`: the page at a cursor, of the search that was taken last. */
  constructor(
    readonly read: (cursor: string) => Promise<Page<Row>>,
    readonly fail: (thrown: unknown) => void,
  ) {}

  /** Nothing follows what has been read. */
  get isWhole(): boolean {
    return this.#next === null;
  }

  take({ rows, next }: Page<Row>): void {
    this.rows = rows;
    this.#next = next;
  }

  /** The next page, once; dropped when another search was taken meanwhile. */
  async loadMore(): Promise<void> {
    const cursor = this.#next;
    if (cursor === null || this.#loadingMore) return;
    this.#loadingMore = true;
    try {
      const { rows, next } = await this.read(cursor);
      if (this.#next === cursor) this.take({ rows: [...this.rows, ...rows], next });
    } catch (thrown) {
      this.fail(thrown);
    } finally {
      this.#loadingMore = false;
    }
  }
}

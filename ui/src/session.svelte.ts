/** What every screen knows while the window is open: the shop, the settings, the line to the NTS, and how to speak up. */
import { BackendError, type Backend, type Connection, type PrintResult } from './backend/backend';
import type { HistoryQuery, Settings, ShopForm, Startup, World } from './backend/backend';
import { errorText, t, useLanguage } from './messages/messages.svelte';
import { Toasts } from './parts/toasts.svelte';
import { Staff } from './staff.svelte';
import { useTheme } from './theme';

/** Where a screen sends the person; the frame goes there, and the screen takes up the document. */
export type Destination = {
  screen: 'counter' | 'invoice' | 'history' | 'partners' | 'close' | 'automation' | 'tasks' | 'settings' | 'live';
  document: string | null;
  /** The invoice form begins in place of this refused document, instead of from a copy of it. */
  anew?: boolean;
  /** Whom an invoice is to be written to. */
  partner?: number;
  /** What the history is to show. */
  search?: HistorySearch;
};
export type HistorySearch = Pick<HistoryQuery, 'month' | 'filter'>;

/** Forms that a customer waits for: they outlive a lock, whoever comes back. */
const TYPED = ['counter', 'invoice'];

export class Session {
  readonly toasts = new Toasts();
  readonly world: World;
  readonly version: string;
  readonly data_dir: string;
  readonly suggested_shop: ShopForm;
  readonly staff: Staff;

  /** Today in Korea, `2026-11-22`; moves on with the day list. */
  today = $state('');
  shop: ShopForm | null = $state(null);
  settings: Settings = $state()!;
  connection: Connection = $state()!;
  destination: Destination | null = $state.raw(null);
  readonly #kept = new Map<string, unknown>();

  constructor(
    readonly backend: Backend,
    startup: Startup,
  ) {
    this.world = startup.world;
    this.version = startup.version;
    this.data_dir = startup.data_dir;
    this.suggested_shop = startup.suggested_shop;
    this.#take(startup);
    this.staff = new Staff(
      backend,
      startup.staff,
      (isSame) => this.#enter(isSame),
      () => this.#leave(),
    );
    backend.onConnectionChanged((connection) => (this.connection = connection));
  }

  /** What a screen leaves behind when it is closed (text being typed, a search), for when it opens again. */
  keep<Kept>(name: string, make: () => Kept): Kept {
    const kept = (this.#kept.get(name) as Kept | undefined) ?? make();
    this.#kept.set(name, kept);
    return kept;
  }

  /** Opens another screen; a screen knows no other. */
  open(screen: Destination['screen'], document: string | null = null): void {
    this.destination = { screen, document };
  }

  /** Opens the invoice form to write a refused invoice anew. */
  writeAnew(document: string): void {
    this.destination = { screen: 'invoice', document, anew: true };
  }

  /** The past invoice the person wants to begin a new one from, once. */
  takeModel(): { key: string; anew: boolean } | null {
    const anew = this.destination?.anew ?? false;
    const key = this.takeDocument('invoice');
    return key === null ? null : { key, anew };
  }

  /** The document the person was sent here for, once. */
  takeDocument(screen: Destination['screen']): string | null {
    const { destination } = this;
    if (destination?.screen !== screen || destination.document === null) return null;
    this.destination = null;
    return destination.document;
  }

  /** Opens the invoice form with this partner as its buyer. */
  writeTo(partner: number): void {
    this.destination = { screen: 'invoice', document: null, partner };
  }

  /** The partner the person wants to write an invoice to, once. */
  takePartner(): number | null {
    const { destination } = this;
    if (destination?.partner === undefined) return null;
    this.destination = null;
    return destination.partner;
  }

  /** Opens the history with these documents in sight. */
  showInHistory(search: HistorySearch): void {
    this.destination = { screen: 'history', document: null, search };
  }

  /** What the person was sent to the history to see, once. */
  takeSearch(): HistorySearch | null {
    const search = this.destination?.search ?? null;
    if (search) this.destination = null;
    return search;
  }

  async saveSettings(change: Partial<Settings>): Promise<boolean> {
    try {
      this.#use(await this.backend.saveSettings({ ...this.settings, ...change }));
      return true;
    } catch (thrown) {
      this.tellError(thrown);
      return false;
    }
  }

  async checkConnection(): Promise<void> {
    try {
      this.connection = await this.backend.checkConnection();
    } catch (thrown) {
      this.tellError(thrown);
    }
  }

  tellError(thrown: unknown): void {
    if (this.staff.heard(thrown)) return;
    this.toasts.show('bad', errorText(BackendError.from(thrown).ui));
  }

  /** Says what became of the paper. `afterIssue`: the receipt was approved just now, so a failure needs the way on. */
  tellPrint(print: PrintResult, { afterIssue = false } = {}): void {
    const { ok, error } = print;
    if (ok) this.toasts.show('good', paperText(print), print.queue === null ? print.target : null);
    else if (error?.code === 'no_glyph') this.toasts.show('bad', errorText(error));
    else this.toasts.show('bad', afterIssue ? t().print.failedAfterIssue : t().print.failed);
  }

  /** What is being typed waits for whoever comes; the rest only for the one who left it. */
  async #enter(isSame: boolean): Promise<void> {
    this.#take(await this.backend.startup());
    for (const name of this.#kept.keys()) if (!isSame && !TYPED.includes(name)) this.#kept.delete(name);
  }

  /** Nothing of the books stays in sight: a number that was shown in full is masked again. */
  #leave(): void {
    this.#kept.delete('history');
    this.destination = null;
    this.toasts.clear();
  }

  #take(startup: Startup): void {
    this.today = startup.today;
    this.shop = startup.shop;
    this.connection = startup.connection;
    this.#use(startup.settings);
  }

  #use(settings: Settings): void {
    this.settings = settings;
    useTheme(settings.theme);
    useLanguage(settings.language);
  }
}

function paperText({ copy_no, queue }: PrintResult): string {
  const words = t().print;
  if (queue === null) return copy_no > 0 ? words.copySaved(copy_no) : words.saved;
  return copy_no > 0 ? words.copyPrinted(copy_no) : words.printed;
}

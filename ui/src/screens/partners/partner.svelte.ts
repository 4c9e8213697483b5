/** One partner: its form, its documents, and what can be done with it. Drafts of several may wait at once. */
import type { BuyerStatus, DocumentRow, PartnerDetail, PartnerForm, PartnerRow } from '../../backend/backend';
import { Latest } from '../../latest';
import { partnersText } from '../../messages/partners';
import type { Session } from '../../session.svelte';
import { blankPartner, PartnerDraft } from './partner-draft.svelte';
import type { PartnerPlace } from './partners.svelte';

export type PartnerTab = 'form' | 'documents';
type Around = {
  focus: (place: PartnerPlace) => void;
  /** It was saved or moved: the list is to be read again, with this one chosen. */
  changed: (id: number, isNew?: boolean) => void;
  /** The new one was given up. */
  givenUp: () => void;
};

const SHOW_DELAY_MS = 40;
const NEW = 'new';

export class PartnerController {
  /** What the program knows of it; null for a new one. */
  row: PartnerRow | null = $state.raw(null);
  documents: DocumentRow[] = $state.raw([]);
  draft: PartnerDraft | null = $state.raw(null);
  tab: PartnerTab = $state('form');
  busy = $state(false);
  #drafts: ReadonlyMap<number | typeof NEW, PartnerDraft> = $state.raw(new Map());
  #shownId: number | null = null;
  readonly #loads = new Latest(SHOW_DELAY_MS);

  constructor(
    readonly session: Session,
    readonly around: Around,
  ) {}

  get isNew(): boolean {
    return this.draft?.isNew ?? false;
  }

  /** Whether something was typed into this one that is not saved. */
  isUnsaved(id: number): boolean {
    return this.#drafts.get(id)?.isDirty ?? false;
  }

  show(id: number | null): void {
    if (id === null) return this.#clear();
    if (id === this.#shownId) return;
    this.#shownId = id;
    this.#load(id);
  }

  reload(): void {
    if (this.row) this.#load(this.row.id);
  }

  /** A blank form, or the one that was left half typed. */
  begin(): void {
    this.#clear();
    this.tab = 'form';
    this.draft = this.#drafts.get(NEW) ?? this.#draftOf(blankPartner(), null);
    this.#keep(NEW, this.draft);
    this.around.focus('field');
  }

  choose(tab: PartnerTab): void {
    if (this.isNew) return;
    this.tab = tab;
    this.around.focus('detail');
  }

  /** Into what the tab shows. */
  enter(): void {
    if (this.tab === 'form') this.edit();
    else this.around.focus('documents');
  }

  /** Into the form. */
  edit(): void {
    this.tab = 'form';
    this.around.focus('field');
  }

  async save(): Promise<void> {
    const { draft } = this;
    if (!draft || this.busy) return;
    await this.#work(async () => {
      const saved = await draft.save();
      if (!saved) return this.edit();
      const isNew = draft.isNew;
      this.#forget(draft.form.id ?? NEW);
      this.#take(saved);
      this.session.toasts.show('good', partnersText().detail.saved(saved.row.name));
      this.around.changed(saved.row.id, isNew);
      this.around.focus('detail');
    });
  }

  /** Throws away what was typed; a new partner is gone with it. */
  revert(): void {
    const { draft, row } = this;
    if (!draft || this.busy) return;
    this.#forget(draft.form.id ?? NEW);
    if (!row) {
      this.#clear();
      return this.around.givenUp();
    }
    this.draft = null;
    this.#load(row.id);
    this.around.focus('detail');
  }

  /** Asks the NTS about the number as it stands. */
  check(): void {
    this.draft?.ask();
  }

  async toggleArchived(): Promise<void> {
    const { row } = this;
    if (!row || this.busy) return;
    await this.#work(async () => {
      const detail = await this.session.backend.archivePartner(row.id, !row.archived);
      const { archivedDone, restoredDone } = partnersText().detail;
      this.#take(detail);
      this.session.toasts.show('good', (detail.row.archived ? archivedDone : restoredDone)(detail.row.name));
      this.around.changed(row.id);
      this.around.focus('list');
    });
  }

  /** What was typed is saved first: the invoice begins with what the book holds. */
  async writeInvoice(): Promise<void> {
    if (!this.row) return;
    if (this.draft?.isDirty) await this.save();
    if (!this.draft?.isDirty) this.session.writeTo(this.row.id);
  }

  openDocument(key: string): void {
    this.session.open('history', key);
  }

  #draftOf(form: PartnerForm, status: BuyerStatus | null): PartnerDraft {
    return new PartnerDraft(this.session.backend, form, status, (heard) => this.#heard(heard));
  }

  /** The NTS said something of the number that is saved: the list knows it too now. */
  #heard(status: BuyerStatus): void {
    const { row } = this;
    if (!row || status.number !== row.number) return;
    this.row = { ...row, status };
    this.around.changed(row.id);
  }

  #take({ row, form, documents }: PartnerDetail): void {
    this.#shownId = row.id;
    this.row = row;
    this.documents = documents;
    const kept = this.#drafts.get(row.id);
    if (kept?.isDirty) this.draft = kept;
    else {
      this.draft = this.#draftOf(form, row.status);
      this.#keep(row.id, this.draft);
    }
  }

  #load(id: number): void {
    this.#loads.ask(
      () => this.session.backend.loadPartner(id),
      (detail) => this.#take(detail),
      (thrown) => this.session.tellError(thrown),
    );
  }

  #clear(): void {
    this.#loads.drop();
    this.#shownId = null;
    this.row = null;
    this.documents = [];
    this.draft = null;
  }

  #keep(id: number | typeof NEW, draft: PartnerDraft): void {
    const dirty = [...this.#drafts].filter(([other, { isDirty }]) => other !== id && isDirty);
    this.#drafts = new Map([...dirty, [id, draft]]);
  }

  #forget(id: number | typeof NEW): void {
    this.#drafts = new Map([...this.#drafts].filter(([other]) => other !== id));
  }

  async #work(act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      await act();
    } catch (thrown) {
      this.session.tellError(thrown);
    } finally {
      this.busy = false;
    }
  }
}

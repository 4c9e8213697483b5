/** Hometax's workbooks: what is not sent goes into the shop's template, and the list that comes back brings the numbers. */
import { BackendError } from '../../../backend/backend';
import type { HometaxAlike, HometaxDesk, HometaxDocument, HometaxFilled, HometaxList } from '../../../backend/backend';
import type { PartnerFile } from '../../../backend/backend';
import { FocusRequest } from '../../../focus.svelte';
import { hometaxText, workbookText } from '../../../messages/automation-hometax';
import type { Session } from '../../../session.svelte';
import { formatWon } from '../../../parts/money';
import { base64Of, FILE_BYTES_MAX } from '../file';

/** The template that was chosen, and where its copy is to go. */
export type Filling = { template: PartnerFile; folder: string; reference: boolean };
/** The list that was looked at; nothing is taken down yet. */
export type Reading = { file: PartnerFile; list: HometaxList };

export class HometaxController {
  desk: HometaxDesk = $state.raw({ documents: [], folder: '' });
  loaded = $state(false);
  busy = $state(false);
  problem: string | null = $state(null);
  filling: Filling | null = $state(null);
  filled: HometaxFilled | null = $state.raw(null);
  reading: Reading | null = $state.raw(null);
  /** Chosen approval numbers by document. */
  chosen: Record<string, string> = $state({});
  takingBack: HometaxDocument | null = $state.raw(null);
  readonly focus = new FocusRequest<'actions'>('actions');

  constructor(readonly session: Session) {}

  get alike(): readonly HometaxAlike[] {
    return this.reading?.list.alike ?? [];
  }

  /** How many approval numbers would be taken down. */
  get bookable(): number {
    const given = Object.values(this.chosen).filter((number) => number !== '').length;
    return (this.reading?.list.matched.length ?? 0) + given;
  }

  load(): void {
    this.session.backend.loadHometax().then(
      (desk) => this.#show(desk),
      (thrown: unknown) => this.session.tellError(thrown),
    );
  }

  /** A template was chosen: asks where to. */
  async take(file: File): Promise<void> {
    const template = await this.#read(file);
    if (template) this.filling = { template, folder: this.filled?.folder ?? this.desk.folder, reference: false };
  }

  async chooseFolder(): Promise<void> {
    if (!this.filling) return;
    const { folder } = this.filling;
    const answer = await this.session.backend.chooseFolder(folder).catch((thrown: unknown) => {
      this.session.tellError(thrown);
      return null;
    });
    if (answer !== null && this.filling) this.filling.folder = answer;
  }

  async fill(): Promise<void> {
    if (!this.filling || this.busy || this.filling.folder.trim() === '') return;
    const { template, folder, reference } = this.filling;
    await this.#at(async () => {
      this.filling = null;
      const request = { template, folder: folder.trim(), reference };
      this.filled = await this.session.backend.fillHometax(request);
      this.#show(this.filled.desk);
    });
  }

  async openFolder(): Promise<void> {
    if (this.filled)
      await this.session.backend.openFolder(this.filled.folder).catch((e: unknown) => this.session.tellError(e));
  }

  /** A list was chosen: shows what it says. */
  async look(file: File): Promise<void> {
    const content = await this.#read(file);
    if (!content) return;
    await this.#at(async () => {
      const list = await this.session.backend.readHometaxList({ file: content, commit: false, chosen: [] });
      this.chosen = {};
      this.reading = { file: content, list };
    });
  }

  /** One approval number belongs to one document. */
  choose(key: string, number: string): void {
    const others = Object.entries(this.chosen).filter(([other, given]) => other !== key && given !== number);
    this.chosen = { ...Object.fromEntries(others), [key]: number };
  }

  async book(): Promise<void> {
    if (!this.reading || this.busy || this.bookable === 0) return;
    const { file } = this.reading;
    const given = Object.entries(this.chosen).filter(([, number]) => number !== '');
    const chosen = given.map(([key, approval_number]) => ({ key, approval_number }));
    await this.#at(async () => {
      this.reading = null;
      const list = await this.session.backend.readHometaxList({ file, commit: true, chosen });
      this.filled = null;
      this.#show(list.desk);
      this.session.toasts.show('good', hometaxText().booked(formatWon(list.matched.length)));
    });
  }

  async takeBack(): Promise<void> {
    const document = this.takingBack;
    if (!document || this.busy) return;
    await this.#at(async () => {
      this.takingBack = null;
      this.#show(await this.session.backend.takeBackHometax(document.row.key));
      this.session.toasts.show('good', hometaxText().takenBack);
    });
  }

  dismiss(): void {
    this.filling = null;
    this.reading = null;
    this.takingBack = null;
    this.focus.ask('actions');
  }

  async #read(file: File): Promise<PartnerFile | null> {
    if (this.busy) return null;
    this.problem = null;
    if (file.size > FILE_BYTES_MAX) {
      this.problem = hometaxText().workbooks['too_large'] ?? null;
      return null;
    }
    try {
      return { name: file.name, content: await base64Of(file) };
    } catch {
      this.problem = hometaxText().workbooks['damaged'] ?? null;
      return null;
    }
  }

  async #at(act: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.problem = null;
    try {
      await act();
    } catch (thrown) {
      this.problem = workbookText(BackendError.from(thrown).ui);
    } finally {
      this.busy = false;
      if (!this.reading && !this.filling) this.focus.ask('actions');
    }
  }

  #show(desk: HometaxDesk): void {
    this.desk = desk;
    this.loaded = true;
  }
}

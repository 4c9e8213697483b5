/**
 * The shop's certificate: what is kept, a search, and adding one of those found. The password is held only while it is typed;
 * it is gone when the list is closed, whatever became of it.
 */
import { BackendError } from '../../backend/backend';
import type { FoundCertificate, FoundCertificates, KeptCertificate } from '../../backend/certificate';
import { certificateText, problemText } from '../../messages/certificate';
import type { Tone } from '../../parts/Badge.svelte';
import type { Session } from '../../session.svelte';

const USABLE = new Set(['valid', 'soon', 'locked']);

export class CertificateController {
  kept: KeptCertificate | null = $state.raw(null);
  loaded = $state(false);
  /** What a search found; the list is open while it is there. */
  found: FoundCertificates | null = $state.raw(null);
  chosenId: number | null = $state(null);
  password = $state('');
  /** Why the last one was not added. */
  problem: string | null = $state(null);
  /** The first press of 제거 asks. */
  removing = $state(false);
  busy: 'finding' | 'adding' | 'removing' | null = $state(null);

  constructor(readonly session: Session) {
    void this.#load();
  }

  get chosen(): FoundCertificate | null {
    return this.found?.found.find(({ id }) => id === this.chosenId) ?? null;
  }

  /** Why the chosen one cannot be used, as far as it shows without a password. */
  get obstacle(): string | null {
    const { chosen } = this;
    if (!chosen || isUsable(chosen)) return null;
    const day = chosen.state === 'expired' && chosen.valid_to ? `:${chosen.valid_to.slice(0, 10)}` : '';
    return problemText(chosen.state + day);
  }

  async find(place: string | null = null): Promise<void> {
    await this.#work('finding', async () => {
      this.found = await this.session.backend.findCertificates(place);
      this.choose(this.found.found[0]?.id ?? null);
    });
  }

  /** The desktop's dialog for folders, and a search in what was chosen there. */
  async findElsewhere(): Promise<void> {
    let folder: string | null = null;
    await this.#work('finding', async () => {
      folder = await this.session.backend.chooseFolder('');
    });
    if (folder !== null) await this.find(folder);
  }

  choose(id: number | null): void {
    if (this.busy === 'adding') return;
    this.chosenId = id;
    this.password = '';
    this.problem = null;
  }

  move(by: number): void {
    const rows = this.found?.found ?? [];
    const at = rows.findIndex(({ id }) => id === this.chosenId);
    const next = rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
    if (next && next.id !== this.chosenId) this.choose(next.id);
  }

  close(): void {
    if (this.busy) return;
    this.found = null;
    this.choose(null);
  }

  /** Answers whether it is kept now. */
  async add(): Promise<boolean> {
    const { chosen, password } = this;
    if (!chosen || !isUsable(chosen)) return false;
    let isKept = false;
    await this.#work('adding', async () => {
      this.problem = null;
      this.kept = await this.session.backend.addCertificate(chosen.id, password);
      isKept = true;
    });
    this.password = '';
    if (isKept) {
      this.close();
      this.session.toasts.show('good', certificateText().added);
    }
    return isKept;
  }

  async remove(): Promise<void> {
    if (!this.removing) {
      this.removing = true;
      return;
    }
    this.removing = false;
    await this.#work('removing', async () => {
      this.kept = await this.session.backend.removeCertificate();
      this.session.toasts.show('good', certificateText().removed);
    });
  }

  async #load(): Promise<void> {
    try {
      this.kept = await this.session.backend.loadCertificate();
      this.loaded = true;
    } catch (thrown) {
      this.session.tellError(thrown);
    }
  }

  async #work(what: 'finding' | 'adding' | 'removing', act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = what;
    try {
      await act();
    } catch (thrown) {
      const { ui } = BackendError.from(thrown);
      if (ui.code === 'certificate') {
        this.problem = `${problemText(ui.detail ?? '')} ${certificateText().nothingStored}`;
      } else this.session.tellError(thrown);
    } finally {
      this.busy = null;
    }
  }
}

/** Whether its password is worth asking for. */
export function isUsable({ state }: FoundCertificate): boolean {
  return USABLE.has(state);
}

export function toneOf({ state }: KeptCertificate): Tone {
  if (state === 'valid') return 'good';
  return state === 'soon' || state === 'not_yet' ? 'warn' : 'bad';
}

export function toneOfRow({ state }: FoundCertificate): Tone {
  if (state === 'valid') return 'good';
  if (state === 'locked') return 'quiet';
  return state === 'soon' ? 'warn' : 'bad';
}

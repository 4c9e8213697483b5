/**
 * 연결 as it is being set up: the door, its tokens, and where results go. A token or a secret that has just been made is
 * held here until the person says that it is where it belongs; it never comes back.
 */
import type { DoorForm, Link, ResultsForm, ResultsSaved } from '../../backend/backend';
import { linkText } from '../../messages/link';
import { faultText } from '../../messages/messages.svelte';
import type { Session } from '../../session.svelte';
import { FormWork } from '../../form-work.svelte';

/** Fields in the order they are filled in, by the name the program calls their faults by. */
export const LINK_FIELDS = ['api_port', 'token_name', 'webhook_url', 'results_folder'] as const;
export type LinkField = (typeof LINK_FIELDS)[number];
/** What is shown once. */
export type Once = { what: 'token' | 'secret'; text: string };

export class LinkController extends FormWork<'saving' | 'testing'> {
  link: Link | null = $state.raw(null);
  door: DoorForm = $state({ enabled: false, port: '' });
  results: ResultsForm | null = $state(null);
  tokenName = $state('');
  once: Once | null = $state.raw(null);
  /** The token about to be revoked. */
  revoking: number | null = $state(null);
  /** What the last test of the webhook brought: null is well, undefined is none. */
  problem: { name: string; status: number | null } | null | undefined = $state.raw(undefined);

  constructor(session: Session) {
    super(session);
    void this.work(null, async () => this.#take(await session.backend.loadLink()));
  }

  get areResultsDirty(): boolean {
    return this.results !== null && JSON.stringify(this.results) !== JSON.stringify(this.link?.results);
  }

  faultOf(field: LinkField): string | null {
    const found = this.faults.find((fault) => fault.field === field);
    if (!found) return null;
    const { faults } = linkText();
    return faults[found.code] ?? (found.code === 'port_invalid' ? faults['api_port'] : null) ?? faultText(found.code);
  }

  get firstFaulty(): LinkField | null {
    return LINK_FIELDS.find((field) => this.faultOf(field) !== null) ?? null;
  }

  /** On and off takes effect when it is chosen. */
  async open(enabled: boolean): Promise<void> {
    this.door.enabled = enabled;
    if (!(await this.saveDoor()) && this.link) this.door.enabled = this.link.form.enabled;
  }

  async saveDoor(): Promise<boolean> {
    const form = $state.snapshot(this.door);
    return this.work('saving', async () => this.#takeDoor(await this.session.backend.saveDoor(form)));
  }

  async makeToken(): Promise<boolean> {
    return this.work('saving', async () => {
      const { token, link } = await this.session.backend.makeToken(this.tokenName);
      this.#takeDoor(link);
      this.once = { what: 'token', text: token };
      this.tokenName = '';
    });
  }

  /** The first press asks. */
  async revoke(id: number): Promise<void> {
    if (this.revoking !== id) {
      this.revoking = id;
      return;
    }
    this.revoking = null;
    await this.work('saving', async () => {
      this.#takeDoor(await this.session.backend.revokeToken(id));
      this.session.toasts.show('good', linkText().revoked);
    });
  }

  async saveResults(renew = false): Promise<boolean> {
    return this.#withResults('saving', async (form) => {
      this.#takeResults(await this.session.backend.saveResults(form, renew));
      this.session.toasts.show('good', linkText().results.saved);
    });
  }

  async test(): Promise<void> {
    await this.#withResults('testing', async (form) => {
      const tested = await this.session.backend.testResults(form);
      this.#takeResults(tested);
      this.problem = tested.problem === null ? null : { name: tested.problem, status: tested.status };
    });
  }

  /** What was tested is not what stands there now. */
  changed(): void {
    this.problem = undefined;
  }

  async copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.session.toasts.show('good', linkText().copied);
    } catch {
      this.session.toasts.show('bad', linkText().copyFailed);
    }
  }

  async #withResults(what: 'saving' | 'testing', act: (form: ResultsForm) => Promise<void>): Promise<boolean> {
    if (!this.results) return false;
    const form = $state.snapshot(this.results);
    this.problem = undefined;
    return this.work(what, () => act(form));
  }

  #takeResults({ link, new_secret }: ResultsSaved): void {
    this.#take(link);
    if (new_secret !== null) this.once = { what: 'secret', text: new_secret };
  }

  #take(link: Link): void {
    this.#takeDoor(link);
    this.results = { ...link.results };
  }

  /** What is being typed about the results stays. */
  #takeDoor(link: Link): void {
    this.link = link;
    this.door = { ...link.form };
  }
}

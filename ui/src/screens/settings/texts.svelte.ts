/**
 * The account for texts as it is being typed. Key and secret go one way: what is kept is never shown, and leaving a field
 * blank keeps it. Checking the balance takes the settings as they stand, saved or not, and sends no text.
 */
import type { TextForm, TextTest } from '../../backend/backend';
import { faultText } from '../../messages/messages.svelte';
import { textText } from '../../messages/text';
import type { Session } from '../../session.svelte';
import { FormWork } from '../../form-work.svelte';

/** Fields in the order they are filled in; the program calls their faults `text_…`. */
export const TEXT_FIELDS = ['from', 'base_url', 'api_key', 'api_secret'] as const satisfies readonly (keyof TextForm)[];
export type TextField = (typeof TEXT_FIELDS)[number];

export class TextsController extends FormWork<'saving' | 'testing'> {
  form: TextForm | null = $state(null);
  /** Blank keeps the one that is kept. */
  key = $state('');
  secret = $state('');
  /** What the last check of these settings brought. */
  tested: TextTest | null = $state.raw(null);
  #saved = $state('');

  constructor(session: Session) {
    super(session);
    void this.work(null, async () => this.#take(await session.backend.loadTexts()));
  }

  get isDirty(): boolean {
    return this.form !== null && (this.key !== '' || this.secret !== '' || JSON.stringify(this.form) !== this.#saved);
  }

  /** Off takes effect when it is chosen; on when the rest is saved. */
  async enable(enabled: boolean): Promise<void> {
    const { form } = this;
    if (!form || this.busy) return;
    form.enabled = enabled;
    this.changed();
    if (!enabled) await this.save();
  }

  /** What was checked is not what stands there now. */
  changed(): void {
    this.tested = null;
  }

  faultOf(field: TextField): string | null {
    const found = this.faults.find((fault) => fault.field === `text_${field}`);
    return found ? (textText().faults[found.code] ?? faultText(found.code)) : null;
  }

  get firstFaulty(): TextField | null {
    return TEXT_FIELDS.find((field) => this.faultOf(field) !== null) ?? null;
  }

  /** Answers whether it was saved; if not, faults are set or the trouble was told. */
  async save(): Promise<boolean> {
    const sent = this.#asTyped();
    if (!sent) return false;
    return this.work('saving', async () => {
      this.#take(await this.session.backend.saveTexts(sent));
      this.session.toasts.show('good', textText().saved);
    });
  }

  async test(): Promise<void> {
    const sent = this.#asTyped();
    if (!sent) return;
    this.tested = null;
    await this.work('testing', async () => {
      const tested = await this.session.backend.testTexts(sent);
      this.faults = tested.faults;
      if (tested.faults.length === 0) this.tested = tested;
    });
  }

  #asTyped(): TextForm | null {
    if (!this.form) return null;
    const typed = (text: string) => (text === '' ? null : text);
    return { ...$state.snapshot(this.form), api_key: typed(this.key), api_secret: typed(this.secret) };
  }

  #take(form: TextForm): void {
    this.form = { ...form, api_key: null, api_secret: null };
    this.#saved = JSON.stringify(this.form);
    this.key = '';
    this.secret = '';
  }
}

/** What a check that failed means. */
export function problemText({ problem }: TextTest): string {
  const words = textText();
  return words.problems[problem ?? ''] ?? words.problemAnyhow;
}

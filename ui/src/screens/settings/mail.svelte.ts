/**
 * The mail server as it is being typed. The password goes one way: what is kept is never shown, and leaving its field
 * blank keeps it. A test takes the settings as they stand, saved or not.
 */
import { type Fault, type MailForm, type MailSecurity, type MailTest } from '../../backend/backend';
import { mailText } from '../../messages/mail';
import { faultText } from '../../messages/messages.svelte';
import type { Session } from '../../session.svelte';
import { FormWork } from '../../form-work.svelte';

/** Fields in the order they are filled in, with the name the program calls their faults by. */
export const MAIL_FIELDS = [
  ['host', 'mail_host'],
  ['port', 'mail_port'],
  ['user', 'mail_user'],
  ['password', 'mail_password'],
  ['from', 'mail_from'],
  ['extra_ca', 'mail_extra_ca'],
] as const satisfies readonly (readonly [keyof MailForm, string])[];
export type MailField = (typeof MAIL_FIELDS)[number][0];

export const MAIL_HOSTS = { naver: 'smtp.naver.com', gmail: 'smtp.gmail.com', daum: 'smtp.daum.net' } as const;
export type MailPreset = keyof typeof MAIL_HOSTS | 'own';

/** The port each way of making the connection safe usually has. */
const PORTS: Record<MailSecurity, string> = { tls: '465', start_tls: '587' };

export class MailController extends FormWork<'saving' | 'testing'> {
  form: MailForm | null = $state(null);
  /** Blank keeps the one that is kept. */
  password = $state('');
  /** What the last test of these settings brought. */
  tested: MailTest | null = $state.raw(null);
  /** The address the last test went to. */
  testedTo = $state('');
  #preset: MailPreset | null = $state(null);
  #saved = $state('');

  constructor(session: Session) {
    super(session);
    void this.work(null, async () => this.#take(await session.backend.loadMail()));
  }

  /** The service the host belongs to; choosing to type one's own stays chosen. */
  get preset(): MailPreset {
    const found = Object.entries(MAIL_HOSTS).find(([, host]) => host === this.form?.host.trim().toLowerCase());
    return (found?.[0] as MailPreset | undefined) ?? this.#preset ?? 'own';
  }

  get isDirty(): boolean {
    return this.form !== null && (this.password !== '' || JSON.stringify(this.form) !== this.#saved);
  }

  /** Fills in the server; whoever types their own begins with a blank one. */
  choose(preset: MailPreset): void {
    const { form } = this;
    if (!form || preset === this.preset) return;
    this.#preset = preset;
    if (preset === 'own') form.host = '';
    else Object.assign(form, { host: MAIL_HOSTS[preset], security: 'tls', port: PORTS.tls });
    this.changed();
  }

  /** A usual port follows; one that somebody chose stays. */
  secure(security: MailSecurity): void {
    const { form } = this;
    if (!form) return;
    if (form.port.trim() === '' || form.port.trim() === PORTS[form.security]) form.port = PORTS[security];
    form.security = security;
    this.changed();
  }

  /** On and off takes effect when it is chosen, as far as the rest allows. */
  async enable(enabled: boolean): Promise<void> {
    const { form } = this;
    if (!form || this.busy) return;
    form.enabled = enabled;
    this.changed();
    if (!enabled) await this.save();
  }

  /** What was tested is not what stands there now. */
  changed(): void {
    this.tested = null;
  }

  faultOf(field: MailField): string | null {
    const name = MAIL_FIELDS.find(([own]) => own === field)?.[1] ?? '';
    const found = this.faults.find((fault) => fault.field === name);
    return found ? mailFaultText(found) : null;
  }

  get firstFaulty(): MailField | null {
    return MAIL_FIELDS.map(([field]) => field).find((field) => this.faultOf(field) !== null) ?? null;
  }

  /** Answers whether it was saved; if not, faults are set or the trouble was told. */
  async save(): Promise<boolean> {
    const sent = this.#asTyped();
    if (!sent) return false;
    return this.work('saving', async () => {
      this.#take(await this.session.backend.saveMail(sent));
      this.session.toasts.show('good', mailText().saved);
    });
  }

  async test(): Promise<void> {
    const sent = this.#asTyped();
    if (!sent) return;
    this.tested = null;
    await this.work('testing', async () => {
      const tested = await this.session.backend.testMail(sent);
      this.faults = tested.faults;
      this.testedTo = sent.from;
      if (tested.faults.length === 0) this.tested = tested;
    });
  }

  #asTyped(): MailForm | null {
    if (!this.form) return null;
    return { ...$state.snapshot(this.form), password: this.password === '' ? null : this.password };
  }

  #take(form: MailForm): void {
    this.form = { ...form, password: null };
    this.#saved = JSON.stringify(this.form);
    this.password = '';
  }
}

/** What a test that failed means. */
export function problemText({ problem }: MailTest): string {
  const words = mailText();
  return words.problems[problem ?? ''] ?? words.problemAnyhow;
}

function mailFaultText({ field, code }: Fault): string {
  const { faults } = mailText();
  return code === 'required_missing' ? faultText(code) : (faults[code] ?? faults[field] ?? faultText(code));
}

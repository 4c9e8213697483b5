/** Texts of the practice shop in memory: the settings, and what became of each text. */
import type { Fault, Notice, TextForm, TextTest } from '../bindings';
import { fault, refuseFaults } from './errors';

const OFF: TextForm = {
  enabled: false,
  from: '02-123-4567',
  base_url: 'https://127.0.0.1:8443',
  api_key: null,
  api_secret: null,
  has_key: true,
  has_secret: true,
  practice: true,
};
const PHONE = /^0\d{1,3}-?\d{3,4}-?\d{4}$/;
const MOBILE = /^01[016789]-?\d{3,4}-?\d{4}$/;

export class TextRoom {
  form: TextForm = OFF;
  /** What goes wrong with the next check of the account; null lets it through. */
  problem: string | null = null;
  /** Where the next text ends. */
  outcome: Notice['state'] = 'delivered';
  readonly #notices = new Map<string, Notice[]>();
  #lastId = 0;

  save(form: TextForm): TextForm {
    refuseFaults(form.enabled ? this.#faultsOf(form) : []);
    const kept = (typed: string | null, had: boolean) => (typed === null ? had : typed !== '');
    const has_key = kept(form.api_key, this.form.has_key);
    const has_secret = kept(form.api_secret, this.form.has_secret);
    this.form = { ...form, api_key: null, api_secret: null, has_key, has_secret };
    return this.form;
  }

  test(form: TextForm): TextTest {
    const faults = this.#faultsOf(form);
    const { problem } = this;
    const isGood = faults.length === 0 && problem === null;
    const detail = problem === 'login' ? 'SignatureDoesNotMatch' : null;
    return { balance_won: isGood ? 100_000 : null, problem: faults.length > 0 ? null : problem, detail, faults };
  }

  /** Texts somebody about a receipt; `own` is the customer's number, masked, if it is a mobile number. */
  send(key: string, to: string, own: string | null, at: string): void {
    if (!this.form.enabled) refuseFaults([fault('text_enabled', 'required_missing')]);
    if (to === '' && own === null) refuseFaults([fault('text_to', 'required_missing')]);
    if (to !== '' && !MOBILE.test(to)) refuseFaults([fault('text_to', 'mobile_invalid')]);
    const to_masked = to === '' ? (own ?? '') : masked(to);
    this.#lastId += 1;
    const notice = { id: 10_000 + this.#lastId, to_masked, at, next_try: null, detail: null, state: this.outcome };
    this.#notices.set(key, [...this.of(key), { ...notice, channel: 'text' }]);
  }

  /** Texts about a receipt, oldest first. */
  of(key: string): Notice[] {
    return this.#notices.get(key) ?? [];
  }

  #faultsOf({ from, base_url, api_key, api_secret, practice }: TextForm): Fault[] {
    const faults: Fault[] = [];
    if (from.trim() === '') faults.push(fault('text_from', 'required_missing'));
    else if (!PHONE.test(from.trim())) faults.push(fault('text_from', 'phone_invalid'));
    if (practice) return faults;
    if (!base_url.startsWith('https://')) faults.push(fault('text_base_url', 'url_invalid'));
    if (!api_key && !this.form.has_key) faults.push(fault('text_api_key', 'required_missing'));
    if (!api_secret && !this.form.has_secret) faults.push(fault('text_api_secret', 'required_missing'));
    return faults;
  }
}

/** `010-****-5678` */
function masked(to: string): string {
  const digits = to.replace(/\D/g, '');
  return `${digits.slice(0, 3)}-${'*'.repeat(digits.length - 7)}-${digits.slice(-4)}`;
}

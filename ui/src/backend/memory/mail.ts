/** Mail of the practice shop in memory: its settings, and what became of each mail. The password never comes back. */
import type { Fault, MailForm, MailTest, Notice } from '../bindings';
import { fault, refuseFaults } from './errors';

const OFF: MailForm = {
  enabled: false,
  host: '',
  port: '587',
  security: 'start_tls',
  user: '',
  password: null,
  has_password: false,
  from: '',
  copy_to_shop: false,
  extra_ca: '',
};
const PORT_MAX = 65_535;
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export class MailRoom {
  form: MailForm = OFF;
  /** What goes wrong with the next test mail; null lets it through. */
  problem: string | null = null;
  latency_ms = 0;
  readonly #notices = new Map<string, Notice[]>();
  #lastId = 0;

  save(form: MailForm): MailForm {
    refuseFaults(form.enabled ? faultsOf(form) : []);
    const kept = form.password === null ? this.form.has_password : form.password !== '';
    this.form = { ...form, password: null, has_password: kept };
    return this.form;
  }

  async test(form: MailForm): Promise<MailTest> {
    const faults = faultsOf(form);
    if (faults.length > 0) return { ok: false, problem: null, detail: null, faults };
    if (this.latency_ms > 0) await new Promise((done) => setTimeout(done, this.latency_ms));
    const { problem } = this;
    const detail = problem === 'login' ? '535 5.7.8 Username and Password not accepted' : null;
    return { ok: problem === null, problem, detail, faults: [] };
  }

  /** Mails an invoice; `to` blank is the buyer's own address. */
  send(key: string, to: string, at: string): void {
    this.#lastId += 1;
    const notice = { id: this.#lastId, to_masked: masked(to), at, next_try: null, detail: null };
    const state = this.form.enabled ? 'sent' : 'queued';
    this.#notices.set(key, [...this.of(key), { ...notice, channel: 'mail', state }]);
  }

  /** Mails about an invoice, oldest first. */
  of(key: string): Notice[] {
    return this.#notices.get(key) ?? [];
  }
}

function faultsOf({ host, port, from }: MailForm): Fault[] {
  const faults: Fault[] = [];
  if (host.trim() === '') faults.push(fault('mail_host', 'required_missing'));
  const number = Number(port);
  if (!/^\d+$/.test(port) || number < 1 || number > PORT_MAX) faults.push(fault('mail_port', 'port_invalid'));
  if (from.trim() === '') faults.push(fault('mail_from', 'required_missing'));
  else if (!ADDRESS.test(from.trim())) faults.push(fault('mail_from', 'email_invalid'));
  return faults;
}

/** `ta***@example.com` */
function masked(to: string): string {
  const [name = '', host = ''] = to.split('@');
  return to === '' ? 'ta***@example.com' : `${name.slice(0, 2)}***@${host}`;
}

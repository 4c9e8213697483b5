/** The account of the real book, for the practice shop in memory: what is typed, checked and tried. Keys never come back. */
import type { Fault, Live, LiveCheck, LiveCheckKind, LiveForm, LiveTrial, ShopForm, World } from '../bindings';
import { error, fault, refuseFaults } from './errors';
import { shopFaults } from './rules';

const NO_SHOP: ShopForm = {
  number: '',
  name: '',
  owner: '',
  address: '',
  phone: '',
  business_type: '',
  business_item: '',
  branch: '',
  email: '',
};
const BLANK: LiveForm = {
  route: 'popbill',
  shop: NO_SHOP,
  link_id: '',
  secret_key: null,
  user_id: '',
  any_address: false,
  auth_url: '',
  service_url: '',
  test_service_url: '',
  status_key: null,
  has_secret_key: false,
  has_status_key: false,
};
const ADDRESSES = ['auth_url', 'service_url', 'test_service_url'] as const;
/** Reasons that belong to one check and only warn. */
const WARNINGS: Record<string, { kind: LiveCheckKind; amount: number | null }> = {
  no_certificate: { kind: 'certificate', amount: null },
  expired: { kind: 'certificate', amount: -3 },
  expires_soon: { kind: 'certificate', amount: 12 },
  low: { kind: 'points', amount: 320 },
  money: { kind: 'points', amount: null },
};
const ORDER: readonly LiveCheckKind[] = ['clock', 'account', 'certificate', 'points'];
const GOOD: Record<LiveCheckKind, number | null> = { clock: 1, account: null, certificate: 214, points: 48_200 };

export class LiveRoom {
  world: World = 'practice';
  form: LiveForm = BLANK;
  checked_at: string | null = null;
  tried: string | null = null;
  /** What the next check or trial stumbles over; null lets it through. */
  problem: string | null = null;
  /** How many seconds the clock is ahead when it is the clock. */
  ahead_s = 600;

  live(): Live {
    const { form, checked_at, tried, world } = this;
    const isFilled = form.shop.number !== '';
    const may_switch = isFilled && (form.route === 'hometax_file' || checked_at !== null);
    return { world, form: structuredClone(form), checked_at, tried, may_switch };
  }

  save(form: LiveForm): Live {
    const { has_secret_key, has_status_key } = this.form;
    refuseFaults(accountFaults(form, has_secret_key));
    refuseFaults(shopFaults(form.shop));
    const kept = (typed: string | null, had: boolean) => (typed === null ? had : typed.trim() !== '');
    const saved: LiveForm = {
      ...structuredClone(form),
      secret_key: null,
      status_key: null,
      api_secret: null,
      has_api_secret: kept(form.api_secret ?? null, this.form.has_api_secret ?? false),
      has_secret_key: kept(form.secret_key, has_secret_key),
      has_status_key: kept(form.status_key, has_status_key),
    };
    const isSame = form.secret_key === null && JSON.stringify(saved) === JSON.stringify(this.form);
    if (!isSame) Object.assign(this, { checked_at: null, tried: null });
    this.form = saved;
    return this.live();
  }

  check(at: string): LiveCheck[] {
    const { problem } = this;
    const warning = WARNINGS[problem ?? ''];
    const stopsAt = problem === null || warning ? null : ORDER.indexOf(stoppedCheck(problem));
    const checks = ORDER.map((kind, place): LiveCheck => {
      const good: LiveCheck = { kind, state: 'good', reason: null, amount: GOOD[kind], detail: null };
      if (stopsAt !== null && place > stopsAt) return { ...good, state: 'skipped', amount: null };
      if (stopsAt === place) return { ...good, ...this.#stop() };
      return warning?.kind === kind ? { ...good, state: 'warn', reason: problem, amount: warning.amount } : good;
    });
    this.checked_at = checks.every(({ state }) => state === 'good' || state === 'warn') ? at : null;
    return checks;
  }

  try(): LiveTrial {
    const { form, problem } = this;
    if (form.route !== 'popbill' || !form.has_secret_key) throw error('nothing_to_do');
    if (problem !== null && !WARNINGS[problem])
      return { approval_number: null, reason: problem, detail: wordsOf(problem) };
    this.tried = 'TB0000482';
    return { approval_number: this.tried, reason: null, detail: null };
  }

  switchTo(world: World): void {
    if (world === 'real' && !this.live().may_switch) throw error('nothing_to_do');
    this.world = world;
  }

  #stop(): Partial<LiveCheck> {
    const { problem } = this;
    const amount = problem === 'clock' ? this.ahead_s : null;
    return { state: 'bad', reason: problem, amount, detail: wordsOf(problem) };
  }
}

/** Who has no line is told at the first check, who may not come in at the second. */
function stoppedCheck(problem: string): LiveCheckKind {
  return ['clock', 'not_reached', 'not_trusted', 'no_answer'].includes(problem) ? 'clock' : 'account';
}

function wordsOf(problem: string | null): string | null {
  return problem === 'not_member' ? '해당 사업자번호는 회원이 아닙니다.' : null;
}

function lineFaults(form: LiveForm): Fault[] {
  const url = form.hometax_url?.trim() ?? '';
  const faults: Fault[] = [];
  if (url === '') faults.push(fault('hometax_url', 'required_missing'));
  else if (!/^https:\/\/[^\s?#@]+$/.test(url)) faults.push(fault('hometax_url', 'address_invalid'));
  if (!form.api_secret && !form.has_api_secret) faults.push(fault('api_secret', 'required_missing'));
  return faults;
}

function accountFaults(form: LiveForm, hasKey: boolean): Fault[] {
  const faults: Fault[] = [];
  const statusKey = form.status_key ?? '';
  if (/\s/.test(statusKey)) faults.push(fault('status_key', 'key_has_blanks'));
  if (form.route === 'hometax_file') return faults;
  if (form.route === 'hometax_api') return [...faults, ...lineFaults(form)];
  const linkId = form.link_id.trim();
  if (linkId === '') faults.push(fault('link_id', 'required_missing'));
  else if (!/^[\w-]{1,50}$/.test(linkId)) faults.push(fault('link_id', 'link_id_invalid'));
  const key = form.secret_key;
  if (key === null ? !hasKey : key.trim() === '') faults.push(fault('secret_key', 'required_missing'));
  else if (key !== null && /\s/.test(key)) faults.push(fault('secret_key', 'key_has_blanks'));
  else if (key !== null && !/^[A-Za-z0-9+/]+=*$/.test(key)) faults.push(fault('secret_key', 'secret_key_invalid'));
  if (!/^[!-~]{0,50}$/.test(form.user_id.trim())) faults.push(fault('user_id', 'user_id_invalid'));
  for (const field of ADDRESSES) {
    const typed = form[field].trim();
    if (typed !== '' && !/^https:\/\/[^\s?#@]+$/.test(typed)) faults.push(fault(field, 'address_invalid'));
  }
  return faults;
}

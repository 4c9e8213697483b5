/**
 * Going live, as far as it is. Keys go one way: what is kept is never shown, and leaving a field blank keeps it. Checks and
 * trials are of what is saved, so what is typed has to be saved before them.
 */
import {
  BackendError,
  type Fault,
  type Live,
  type LiveCheck,
  type LiveForm,
  type LiveRoute,
  type LiveTrial,
  type UiError,
} from '../../backend/backend';
import { liveText } from '../../messages/live';
import { faultText } from '../../messages/messages.svelte';
import type { Session } from '../../session.svelte';
import { FormWork } from '../../form-work.svelte';
import { ShopFormController } from '../../trade/shop-form.svelte';

/** Fields after the shop's, in the order they are filled in. */
export const LIVE_FIELDS = [
  'link_id',
  'secret_key',
  'user_id',
  'hometax_url',
  'api_secret',
  'status_key',
  'auth_url',
  'service_url',
  'test_service_url',
] as const satisfies readonly (keyof LiveForm)[];
export type LiveField = (typeof LIVE_FIELDS)[number];
export const ADDRESS_FIELDS = ['auth_url', 'service_url', 'test_service_url'] as const satisfies readonly LiveField[];

/** Why a later step has to wait; the name of its sentence. */
export type Obstacle = 'unsaved' | 'notFilled' | 'stopped' | 'notChecked';
type Busy = 'loading' | 'saving' | 'checking' | 'trying' | 'switching' | 'restarting';

export class LiveController extends FormWork<Busy> {
  live: Live | null = $state.raw(null);
  /** Why the real book could not be opened; nothing else can be shown then. */
  trouble: UiError | null = $state.raw(null);
  form: LiveForm | null = $state(null);
  readonly shop: ShopFormController;
  /** Blank keeps the ones that are kept. */
  secretKey = $state('');
  statusKey = $state('');
  apiSecret = $state('');
  /** Saving forgets the kept key of the open API. */
  forgetsStatusKey = $state(false);
  /** What the last check and the last trial of these settings brought, since this screen was opened. */
  checks: LiveCheck[] = $state.raw([]);
  trial: LiveTrial | null = $state.raw(null);
  asks = $state(false);
  #saved = $state('');

  constructor(session: Session) {
    super(session);
    this.shop = new ShopFormController(session.backend, { ...session.suggested_shop, number: '' });
    void this.load();
  }

  async load(): Promise<void> {
    if (this.busy) return;
    this.busy = 'loading';
    this.trouble = null;
    try {
      this.#take(await this.session.backend.loadLive());
    } catch (thrown) {
      this.trouble = BackendError.from(thrown).ui;
    } finally {
      this.busy = null;
    }
  }

  get isReal(): boolean {
    return this.session.world === 'real';
  }

  /** The way as it stands there, saved or not. */
  get route(): LiveRoute {
    return this.form?.route ?? 'popbill';
  }

  get isDirty(): boolean {
    if (this.form === null) return false;
    const isKeyTyped =
      [this.secretKey, this.statusKey, this.apiSecret].some((key) => key !== '') || this.forgetsStatusKey;
    return isKeyTyped || this.#typed() !== this.#saved;
  }

  /** Whether what is saved is everything the way needs. */
  get isFilled(): boolean {
    const form = this.live?.form;
    if (!form || form.shop.number === '') return false;
    if (form.route === 'hometax_api') return !!form.hometax_url && !!form.has_api_secret;
    return form.route === 'hometax_file' || (form.link_id !== '' && form.has_secret_key);
  }

  get isStopped(): boolean {
    return this.checks.some(({ state }) => state === 'bad');
  }

  /** Why the checks and the trial have to wait. */
  get waits(): 'unsaved' | 'notFilled' | null {
    if (!this.isFilled) return 'notFilled';
    return this.isDirty ? 'unsaved' : null;
  }

  /** Why the real book cannot be opened yet. */
  get obstacle(): Obstacle | null {
    if (this.waits) return this.waits;
    if (this.isStopped) return 'stopped';
    return this.live?.may_switch ? null : 'notChecked';
  }

  choose(route: LiveRoute): void {
    if (this.form && this.busy === null) this.form.route = route;
  }

  /** A practice shop that somebody made their own is most likely the real one; the one that was offered is nobody's. */
  get mayTakeShop(): boolean {
    const { shop, suggested_shop } = this.session;
    return !this.isReal && this.shop.form.number === '' && shop !== null && shop.number !== suggested_shop.number;
  }

  takeShop(): void {
    if (this.session.shop) this.shop.form = { ...this.session.shop };
  }

  faultOf(field: LiveField): string | null {
    const found = this.faults.find((fault) => fault.field === field);
    return found ? (liveText().faults[found.code] ?? faultText(found.code)) : null;
  }

  /** The first field that needs correcting, by the name it has on the page. */
  get firstFaulty(): string | null {
    return this.shop.firstFaulty ?? LIVE_FIELDS.find((field) => this.faultOf(field) !== null) ?? null;
  }

  /** Answers whether it was saved; if not, faults are set or the trouble was told. */
  async save(): Promise<boolean> {
    const { form } = this;
    if (!form) return false;
    const sent: LiveForm = {
      ...$state.snapshot(form),
      shop: $state.snapshot(this.shop.form),
      secret_key: this.secretKey === '' ? null : this.secretKey,
      api_secret: this.apiSecret === '' ? null : this.apiSecret,
      status_key: this.forgetsStatusKey ? '' : this.statusKey === '' ? null : this.statusKey,
    };
    return this.work('saving', async () => {
      this.#take(await this.session.backend.saveLive(sent));
      if (this.isReal) Object.assign(this.session, { shop: { ...this.shop.form } });
      this.session.toasts.show('good', liveText().account.saved);
    });
  }

  async check(): Promise<void> {
    if (this.waits || this.route === 'hometax_file') return;
    await this.work('checking', async () => {
      this.checks = [];
      const { checks, live } = await this.session.backend.checkLive();
      Object.assign(this, { checks, live });
    });
  }

  async try(): Promise<void> {
    if (this.waits || this.route !== 'popbill') return;
    await this.work('trying', async () => {
      this.trial = null;
      const { trial, live } = await this.session.backend.tryLive();
      Object.assign(this, { trial, live });
    });
  }

  /** Asks first, always. The way back to practice needs nothing. */
  ask(): void {
    if (this.busy === null && (this.isReal || this.obstacle === null)) this.asks = true;
  }

  /** From here on the program closes and opens again. */
  async change(): Promise<void> {
    const isDone = await this.work('switching', () =>
      this.session.backend.switchWorld(this.isReal ? 'practice' : 'real'),
    );
    this.asks = false;
    if (isDone) this.busy = 'restarting';
  }

  #typed(): string {
    return JSON.stringify({ ...this.form, shop: this.shop.form });
  }

  #take(live: Live): void {
    const isChanged = live.checked_at === null && live.tried === null;
    if (isChanged) Object.assign(this, { checks: [], trial: null });
    this.live = live;
    this.form = { ...live.form, secret_key: null, status_key: null, api_secret: null };
    this.shop.form = { ...live.form.shop };
    this.#saved = this.#typed();
    Object.assign(this, { secretKey: '', statusKey: '', apiSecret: '', forgetsStatusKey: false });
  }

  /** Shop fields find theirs at the shop. */
  protected override blame(faults: Fault[]): void {
    super.blame(faults);
    this.shop.faults = faults;
  }
}

/** What a check found, in one sentence that says what to do. */
export function checkText({ kind, state, reason, amount }: LiveCheck): string {
  const { check, reasons, reasonAnyhow } = liveText();
  if (state === 'skipped') return check.skipped;
  if (reason === null) return check.good[kind]?.(amount) ?? '';
  return reasons[reason]?.(amount) ?? reasonAnyhow;
}

/** Why a trial brought no document. */
export function trialText({ reason }: LiveTrial): string {
  const { reasons, reasonAnyhow, trial } = liveText();
  return trial.reasons[reason ?? ''] ?? reasons[reason ?? '']?.(null) ?? reasonAnyhow;
}

/** What every field of the account says of itself. */
export function fieldOf(live: LiveController, field: LiveField) {
  return { name: field, 'data-field': field, 'data-testid': `live-${field}`, fault: live.faultOf(field) };
}

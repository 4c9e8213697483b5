/** Going live, by keyboard: the way, the account, the checks, the trial and the switch. */
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import App from '../../src/App.svelte';
import { MemoryBackend } from '../../src/backend/memory';
import { error } from '../../src/backend/memory/errors';
import { PRACTICE_SHOP } from '../../src/backend/memory/seed';
import { en } from '../../src/messages/live/en';
import { ko } from '../../src/messages/live/ko';
import { ko as words } from '../../src/messages/ko';
import { keys } from '../../src/parts/keys';
import Live from '../../src/screens/live/Live.svelte';
import { checkText, trialText } from '../../src/screens/live/live.svelte';
import WorldCard from '../../src/screens/settings/WorldCard.svelte';
import { Session } from '../../src/session.svelte';
import { lineText } from '../../src/trade/line';
import { NOON, openShop } from '../shop';
import checks from '../../../src-tauri/src/live/check.rs?raw';
import trial from '../../../src-tauri/src/live/trial.rs?raw';
import stops from '../../../src-tauri/crates/nts/src/stop_reason.rs?raw';
import form from '../../../src-tauri/crates/office/src/live/form.rs?raw';

const SECRET = 'SGFwcHlTdG9yZUtleQ==';

let backend: MemoryBackend;
let session: Session;
let user: UserEvent;

beforeEach(async () => {
  ({ backend, session } = await openShop());
  user = userEvent.setup({ delay: null });
});

const by = (id: string) => screen.getByTestId(id);
const input = (id: string) => screen.getByTestId<HTMLInputElement>(id);
const chip = (step: number) => screen.queryByTestId(`step-${step}-state`)?.textContent?.trim();
const focused = () => (document.activeElement as HTMLElement).dataset['testid'];

async function open(): Promise<void> {
  onTestFinished(keys.listen(window));
  render(Live, { props: { session } });
  await screen.findByTestId('live-save');
}

async function type(id: string, text: string): Promise<void> {
  input(id).focus();
  await user.paste(text);
}

async function fillShop(): Promise<void> {
  await type('shop-number', PRACTICE_SHOP.number.replaceAll('-', ''));
  await type('shop-name', '실제 문구');
  await type('shop-owner', '이사장');
  await type('shop-address', '서울시 중구 을지로 1');
}

async function fillAccount(): Promise<void> {
  await fillShop();
  await type('live-link_id', 'HAPPY');
  await type('live-secret_key', SECRET);
}

const save = () => user.keyboard('{Control>}s{/Control}');
const saved = () =>
  waitFor(() => expect(session.toasts.shown.some(({ text }) => text === ko.account.saved)).toBe(true));

test('the whole path by keyboard: fill in, save, check, try, be asked, switch', async () => {
  const change = vi.spyOn(backend, 'switchWorld');
  await open();
  expect(focused()).toBe('route-popbill');
  expect([1, 2, 3, 4, 5].map(chip)).toEqual(['지금 할 차례', '아직이에요', '아직이에요', '아직이에요', '아직이에요']);
  await fillAccount();
  expect(chip(2)).toBe('저장 전이에요');
  await save();
  await saved();
  expect([1, 2, 3, 4, 5].map(chip)).toEqual(['끝났어요', '끝났어요', '지금 할 차례', '아직이에요', '아직이에요']);
  await user.keyboard('{F9}');
  expect((await screen.findByTestId('check-points')).textContent).toContain('48,200포인트');
  expect(by('check-result').textContent).toContain('막힌 것이 없어요.');
  await user.keyboard('{Alt>}t{/Alt}');
  await waitFor(() => expect(by('trial-result').textContent).toContain('TB0000482'));
  expect(by('trial-result').textContent).toContain('국세청에는 가지 않았어요');
  expect([1, 2, 3, 4, 5].map(chip)).toEqual(['끝났어요', '끝났어요', '끝났어요', '끝났어요', '지금 할 차례']);
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(by('dialog').textContent).toContain('진짜 문서가 만들어지고');
  expect(change).not.toHaveBeenCalled();
  await user.keyboard('{F9}');
  await waitFor(() => expect(by('switch-state').textContent).toBe(ko.change.restarting));
  expect(change).toHaveBeenCalledExactlyOnceWith('real');
});

test('the question’s first answer is to leave it, and Enter takes that', async () => {
  backend.dialLive('done');
  const change = vi.spyOn(backend, 'switchWorld');
  await open();
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(focused()).toBe('dialog-dismiss');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(screen.queryByTestId('dialog')).toBeNull());
  expect(change).not.toHaveBeenCalled();
  expect(backend.liveRoom.world).toBe('practice');
});

test('what is missing is said at its field, and the first one has the focus', async () => {
  await open();
  await save();
  await waitFor(() => expect(focused()).toBe('live-link_id'));
  expect(by('fault-secret_key').textContent).toBe('꼭 필요한 칸이에요.');
  await type('live-link_id', 'HAPPY SHOP');
  await type('live-secret_key', ` ${SECRET}`);
  await save();
  await waitFor(() => expect(by('fault-link_id').textContent).toBe(ko.faults['link_id_invalid']));
  expect(by('fault-secret_key').textContent).toBe(ko.faults['key_has_blanks']);
  await user.clear(input('live-link_id'));
  await user.clear(input('live-secret_key'));
  await type('live-link_id', 'HAPPY');
  await type('live-secret_key', SECRET);
  await save();
  // The shop is checked once the account is sound.
  await waitFor(() => expect(focused()).toBe('shop-number'));
  expect(by('fault-shop_name').textContent).toBe('꼭 필요한 칸이에요.');
  expect(backend.liveRoom.form.link_id).toBe('');
});

test('an address that is wrong opens what is folded away', async () => {
  backend.dialLive('done');
  await open();
  const folded = screen.getByTestId<HTMLDetailsElement>('live-advanced');
  expect(folded.open).toBe(false);
  await type('live-service_url', 'http://popbill.example');
  await save();
  await waitFor(() => expect(focused()).toBe('live-service_url'));
  expect(folded.open).toBe(true);
  expect(by('fault-service_url').textContent).toContain('https://');
});

test('a secret goes one way: after saving it is nowhere on the page, and a blank field keeps it', async () => {
  const sent = vi.spyOn(backend, 'saveLive');
  await open();
  await fillAccount();
  await save();
  await saved();
  expect(sent.mock.calls[0]?.[0].secret_key).toBe(SECRET);
  expect(input('live-secret_key')).toMatchObject({ type: 'password', value: '', placeholder: '저장돼 있어요' });
  const values = [...document.querySelectorAll('input')].map(({ value }) => value);
  expect(document.documentElement.outerHTML + values.join()).not.toContain(SECRET);
  await type('live-user_id', 'boss');
  await save();
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(2));
  expect(sent.mock.calls[1]?.[0].secret_key).toBeNull();
  expect(backend.liveRoom.form.has_secret_key).toBe(true);
});

test('the key of the open API may be forgotten', async () => {
  backend.dialLive('done');
  backend.liveRoom.form = { ...backend.liveRoom.form, has_status_key: true };
  await open();
  by('live-forget-status').focus();
  await user.keyboard('{Enter}');
  await save();
  await saved();
  expect(backend.liveRoom.form.has_status_key).toBe(false);
});

test('a real book that cannot be opened is said on the page, and can be tried again', async () => {
  vi.spyOn(backend, 'loadLive').mockRejectedValueOnce(error('book_busy'));
  render(Live, { props: { session } });
  expect((await screen.findByTestId('live-trouble')).textContent).toContain('다른 프로그램이 장부를 쓰고 있어요');
  by('live-reload').focus();
  await user.keyboard('{Enter}');
  await screen.findByTestId('live-save');
  expect(screen.queryByTestId('live-trouble')).toBeNull();
});

describe('the checks', () => {
  test('a clock that is off blocks: it says how far and what to do, the rest is skipped, and nothing opens the switch', async () => {
    backend.dialLive('clock');
    await open();
    await user.keyboard('{F9}');
    const clock = (await screen.findByTestId('check-clock')).textContent;
    expect(clock).toContain('막혔어요');
    expect(clock).toContain('이 컴퓨터의 시계가 10분 빨라요. 윈도우 설정 → 시간');
    expect(by('check-account').textContent).toContain('건너뜀');
    expect(chip(3)).toBe('막혔어요');
    expect(screen.getByTestId<HTMLButtonElement>('live-switch').disabled).toBe(true);
    expect(by('switch-reason').textContent).toBe(ko.change.reasons.stopped);
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(screen.queryByTestId('dialog')).toBeNull();
  });

  test('no certificate warns and lets receipts go live', async () => {
    backend.dialLive('no_certificate');
    await open();
    await user.keyboard('{F9}');
    expect((await screen.findByTestId('check-certificate')).textContent).toContain('현금영수증은 돼요');
    expect(screen.getByTestId<HTMLButtonElement>('live-switch').disabled).toBe(false);
  });

  test('what somebody types afterwards has to be saved and checked anew', async () => {
    backend.dialLive('done');
    const check = vi.spyOn(backend, 'checkLive');
    await open();
    expect(by('check-result').textContent).toContain('2026-11-22 12:00에 점검했고');
    await type('live-user_id', 'boss');
    expect(by('switch-reason').textContent).toBe(ko.change.reasons.unsaved);
    await user.keyboard('{F9}');
    expect(check).not.toHaveBeenCalled();
    await save();
    await saved();
    expect(by('switch-reason').textContent).toBe(ko.change.reasons.notChecked);
  });

  test('the service’s words are shown under ours', async () => {
    backend.dialLive('not_member');
    await open();
    await user.keyboard('{F9}');
    expect((await screen.findByTestId('check-account')).textContent).toContain('서비스의 말: 해당 사업자번호는');
    await user.keyboard('{Alt>}t{/Alt}');
    await waitFor(() => expect(by('trial-result').textContent).toContain('시험 서버에는 따로 가입해야 해요'));
  });

  test('are made once, however often the key is pressed', async () => {
    backend.dialLive('done');
    const answered = await backend.checkLive();
    let answer = (_: typeof answered) => {};
    const check = vi.spyOn(backend, 'checkLive').mockReturnValue(new Promise((resolve) => (answer = resolve)));
    await open();
    await user.keyboard('{F9}{F9}');
    expect(by('check-result').textContent).toContain(ko.check.running);
    answer(answered);
    await screen.findByTestId('check-points');
    expect(check).toHaveBeenCalledTimes(1);
  });
});

test('by file there is nothing to check or try: the shop is enough', async () => {
  await open();
  await user.keyboard('{ArrowRight}');
  expect(focused()).toBe('route-hometax_file');
  expect([3, 4].map(chip)).toEqual(['필요 없어요', '필요 없어요']);
  expect(screen.queryByTestId('live-link_id')).toBeNull();
  await fillShop();
  await save();
  await saved();
  expect(chip(5)).toBe('지금 할 차례');
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(by('dialog').textContent).toContain('홈택스 양식에 적혀요');
});

test('a practice shop that is somebody’s own can be taken over, the one that was offered cannot', async () => {
  session.shop = { ...PRACTICE_SHOP };
  await open();
  expect(screen.queryByTestId('live-take-shop')).toBeNull();
  session.shop = { ...PRACTICE_SHOP, number: '1234567891', name: '내 가게' };
  (await screen.findByTestId('live-take-shop')).focus();
  await user.keyboard('{Enter}');
  expect(input('shop-name').value).toBe('내 가게');
});

describe('in the real world', () => {
  async function openReal(dial: 'real' | 'real_file'): Promise<void> {
    backend = new MemoryBackend(() => NOON);
    backend.dialLive(dial);
    session = new Session(backend, await backend.startup());
  }

  test('the last step is the way back, it asks first, and needs nothing', async () => {
    await openReal('real');
    const change = vi.spyOn(backend, 'switchWorld');
    await open();
    expect(by('live-world').textContent).toContain('지금은 실제 발급');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(by('dialog').textContent).toContain('손님에게 발급해도 국세청에 가지 않아요');
    expect(change).not.toHaveBeenCalled();
    await user.keyboard('{F9}');
    await waitFor(() => expect(change).toHaveBeenCalledExactlyOnceWith('practice'));
  });

  test.each([
    ['real', '팝빌 연결됨'],
    ['real_file', '홈택스 엑셀'],
  ] as const)('there is no banner, and the foot names the way (%s)', async (dial, words) => {
    await openReal(dial);
    await backend.noteRecoveryPhrase();
    render(App, { props: { session } });
    await waitFor(() => expect(by('line').textContent).toBe(words));
    const ask = vi.spyOn(backend, 'checkConnection');
    await user.click(by('line'));
    expect(ask).toHaveBeenCalledTimes(dial === 'real' ? 1 : 0);
    expect(screen.queryByTestId('banner')).toBeNull();
  });

  test('until the recovery phrase is written down a banner asks for it, and leads to where it is shown', async () => {
    await openReal('real');
    render(App, { props: { session } });
    expect((await screen.findByTestId('banner')).textContent).toContain(words.phrase.due);
    await user.click(screen.getByText(words.phrase.write));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('phrase-show')));
    expect(screen.queryByTestId('banner')).toBeNull();
  });
});

test('the banner and the settings lead here, and the foot stays that of practice', async () => {
  render(App, { props: { session } });
  await user.click(screen.getByText('실제 발급 연결하기'));
  await screen.findByTestId('live');
  expect(by('line').textContent).toBe('연습 국세청 연결됨');
  render(WorldCard, { props: { session } });
  expect(by('world').textContent).toContain('지금은 연습 장부예요.');
  session.destination = null;
  by('world-open').focus();
  await user.keyboard('{Enter}');
  expect(session.destination).toMatchObject({ screen: 'live' });
});

test('a line that fails says so by name, however documents go', () => {
  const line = { ...session.connection, state: 'route_down', route: 'popbill' } as const;
  expect(lineText(line)).toBe('팝빌이 응답하지 않아요');
});

/** Every reason the program names, so that none goes without a sentence. */
const named = (source: string, pattern: RegExp) => [...source.matchAll(pattern)].map(([, name]) => name ?? '');
const CHECK_REASONS = [
  ...named(checks.slice(0, checks.indexOf('#[cfg(test)]')), /Some\("([a-z_]+)"\)/g),
  ...named(checks, /(?:warn|bad|Nothing|unwrap_or)\("([a-z_]+)"/g),
  ...named(checks, /[{] "(not_[a-z_]+)" [}]/g),
  ...named(stops, /Self::\w+ => "([a-z_]+)"/g),
];
const TRIAL_REASONS = [...named(trial, /failed\("([a-z_]+)"/g), ...named(stops, /Self::\w+ => "([a-z_]+)"/g)];

test('the reasons of the program were found', () => {
  for (const reason of ['clock', 'no_certificate', 'low', 'not_reached', 'not_trusted', 'not_member']) {
    expect(CHECK_REASONS).toContain(reason);
  }
  expect(TRIAL_REASONS).toContain('unknown');
});

test.each([...new Set(CHECK_REASONS)])('a check that meets %s says what to do, in both languages', (reason) => {
  for (const { reasons } of [ko, en]) expect(reasons[reason]?.(3)).toBeTruthy();
  const sentence = checkText({ kind: 'account', state: 'bad', reason, amount: null, detail: null });
  expect(sentence).toMatch(/(세요|돼요|않아요)\.$/);
});

test.each([...new Set(TRIAL_REASONS)])('a trial that meets %s says what to do', (reason) => {
  const sentence = trialText({ approval_number: null, reason, detail: null });
  expect(sentence).not.toBe(ko.reasonAnyhow);
});

test.each([...new Set(named(form, /"([a-z]+_(?:invalid|blanks)|key_has_blanks)"/g))])(
  'the fault %s has a sentence of its own',
  (code) => {
    for (const { faults } of [ko, en]) expect(faults[code]?.length).toBeGreaterThan(10);
  },
);

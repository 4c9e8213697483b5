/** The desk's lock in the window: what is in sight, what outlives it, and what a clerk is shown. */
import { render, screen } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import App from '../../src/App.svelte';
import type { MemoryBackend } from '../../src/backend/memory';
import { receipt } from '../../src/backend/memory/seed';
import { openShop, PHONE } from '../shop';

const OWNER = '4719';
const CLERK = '8351';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function staffed() {
  const shop = await openShop();
  const { backend, session } = shop;
  backend.documents.add(receipt('2026-11-22T10:00:00', 1, 'phone', PHONE, 12_000, '노트', 'approved'));
  session.staff.take(await backend.switchStaffOn('김행복', OWNER));
  session.staff.take(await backend.addClerk('박점원', CLERK));
  const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTime(ms) });
  render(App, { session });
  await pass();
  return { ...shop, user };
}

async function pass(ms = 200) {
  await vi.advanceTimersByTimeAsync(ms);
}

const pinField = () => screen.getByTestId<HTMLInputElement>('lock-pin');

async function come(user: ReturnType<typeof userEvent.setup>, at: number, pin: string) {
  await user.click(screen.getAllByTestId('lock-person')[at]!);
  await user.type(pinField(), pin + '{Enter}');
  await pass();
}

async function lockAndCome(user: ReturnType<typeof userEvent.setup>, at: number, pin: string) {
  await user.keyboard('{Control>}{Shift>}[KeyL]{/Shift}{/Control}');
  await pass();
  await come(user, at, pin);
}

test('a shop of one sees nothing of the staff', async () => {
  const { session } = await openShop();
  render(App, { session });
  await pass();
  expect(screen.queryByTestId('at-desk')).toBeNull();
  await session.staff.lock();
  await pass(60 * 60_000);
  expect(screen.queryByTestId('lock')).toBeNull();
});

test('Ctrl+Shift+L takes everything of the books out of the page and what was being typed comes back', async () => {
  const { user } = await staffed();
  await user.type(screen.getByTestId('amount'), '45000');
  expect(document.body.textContent).toContain('010-****-5678');
  await user.keyboard('{Control>}{Shift>}[KeyL]{/Shift}{/Control}');
  await pass();
  const { textContent } = document.body;
  for (const secret of ['5678', '45,000', '12,000', '행복문구']) expect(textContent).not.toContain(secret);
  expect(document.querySelectorAll('input').length).toBe(1);
  expect(document.activeElement).toBe(pinField());
  await user.keyboard(`${OWNER}{Enter}`);
  await pass();
  expect(screen.getByTestId<HTMLInputElement>('amount').value).toBe('45,000');
});

test('the desk locks itself when nobody has touched it for the set time', async () => {
  const { user, session, backend } = await staffed();
  session.staff.take(await backend.saveAutoLock('2'));
  await pass(110_000);
  await user.keyboard('1');
  await pass(110_000);
  expect(screen.queryByTestId('lock')).toBeNull();
  await pass(20_000);
  expect(screen.queryByTestId('lock')).not.toBeNull();
});

test('wrong PINs are said and the wait is counted down', async () => {
  const { user, clock } = await staffed();
  await user.keyboard('{Control>}{Shift>}[KeyL]{/Shift}{/Control}');
  await pass();
  for (let n = 1; n <= 4; n += 1) {
    await user.type(pinField(), '0001{Enter}');
    await pass(0);
    expect(screen.getByTestId('lock-note').textContent).toContain('PIN이 맞지 않아요.');
  }
  expect(screen.getByTestId('lock-note').textContent).toContain('5초 뒤에');
  await user.type(pinField(), OWNER + '{Enter}');
  expect(screen.queryByTestId('lock'), 'not even the right one').not.toBeNull();
  clock.now += 6_000;
  await pass(6_000);
  await user.keyboard('{Enter}');
  await pass();
  expect(screen.queryByTestId('lock')).toBeNull();
});

test('a clerk keeps the form of the counter, sees no owner’s screens, and is told so', async () => {
  const { user, session } = await staffed();
  session.open('settings');
  await pass();
  await user.click(screen.getByTestId('nav-counter'));
  await user.type(screen.getByTestId('amount'), '45000');
  await lockAndCome(user, 1, CLERK);
  expect(screen.getByTestId('at-desk').textContent).toContain('박점원');
  expect(screen.getByTestId<HTMLInputElement>('amount').value).toBe('45,000');
  for (const name of ['close', 'automation', 'settings']) {
    expect(screen.getByTestId(`nav-${name}`).getAttribute('aria-disabled')).toBe('true');
  }
  await user.keyboard('{F6}');
  await pass();
  expect(document.body.textContent).toContain('사장님만 볼 수 있어요.');
  expect(screen.queryByTestId('amount')).not.toBeNull();
});

test('switching it on leaves the owner where they are', async () => {
  await import('../../src/screens/settings/Settings.svelte');
  const { session, backend } = await openShop();
  const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTime(ms) });
  render(App, { session });
  await user.click(screen.getByTestId('nav-settings'));
  await pass();
  session.staff.take(await backend.switchStaffOn('김행복', OWNER));
  await pass();
  expect(screen.queryByTestId('staff-add')).not.toBeNull();
});

test('the owner’s settings are gone when a clerk comes, and there again for nobody but the owner', async () => {
  // Fetched beforehand: real time does not pass in this file.
  await import('../../src/screens/settings/Settings.svelte');
  const { user } = await staffed();
  await user.click(screen.getByTestId('nav-settings'));
  await pass();
  expect(screen.queryByTestId('data-dir')).not.toBeNull();
  await lockAndCome(user, 1, CLERK);
  expect(screen.queryByTestId('data-dir')).toBeNull();
  expect(screen.queryByTestId('amount')).not.toBeNull();
});

test('what the program refuses because it is locked locks the window as well', async () => {
  const { backend, session } = await staffed();
  backend.staff.lock();
  await session.checkConnection();
  await pass();
  expect(screen.queryByTestId('lock')).not.toBeNull();
  expect(session.toasts.shown).toEqual([]);
});

test('the program refuses a clerk behind the window too', async () => {
  const { backend } = await openShop();
  await backend.switchStaffOn('김행복', OWNER);
  const { people } = await backend.addClerk('박점원', CLERK);
  await backend.lockDesk();
  await expect(backend.loadDay()).rejects.toMatchObject({ ui: { code: 'locked' } });
  await backend.unlockDesk(people[1]!.id, CLERK);
  await expect(backend.loadDay()).resolves.toBeDefined();
  for (const act of [
    'loadMail',
    'loadClose',
    'loadLink',
    'saveSupportBundle',
  ] as const satisfies (keyof MemoryBackend)[]) {
    await expect((backend[act] as () => Promise<unknown>)()).rejects.toMatchObject({ ui: { code: 'owner_only' } });
  }
});

/** A locked book, and the key of an open one. */
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Startup, UiErrorCode } from '../../src/backend/backend';
import type { MemoryBackend } from '../../src/backend/memory';
import { isLocked } from '../../src/locked';
import Lock from '../../src/screens/lock/Lock.svelte';
import BookKey from '../../src/screens/settings/BookKey.svelte';
import type { Session } from '../../src/session.svelte';
import { openShop } from '../shop';

let backend: MemoryBackend;
let session: Session;
let opened: Startup[];

beforeEach(async () => {
  ({ backend, session } = await openShop());
  opened = [];
});

function refusal(code: UiErrorCode) {
  return { code, faults: [], retry: 'never' as const, reference: null, detail: '/data/practice/book.db' };
}

function locked(code: UiErrorCode) {
  render(Lock, { backend, error: refusal(code), onopen: (startup: Startup) => opened.push(startup) });
  return userEvent.setup();
}

test('the passphrase opens the book, another one says so and is not kept in the field', async () => {
  backend.passphrase = '여덟 글자 넘는 암호';
  const user = locked('passphrase_needed');
  await user.type(screen.getByTestId('passphrase'), '다른 암호{Enter}');
  expect((await screen.findByTestId('fault-passphrase')).textContent).toContain('잠금 암호가 맞지 않아요');
  expect(screen.getByTestId<HTMLInputElement>('passphrase').value).toBe('');
  expect(opened).toHaveLength(0);
  await user.type(screen.getByTestId('passphrase'), '여덟 글자 넘는 암호{Enter}');
  await vi.waitFor(() => expect(opened).toHaveLength(1));
});

test('the passphrase is typed unseen', () => {
  locked('passphrase_needed');
  expect(screen.getByTestId('passphrase').getAttribute('type')).toBe('password');
});

test('the recovery phrase says which group is mistyped and opens a book whose key is missing', async () => {
  const groups = await backend.showRecoveryPhrase();
  const user = locked('key_missing');
  expect(screen.getByTestId('lock').textContent).toContain('장부 파일은 그대로예요');
  const mistyped = groups.map((group, at) => (at === 4 ? 'AAAAAA' : group)).join(' ');
  await user.type(screen.getByTestId('phrase'), `${mistyped}{Enter}`);
  expect((await screen.findByTestId('fault-phrase')).textContent).toContain('5번째 묶음');
  await user.clear(screen.getByTestId('phrase'));
  await user.type(screen.getByTestId('phrase'), `${groups.join(' ').toLowerCase()}{Enter}`);
  await vi.waitFor(() => expect(opened).toHaveLength(1));
});

test('a key store that is closed is tried again, and the phrase stays a way in', async () => {
  const user = locked('key_store_closed');
  expect(screen.queryByTestId('passphrase')).toBeNull();
  await user.click(screen.getByTestId('lock-phrase'));
  expect(screen.getByTestId('phrase')).toBeTruthy();
  await user.click(screen.getByTestId('lock-back'));
  await user.click(screen.getByTestId('lock-open'));
  await vi.waitFor(() => expect(opened).toHaveLength(1));
});

test('only what a key helps against gets this screen', () => {
  expect(isLocked(refusal('wrong_key'))).toBe(true);
  expect(isLocked(refusal('book_damaged'))).toBe(false);
  expect(isLocked(refusal('missing_book'))).toBe(false);
});

test('the recovery phrase is shown until it is written down, then never again', async () => {
  render(BookKey, { session });
  const user = userEvent.setup();
  await user.click(await screen.findByTestId('phrase-show'));
  expect((await screen.findByTestId('recovery-phrase')).querySelectorAll('li')).toHaveLength(11);
  await user.click(screen.getByTestId('phrase-noted'));
  expect(await screen.findByTestId('phrase-is-noted')).toBeTruthy();
  expect(screen.queryByTestId('phrase-show')).toBeNull();
});

test('without a key store a passphrase is chosen, and a short one is refused', async () => {
  backend.keyStatus = { place: 'none', encrypted: false, phrase_due: false };
  render(BookKey, { session });
  const user = userEvent.setup();
  await user.type(await screen.findByTestId('choose-passphrase'), '짧아요');
  await user.click(screen.getByTestId('passphrase-choose'));
  expect((await screen.findByTestId('fault-choose-passphrase')).textContent).toContain('여덟 글자');
  await user.type(screen.getByTestId('choose-passphrase'), ' 그래서 길게 써요');
  await user.click(screen.getByTestId('passphrase-choose'));
  expect(await screen.findByTestId('key-next-start')).toBeTruthy();
});

import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, test } from 'vitest';
import App from '../../src/App.svelte';
import { MemoryBackend } from '../../src/backend/memory';
import { SCREENS } from '../../src/frame/screens';
import { Session } from '../../src/session.svelte';
import { NOON } from '../shop';

const user = userEvent.setup();

beforeAll(() => Promise.all(SCREENS.map(({ component }) => component())));

async function firstStart() {
  const backend = new MemoryBackend(() => NOON);
  backend.shop = null;
  render(App, { props: { session: new Session(backend, await backend.startup()) } });
  return backend;
}

test('the first start takes the practice shop by Enter alone and opens the counter', async () => {
  const backend = await firstStart();
  expect(screen.getByTestId<HTMLInputElement>('shop-name').value).toBe('행복문구');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('amount')));
  expect(backend.shop?.name).toBe('행복문구');
});

test('a wrong check digit is said under the number and nothing is saved', async () => {
  const backend = await firstStart();
  const number = screen.getByTestId<HTMLInputElement>('shop-number');
  await user.clear(number);
  await user.type(number, '1234567890{Enter}');
  await waitFor(() => expect(screen.getByTestId('fault-shop_number').textContent).toContain('끝자리'));
  expect(document.activeElement).toBe(number);
  expect(backend.shop).toBeNull();
});

test('theme and language change at once and are kept', async () => {
  const backend = new MemoryBackend(() => NOON);
  render(App, { props: { session: new Session(backend, await backend.startup()) } });
  await user.keyboard('{Control>},{/Control}');
  await user.click(await screen.findByTestId('theme-dark'));
  await waitFor(() => expect(document.documentElement.dataset.theme).toBe('dark'));
  await user.click(screen.getByTestId('language-en'));
  await waitFor(() => expect(screen.getByTestId('nav-history').textContent).toContain('History'));
  expect(backend.settings).toMatchObject({ theme: 'dark', language: 'en' });
});

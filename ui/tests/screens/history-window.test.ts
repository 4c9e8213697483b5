import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import App from '../../src/App.svelte';
import type { MemoryBackend } from '../../src/backend/memory';
import { SCREENS } from '../../src/frame/screens';
import { fillHistory, openShop } from '../shop';

let backend: MemoryBackend;
const user = userEvent.setup();

beforeAll(() => Promise.all(SCREENS.map(({ component }) => component())));

beforeEach(async () => {
  const shop = await openShop();
  backend = shop.backend;
  fillHistory(backend, 250);
  render(App, { props: { session: shop.session } });
  await user.keyboard('{F3}');
  await waitFor(() => expect(screen.getAllByTestId('history-row').length).toBeGreaterThan(5));
});

test('only the rows in sight exist', () => {
  expect(screen.getAllByTestId('history-row').length).toBeLessThan(100);
});

test('found by last four digits, reprinted by P, without the mouse', async () => {
  await user.keyboard('0042');
  await waitFor(() => expect(screen.getAllByTestId('history-row')).toHaveLength(1));
  await waitFor(() => expect(screen.getByTestId('detail-approval').textContent).toMatch(/^TB/));
  await user.keyboard('{Enter}p');
  await waitFor(() => expect(screen.getByTestId('toast').textContent).toContain('재발행 1회차'));
  await user.keyboard('/');
  expect(document.activeElement).toBe(screen.getByTestId('search'));
});

test('a cancel stands in the list with a minus, and the receipt says so', async () => {
  await user.keyboard('{Enter}');
  await screen.findByTestId('detail-approval');
  await user.keyboard('c');
  const dialog = await screen.findByTestId('dialog');
  await user.click(within(dialog).getByTestId('reason-issued_in_error'));
  await user.click(within(dialog).getByTestId('cancel-confirm'));
  await waitFor(() => expect(screen.queryByTestId('dialog')).toBeNull());
  await waitFor(() => expect(screen.getAllByTestId('history-row')[0]?.textContent).toContain('−250,000'));
  await waitFor(() => expect(screen.getByTestId('detail').textContent).toContain('취소됨'));
});

test('letters typed into the search box are text, not shortcuts', async () => {
  await user.keyboard('c');
  expect(screen.queryByTestId('dialog')).toBeNull();
  expect(screen.getByTestId<HTMLInputElement>('search').value).toBe('c');
});

test('a row says which of all it is, the ones not read yet included', async () => {
  const [first] = screen.getAllByTestId('history-row');
  expect(first?.getAttribute('aria-posinset')).toBe('1');
  expect(first?.getAttribute('aria-setsize')).toBe('250');
});

test('where nothing was found, examples say what can be typed, and one can be tried', async () => {
  await user.keyboard('없는말');
  const help = await screen.findByTestId('search-help');
  expect(help.textContent).toContain('지난주 화');
  await user.click(within(help).getByRole('button', { name: '2290 찾아 보기' }));
  const box = screen.getByTestId<HTMLInputElement>('search');
  expect(box.value).toBe('2290');
  expect(document.activeElement).toBe(box);
});

test('how many were found is said as far as it was counted', async () => {
  const count = () => screen.getByTestId('history-count').textContent.trim();
  await user.keyboard('0042');
  await waitFor(() => expect(count()).toBe('250건 중 1건'));
  const search = backend.searchHistory.bind(backend);
  backend.searchHistory = async (query) => ({ ...(await search(query)), matched: 1_000, matches_more: true });
  await user.keyboard('{Backspace}1');
  await waitFor(() => expect(count()).toBe('250건 중 1,000건 넘게'));
  expect(screen.getAllByTestId('history-row')[0]?.getAttribute('aria-setsize')).toBe('-1');
});

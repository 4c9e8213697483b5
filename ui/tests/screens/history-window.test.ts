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

/** The counter as the clerk has it: only keys, the real components, the in-memory shop. */
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import App from '../../src/App.svelte';
import type { MemoryBackend } from '../../src/backend/memory';
import { SCREENS } from '../../src/frame/screens';
import { openShop } from '../shop';

let backend: MemoryBackend;
const user = userEvent.setup();

beforeAll(() => Promise.all(SCREENS.map(({ component }) => component())));

beforeEach(async () => {
  const shop = await openShop();
  backend = shop.backend;
  render(App, { props: { session: shop.session } });
  await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('amount')));
});

const focused = () => (document.activeElement as HTMLElement).dataset.testid;

test('a receipt takes its digits and two Enters, and the focus is back at the amount', async () => {
  await user.keyboard('12000{Enter}01012345678{Enter}');
  const card = await screen.findByTestId('result-card');
  expect(card.dataset.state).toBe('approved');
  expect(screen.getByTestId('result-approval').textContent).toMatch(/^[A-Z0-9]{9}$/);
  const paper = screen.getByTestId('print-target');
  expect(paper.textContent).toMatch(/^R\d{6}-01-\d{6}\.pdf$/);
  expect(paper.title).toBe(`practice/prints/${paper.textContent}`);
  await waitFor(() => expect(focused()).toBe('amount'));
});

test('the badge says what the number is', async () => {
  await user.keyboard('1000{Enter}3148120001');
  await waitFor(() => expect(screen.getByTestId('number-kind').textContent?.trim()).toBe('사업자번호 → 지출증빙'));
});

test('a business number with 소득공제 is refused under the field', async () => {
  await user.keyboard('1000{Enter}3148120001{Alt>}1{/Alt}');
  await waitFor(() => expect(screen.getByTestId('fault-purpose').textContent).toContain('지출증빙'));
  await user.keyboard('{Enter}');
  expect(backend.documents.count(() => true)).toBe(0);
});

test('an RRN-shaped number is taken with the advice to use a phone', async () => {
  await user.keyboard('1000{Enter}9001011234568');
  await waitFor(() => expect(screen.getByTestId('advice-number').textContent).toContain('휴대폰'));
  await user.keyboard('{Enter}');
  expect((await screen.findByTestId('result-card')).dataset.state).toBe('approved');
});

test('Ctrl Z asks, Enter accepts, and the focus is back', async () => {
  await user.keyboard('12000{Enter}01012345678{Enter}');
  await screen.findByTestId('result-approval');
  await user.keyboard('{Control>}z{/Control}');
  await screen.findByTestId('dialog');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(screen.queryByTestId('dialog')).toBeNull());
  expect(backend.documents.count(({ act }) => act === 'cancel')).toBe(1);
  await waitFor(() => expect(focused()).toBe('amount'));
});

test('Ctrl Z names what remains, and after that says that nothing does', async () => {
  await user.keyboard('12000{Enter}01012345678{Enter}');
  await screen.findByTestId('result-approval');
  const key = backend.documents.find(() => true)?.key ?? '';
  await backend.cancelReceipt({ key, amount: '5,000', reason: 'other', press_id: 'part', print: false });
  await user.keyboard('{Control>}z{/Control}');
  expect((await screen.findByTestId('dialog')).textContent).toContain('남은 7,000원을 취소할까요?');
  expect(screen.getByTestId('dialog-accept').textContent).toContain('7,000원 취소하기');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(screen.queryByTestId('dialog')).toBeNull());
  await user.keyboard('{Control>}z{/Control}');
  expect((await screen.findByTestId('dialog')).textContent).toContain('이미 모두 취소했어요');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(focused()).toBe('amount'));
});

test('what needs a person is counted beside 확인할 일, and only then', async () => {
  backend.dials.outcome = 'unknown';
  await user.keyboard('12000{Enter}01012345678{Enter}');
  await waitFor(() => expect(screen.getByTestId('nav-foot').textContent).toContain('확인 중 1건'));
  expect(screen.queryByTestId('nav-attention')).toBeNull();
  const document = backend.documents.find(() => true);
  if (document) document.state = 'conflict';
  await user.click(screen.getByTitle('연결 다시 확인하기'));
  await waitFor(() => expect(screen.getByTestId('nav-attention').textContent?.trim()).toBe('1'));
  expect(screen.getByTestId('nav-tasks').textContent).toContain('1');
  expect(screen.getByTestId('nav-attention').title).toBe('확인할 일 1건');
});

test('Enter at the question about an equal receipt goes back; Y issues', async () => {
  const press = () => user.keyboard('12000{Enter}01012345678{Enter}');
  await press();
  await screen.findByTestId('result-approval');
  await press();
  await screen.findByTestId('dialog');
  expect(focused()).toBe('dialog-dismiss');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(screen.queryByTestId('dialog')).toBeNull());
  expect(backend.documents.count(() => true)).toBe(1);
  await user.keyboard('{Enter}{Enter}');
  await screen.findByTestId('dialog');
  await user.keyboard('y');
  await waitFor(() => expect(backend.documents.count(() => true)).toBe(2));
});

test('Shift Enter issues without paper', async () => {
  await user.keyboard('12000{Shift>}{Enter}{/Shift}');
  await screen.findByTestId('result-approval');
  expect(screen.queryByTestId('print-target')).toBeNull();
});

test('screens change by key and what was typed is still there', async () => {
  await user.keyboard('7000{F3}');
  await screen.findByTestId('search');
  expect(screen.queryByTestId('amount')).toBeNull();
  await user.keyboard('{F1}');
  expect((await screen.findByTestId<HTMLInputElement>('amount')).value).toBe('7,000');
});

test('the banner and the foot are on every screen', async () => {
  const screens = [
    ['{F2}', 'sheet'],
    ['{F3}', 'search'],
    ['{F8}', 'task-none'],
    ['{Control>},{/Control}', 'shop-number'],
    ['{F1}', 'amount'],
  ] as const;
  for (const [key, shown] of screens) {
    await user.keyboard(key);
    await screen.findByTestId(shown);
    expect(screen.getByTestId('banner').textContent).toContain('국세청에 전송되지 않아요');
    expect(screen.getByTestId('nav-foot').textContent).toContain('행복문구');
  }
});

test('no answer within the wait: calm words, what to tell the customer, and the next customer can be served', async () => {
  backend.dials.outcome = 'sending';
  await user.keyboard('12000{Enter}01012345678{Enter}');
  const card = await screen.findByTestId('result-card');
  expect(card.dataset.state).toBe('sending');
  expect(screen.getByTestId('result-next').textContent).toContain('다시 누르지 마세요');
  expect(screen.getByTestId('result-customer').textContent).toContain('홈택스');
  await waitFor(() => expect(focused()).toBe('amount'));
  await backend.resolveDocument(backend.documents.find(() => true)?.key ?? '');
  await waitFor(() => expect(screen.getByTestId('result-card').dataset.state).toBe('approved'));
});

test('a held receipt says why and until when it must go out', async () => {
  Object.assign(backend.dials, { outcome: 'held', held_reason: 'route_down' });
  await user.keyboard('12000{Enter}01012345678{Enter}');
  await screen.findByTestId('result-card');
  expect(screen.getByTestId('result-next').textContent).toContain('국세청이 응답하지 않아요');
  expect(screen.getByTestId('result-deadline').textContent?.replace(/\s+/g, ' ')).toContain(
    '11월 27일까지 보내야 해요 5일 남음',
  );
});

test('a broken line is said before anybody presses, ours and theirs apart', async () => {
  for (const [state, words] of [
    ['no_network', '인터넷이 끊겼어요'],
    ['route_down', '연습 국세청이 응답하지 않아요'],
  ] as const) {
    backend.dials.line = state;
    await user.click(screen.getByTitle('연결 다시 확인하기'));
    await waitFor(() => expect(screen.getByTestId('line-notice').textContent).toContain(words));
    expect(screen.getByTestId('line').textContent).toBe(words);
  }
});

/** 자동 발행 by keyboard, with the real components: plans, and the end of the day. */
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import App from '../../src/App.svelte';
import type { MemoryBackend } from '../../src/backend/memory';
import { SCREENS } from '../../src/frame/screens';
import type { Session } from '../../src/session.svelte';
import { addTwo } from '../partner';
import { openShop, PHONE } from '../shop';

let backend: MemoryBackend;
let session: Session;
const user = userEvent.setup();

beforeAll(() => Promise.all(SCREENS.map(({ component }) => component())));

beforeEach(async () => {
  const shop = await openShop();
  ({ backend, session } = shop);
  addTwo(backend);
  render(App, { props: { session } });
});

const toast = (text: string) =>
  waitFor(() =>
    expect(
      screen
        .getAllByTestId('toast')
        .map((one) => one.textContent)
        .join(),
    ).toContain(text),
  );
const field = (testid: string) => screen.getByTestId<HTMLInputElement>(testid);

async function openPlans() {
  await user.keyboard('{F7}{Alt>}2{/Alt}');
  await waitFor(() => expect(screen.getByTestId('plan-count')).toBeTruthy());
}

async function type(testid: string, text: string) {
  await user.clear(field(testid));
  await user.paste(text);
}

async function writeRent() {
  await user.keyboard('{Control>}n{/Control}');
  await waitFor(() => expect(document.activeElement).toBe(field('plan-name')));
  await user.paste('3층 임대료');
  await type('plan-partner', '한빛');
  await waitFor(() => expect(screen.getAllByTestId('partner-offer')).toHaveLength(1));
  await user.keyboard('{Enter}');
  await type('plan-item-0', '임대료');
  await type('plan-supply-0', '1200000');
}

test('a rent is written, its dates are seen with the holidays, and it is saved', async () => {
  await openPlans();
  await writeRent();
  await type('plan-day', '25');
  expect(screen.getByTestId('plan-total').textContent).toContain('1,320,000');
  expect(screen.getByTestId('plan-rhythm').textContent).toContain('매월 25일');
  await user.click(screen.getByTestId('plan-after'));
  await waitFor(() => expect(screen.getAllByTestId('plan-next')[1]?.textContent).toContain('2026-12-28'));
  expect(screen.getAllByTestId('plan-next')[1]?.textContent).toContain('기독탄신일');
  await user.keyboard('{Control>}s{/Control}');
  await toast('3층 임대료 저장했어요.');
  expect(screen.getAllByTestId('plan-row')).toHaveLength(1);
  const [plan] = backend.plans.all();
  expect(plan?.form?.what.kind).toBe('invoice');
  expect(plan?.total).toBe(1_320_000);
});

test('the next run is skipped by K and taken back, P pauses, and Delete asks before it ends', async () => {
  await openPlans();
  await writeRent();
  await user.keyboard('{Control>}s{/Control}');
  await toast('저장했어요');
  await user.keyboard('k');
  await waitFor(() => expect(backend.plans.all()[0]?.next[0]?.skipped).toBe(true));
  await user.click(screen.getByTestId('plan-unskip'));
  await waitFor(() => expect(backend.plans.all()[0]?.next[0]?.skipped).toBe(false));
  await user.keyboard('p');
  await toast('멈췄어요.');
  await user.keyboard('{Delete}');
  await waitFor(() => expect(screen.getByTestId('dialog')).toBeTruthy());
  await user.keyboard('{Control>}{Enter}{/Control}');
  await toast('끝냈어요.');
  expect(backend.plans.all()).toEqual([]);
});

test('a plan without a name stays in the form with the reason', async () => {
  await openPlans();
  await user.keyboard('{Control>}n{/Control}{Control>}s{/Control}');
  await waitFor(() => expect(screen.getByTestId('fault-plan_name').textContent).not.toBe(''));
  expect(backend.plans.all()).toEqual([]);
});

test('a stopped run says why and is issued by a person', async () => {
  await openPlans();
  await writeRent();
  await user.keyboard('{Control>}s{/Control}');
  await toast('저장했어요');
  const on = '2026-10-31';
  const stopped = { id: 7, nominal: on, on, state: 'stopped' as const, document: null };
  backend.plans.addRun(1, { ...stopped, reason: 'invoice_too_late', detail: '2026-11-10' });
  await user.keyboard('{F1}{F7}');
  await waitFor(() => expect(screen.getByTestId('plan-run').textContent).toContain('발급 기한이 지나'));
  await user.click(screen.getByTestId('run-retry'));
  await toast('발급했어요.');
});

async function keepAtCounter(amount: string, number = '') {
  await user.keyboard(`${amount}{Enter}${number}{Control>}l{/Control}`);
  await toast('적어 뒀어요');
}

test('what is kept at the counter is issued together at the end of the day', async () => {
  await keepAtCounter('4500', PHONE);
  await keepAtCounter('12000');
  expect(backend.documents.count(() => true)).toBe(0);
  await user.keyboard('{F7}{Alt>}3{/Alt}');
  await waitFor(() => expect(screen.getAllByTestId('sale-row')).toHaveLength(2));
  expect(screen.getByTestId('cash-count').textContent).toContain('16,500');
  await user.keyboard('{F9}');
  await toast('2건 발급했어요.');
  expect(backend.documents.count(() => true)).toBe(2);
  await waitFor(() => expect(screen.queryAllByTestId('sale-row')).toHaveLength(0));
});

test('a shop that must issue sees the days left and issues those by one key', async () => {
  await session.saveSettings({ mandatory_issue: true });
  await keepAtCounter('4500');
  await keepAtCounter('150000');
  await user.keyboard('{F7}{Alt>}3{/Alt}');
  await waitFor(() => expect(screen.getByTestId('mandatory-count').textContent).toContain('1건'));
  expect(screen.getByTestId('duty').textContent).toContain('5일 남음');
  await user.keyboard('{Shift>}{F9}{/Shift}');
  await toast('1건 발급했어요.');
  await waitFor(() => expect(screen.getAllByTestId('sale-row')).toHaveLength(1));
});

test('a sale is left without a document only for a reason', async () => {
  await keepAtCounter('4500');
  await user.keyboard('{F7}{Alt>}3{/Alt}');
  await waitFor(() => expect(screen.getAllByTestId('sale-row')).toHaveLength(1));
  await user.keyboard('{Delete}');
  await waitFor(() => expect(document.activeElement).toBe(field('sale-why')));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(screen.getByTestId('fault-why')).toBeTruthy());
  await user.keyboard('반품{Enter}');
  await toast('발급하지 않는 거래로 적었어요.');
});

test('a partner’s month is one invoice, and what it covers is shown before and after', async () => {
  const sale = { taxation: 'taxable' as const, item: '복사용지', number: '', purpose: null, sold_on: '' };
  for (const amount of ['110000', '22000']) {
    await backend.keepSale({ ...sale, amount, paid: 'credit', partner: 1 }, amount);
  }
  await user.keyboard('{F7}{Alt>}3{/Alt}');
  await waitFor(() => expect(screen.getByTestId('bill').textContent).toContain('132,000'));
  await user.click(screen.getByTestId('bill-covers'));
  expect(screen.getAllByTestId('bill-sale')).toHaveLength(2);
  await user.click(screen.getByTestId('bill-issue'));
  await toast('1건 발급했어요.');
  const invoice = backend.documents.find(({ act }) => act === 'invoice');
  expect(invoice?.total).toBe(132_000);
  session.open('history', invoice?.key ?? '');
  await waitFor(() => expect(screen.getByTestId('covered-sales').textContent).toContain('2건'));
});

test('sales on credit are noted by key and become one invoice of the month', async () => {
  await user.keyboard('{F7}{Alt>}3{/Alt}');
  for (const amount of ['33000', '55000']) {
    await user.keyboard('{Control>}n{/Control}');
    await waitFor(() => expect(document.activeElement).toBe(field('credit-partner')));
    await user.paste('한빛');
    await waitFor(() => expect(screen.getAllByTestId('partner-offer')).toHaveLength(1));
    await user.keyboard('{Enter}{Tab}');
    await user.paste(amount);
    await user.keyboard('{Enter}');
    await toast('외상 거래를 적었어요');
  }
  expect(backend.documents.count(() => true)).toBe(0);
  const bill = await waitFor(() => screen.getByTestId('bill'));
  await waitFor(() => expect(bill.textContent).toContain('88,000'));
  await user.click(screen.getByTestId('bill-issue'));
  await toast('1건 발급했어요.');
  expect(backend.documents.count(() => true)).toBe(1);
});

test('a sale on credit needs a partner, and nothing is kept without one', async () => {
  await user.keyboard('{F7}{Alt>}3{/Alt}{Control>}n{/Control}');
  await waitFor(() => expect(document.activeElement).toBe(field('credit-partner')));
  await type('credit-amount', '33000');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(screen.getByTestId('fault-partner').textContent).not.toBe(''));
  expect(screen.queryAllByTestId('bill')).toEqual([]);
});

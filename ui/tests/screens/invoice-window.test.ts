/** The invoice as the owner has it: only keys, the real components, the in-memory shop. */
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import App from '../../src/App.svelte';
import type { MemoryBackend } from '../../src/backend/memory';
import { SCREENS } from '../../src/frame/screens';
import type { Session } from '../../src/session.svelte';
import { issuedBefore } from '../invoice';
import { addInvoice } from '../invoices';
import { addTwo, CLOSED } from '../partner';
import { openShop } from '../shop';

let backend: MemoryBackend;
let session: Session;
const user = userEvent.setup();

beforeAll(() => Promise.all(SCREENS.map(({ component }) => component())));

beforeEach(async () => {
  ({ backend, session } = await openShop());
  addTwo(backend);
});

async function open() {
  render(App, { props: { session } });
  await user.keyboard('{F2}');
  await waitFor(() => expect(focused()).toBe('buyer.number'));
}

const focused = () => (document.activeElement as HTMLElement).dataset.testid;
const value = (testid: string) => screen.getByTestId<HTMLInputElement>(testid).value;
const issued = () => backend.documents.all(({ act }) => act === 'invoice');

async function choosePartner() {
  await user.keyboard('ㅎㅂ');
  await screen.findByTestId('offers');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(focused()).toBe('lines[0].item'));
}

/** 550,000 won. */
const typeLine = () => user.keyboard('복사용지{Enter}박스{Enter}20{Enter}25000{Enter}');

test('an invoice by keyboard alone: partner by 초성, a line, F9, and a new form', async () => {
  await open();
  await choosePartner();
  expect(value('buyer.name')).toBe('(주)한빛유통');
  await waitFor(() => expect(screen.getByTestId('buyer-status').textContent).toContain('계속사업자 · 일반과세'));
  await typeLine();
  expect(focused()).toBe('lines[1].item');
  await waitFor(() => expect(value('lines[0].supply')).toBe('500,000'));
  await waitFor(() => expect(screen.getByTestId('total').textContent).toBe('550,000'));
  expect(screen.getByTestId('amount-reading').textContent).toBe('일금 오십오만원정');
  expect(screen.getByTestId('supply').getAttribute('aria-label')).toBe('공급가액 500,000');
  expect(screen.getByTestId('blanks').textContent).toContain('공란수 5');
  expect(screen.getByTestId('check-buyer').dataset.tone).toBe('good');
  expect(screen.getByTestId('check-due').textContent).toMatch(/12월.10일까지/);
  await user.keyboard('{F9}');
  const card = await screen.findByTestId('result-card');
  expect(card.dataset.state).toBe('approved');
  expect(screen.getByTestId('result-approval').textContent).toMatch(/^20261122-\d{8}-\d{8}$/);
  expect(screen.getByTestId('result-transmission').textContent).toContain('내일 14:00');
  await waitFor(() => expect(focused()).toBe('buyer.number'));
  expect(value('buyer.number')).toBe('');
  expect(issued()).toHaveLength(1);
});

test('a number typed to its end brings the partner with it', async () => {
  await open();
  await user.keyboard('3148120001');
  expect(value('buyer.number')).toBe('314-81-20001');
  await waitFor(() => expect(value('buyer.name')).toBe('(주)한빛유통'));
});

test('a name beside a number of its own is a new partner: Enter keeps it', async () => {
  await open();
  await user.keyboard('2148600016');
  await user.click(screen.getByTestId('buyer.name'));
  await user.keyboard('한빛');
  await screen.findByTestId('offers');
  await user.keyboard('{Enter}');
  expect(value('buyer.name')).toBe('한빛');
  expect(value('buyer.number')).toBe('214-86-00016');
  expect(focused()).toBe('buyer.owner');
});

test('the total of a line may be typed; the others follow', async () => {
  await open();
  await choosePartner();
  await user.keyboard('토너');
  await user.click(screen.getByTestId('lines[0].total'));
  await user.keyboard('110000');
  await waitFor(() => expect(value('lines[0].supply')).toBe('100,000'));
  expect(value('lines[0].vat')).toBe('10,000');
  expect(value('lines[0].total')).toBe('110,000');
});

test('arrow keys walk the grid; inside a text they move the caret', async () => {
  await open();
  await choosePartner();
  await typeLine();
  await user.keyboard('{ArrowUp}');
  expect(focused()).toBe('lines[0].item');
  await user.keyboard('{ArrowRight}');
  expect(focused()).toBe('lines[0].spec');
  await user.keyboard('{ArrowRight}{ArrowDown}');
  expect(focused()).toBe('lines[1].quantity');
  await user.keyboard('{ArrowUp}{Home}{ArrowRight}');
  expect(focused()).toBe('lines[0].quantity');
});

test('Ctrl Delete takes the line out', async () => {
  await open();
  await choosePartner();
  await typeLine();
  await user.keyboard('{ArrowUp}{Control>}{Delete}{/Control}');
  await waitFor(() => expect(value('lines[0].item')).toBe(''));
  expect(screen.getByTestId('line-count').textContent).toBe('0줄');
});

test('faults stand at their cells, the first has the focus and says it', async () => {
  await open();
  await user.keyboard('314{F9}');
  await waitFor(() => expect(focused()).toBe('buyer.number'));
  const number = screen.getByTestId('buyer.number');
  expect(number.getAttribute('aria-invalid')).toBe('true');
  const note = screen.getByTestId('fault-buyer.number');
  expect(note.getAttribute('role')).toBe('alert');
  expect(note.textContent).toBe('사업자등록번호는 10자리예요.');
  expect(number.getAttribute('aria-describedby')).toBe(note.id);
  expect(screen.getByTestId('fault-lines[0].item').textContent).toBe('품목을 한 줄 이상 입력하세요.');
  expect(screen.getByTestId('check-faults').textContent).toContain('고칠 곳 4군데');
  expect(issued()).toHaveLength(0);
});

test('a closed buyer is red before anybody presses', async () => {
  await open();
  await user.keyboard(CLOSED);
  await waitFor(() => expect(screen.getByTestId('buyer-status').dataset.effect).toBe('stop'));
  expect(screen.getByTestId('buyer-status').textContent).toContain('폐업자');
  expect(screen.getByTestId('check-buyer').textContent).toContain('대표자 주민등록번호로');
});

test('a similar invoice: the way back has the focus, Y issues', async () => {
  issuedBefore(backend, '2026-11-19');
  await open();
  await choosePartner();
  await typeLine();
  await waitFor(() => expect(screen.getByTestId('check-similar').textContent).toContain('3일 전'));
  expect(await screen.findAllByTestId('recent-row')).toHaveLength(1);
  await user.keyboard('{F9}');
  await screen.findByTestId('dialog');
  expect(focused()).toBe('dialog-dismiss');
  await user.keyboard('y');
  await waitFor(() => expect(issued()).toHaveLength(2));
});

test('an equal one that is still being checked: Y says that it is another sale', async () => {
  backend.dials.outcome = 'unknown';
  await open();
  for (const count of [1, 2]) {
    await choosePartner();
    await typeLine();
    await user.keyboard('{F9}');
    if (count === 1) await waitFor(() => expect(focused()).toBe('buyer.number'));
  }
  expect((await screen.findByTestId('dialog')).textContent).toContain('아직 확인하고 있어요');
  expect(focused()).toBe('dialog-dismiss');
  await user.keyboard('y');
  await waitFor(() => expect(issued()).toHaveLength(2));
});

test('보기 opens the similar one, and the form is still there afterwards', async () => {
  issuedBefore(backend, '2026-11-19');
  await open();
  await choosePartner();
  await typeLine();
  await user.click(await screen.findByTestId('look-similar'));
  await screen.findByTestId('search');
  await user.keyboard('{F2}');
  await waitFor(() => expect(value('lines[0].item')).toBe('복사용지'));
});

test('an unfinished one is offered when the window opens again; Enter goes on with it', async () => {
  await backend.saveDraft({ ...(await backend.copyInvoice(issuedBefore(backend, '2026-10-01'), false)) });
  await open().catch(() => {});
  expect((await screen.findByTestId('dialog')).textContent).toContain('쓰던 세금계산서가 있어요');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(value('lines[0].item')).toBe('복사용지'));
  expect(focused()).toBe('buyer.number');
});

test('Ctrl D copies a past one found by the buyer’s name', async () => {
  issuedBefore(backend, '2026-10-01');
  await open();
  await user.keyboard('{Control>}d{/Control}');
  await screen.findByTestId('copy-row');
  await user.keyboard('한빛');
  await waitFor(() => expect(screen.getAllByTestId('copy-row')).toHaveLength(1));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(value('lines[0].item')).toBe('복사용지'));
  expect(value('written_on')).toBe('2026-11-22');
});

test('a refused one written anew: asked before what is typed gives way, said in the form, and let go by a click', async () => {
  const { key } = addInvoice(backend, 'rejected', '2026-11-20T09:00:00');
  await open();
  await choosePartner();
  await typeLine();
  session.writeAnew(key);
  expect((await screen.findByTestId('dialog')).textContent).toContain('지금 쓰던 내용은 지워져요.');
  expect(focused()).toBe('dialog-dismiss');
  expect(value('lines[0].item')).toBe('복사용지');
  await user.keyboard('y');
  await waitFor(() => expect(value('lines[0].item')).toBe('사무용 의자'));
  expect(value('written_on')).toBe('2026-11-20');
  expect(screen.getByTestId('instead-of').textContent).toContain(`거절된 ${key} 대신 써요`);
  await user.click(screen.getByTestId('instead-drop'));
  expect(screen.queryByTestId('instead-of')).toBeNull();
  expect(value('lines[0].item')).toBe('사무용 의자');
});

test('Ctrl P shows the papers, a tab each, and Esc leads back to the form', async () => {
  await open();
  await choosePartner();
  await typeLine();
  await user.keyboard('{Control>}p{/Control}');
  await screen.findByTestId('paper-page');
  await user.keyboard('3');
  await waitFor(() => expect(screen.getByTestId('paper-form14').getAttribute('aria-selected')).toBe('true'));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByTestId('paper-dialog')).toBeNull());
  expect(focused()).toBe('lines[1].item');
});

test('the kind, the copy and 영수·청구 change by key', async () => {
  await open();
  await user.keyboard('{Alt>}2{/Alt}');
  expect(screen.getByTestId('sheet-title').textContent).toBe('영세율전자세금계산서');
  await user.keyboard('{Alt>}c{/Alt}');
  expect(screen.getByTestId('sheet').dataset.copy).toBe('buyer');
  await user.keyboard('{Alt>}b{/Alt}');
  expect(screen.getByTestId('billing-paid').getAttribute('aria-checked')).toBe('true');
});

test('no answer within the wait: calm words, and another can be written', async () => {
  backend.dials.outcome = 'sending';
  await open();
  await choosePartner();
  await typeLine();
  await user.keyboard('{F9}');
  expect((await screen.findByTestId('result-card')).dataset.state).toBe('sending');
  expect(screen.getByTestId('result-next').textContent).toContain('다시 누르지 마세요');
  await waitFor(() => expect(focused()).toBe('buyer.number'));
  await backend.resolveDocument(issued()[0]?.key ?? '');
  await waitFor(() => expect(screen.getByTestId('result-card').dataset.state).toBe('approved'));
});

/** Orders from a file: every row has a verdict, one is put right, what waits is issued, the rest is taken back. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { MemoryBackend } from '../../src/backend/memory';
import { useLanguage } from '../../src/messages/messages.svelte';
import { OrdersController } from '../../src/screens/automation/orders.svelte';
import { lookOf, whyOf } from '../../src/screens/automation/words';
import type { Session } from '../../src/session.svelte';
import { openShop } from '../shop';

const ORDERS = `주문번호,고객명,사업자번호,휴대폰,품목,결제금액
A-1,김손님,,010-1234-5678,공책,"11,000 원"
A-1,,,,연필,
A-2,오타상사,123-45-67890,,자,2200
A-3,이손님,,,지우개,500
합계,,,,,13700
`;

let backend: MemoryBackend;
let session: Session;
let orders: OrdersController;

beforeEach(async () => {
  ({ backend, session } = await openShop());
  orders = new OrdersController(session);
});
afterEach(() => useLanguage('ko'));

const csv = (text: string, name = '주문.csv') => new File([text], name, { type: 'text/csv' });
const states = () => orders.rows.map(({ order_no, state }) => [order_no, state]);

test('a file is shown row by row before anything is changed', async () => {
  await orders.read(csv(ORDERS));
  expect(states()).toEqual([
    ['A-1', 'waiting'],
    ['A-2', 'faulty'],
    ['A-3', 'skipped'],
    ['', 'skipped'],
  ]);
  expect(orders.rows[0]?.lines).toBe('2,3');
  expect([orders.canTake, orders.canIssue, backend.imports.imports.length]).toEqual([true, false, 0]);
  expect(whyOf(orders.rows[1]!)).toBe('사업자등록번호: 사업자번호 끝자리가 맞지 않아요. 한 자리씩 다시 확인하세요.');
  expect(whyOf(orders.rows[3]!)).toBe('합계 줄이에요.');
  useLanguage('en');
  expect(lookOf(orders.rows[0]!).word).toBe('To issue');
});

test('an order is put right in place and issued with the others, once', async () => {
  await orders.read(csv(ORDERS));
  await orders.take();
  expect(orders.count('waiting')).toBe(1);
  orders.choose(1);
  await orders.open();
  expect(orders.repair?.faultOf('business_number')?.code).toBe('business_number_check_digit');
  orders.repair!.form.business_number = '314-81-20001';
  await orders.saveRepair();
  expect([orders.repair, orders.count('waiting'), orders.rows[1]?.repaired]).toEqual([null, 2, true]);

  await orders.issue();
  expect([orders.count('issued'), orders.documents('approved'), orders.isIssuing]).toEqual([2, 2, false]);
  const issued = backend.documents.count(() => true);
  await orders.issue();
  expect(backend.documents.count(() => true)).toBe(issued);

  await orders.read(csv(ORDERS));
  await orders.take();
  expect(orders.current?.id).toBe(1);
  expect(backend.imports.imports.length).toBe(1);
});

test('what is still wrong keeps its dialog open', async () => {
  await orders.read(csv(ORDERS));
  await orders.take();
  orders.choose(1);
  await orders.open();
  orders.repair!.form.order_no = '';
  await orders.saveRepair();
  expect(orders.repair?.faultOf('order_no')?.code).toBe('required_missing');
});

test('taking it back leaves what is issued', async () => {
  await orders.read(csv(ORDERS));
  await orders.take();
  await orders.issue();
  expect(orders.canUndo).toBe(true);
  await orders.undo();
  expect([orders.current?.undone, orders.count('issued'), orders.count('undone')]).toEqual([true, 1, 3]);
  expect([orders.canUndo, orders.canIssue]).toEqual([false, false]);
});

test('columns that nobody understands are asked for once', async () => {
  const odd = '순번,누구,번호,무엇,얼마\nC-1,김손님,010-1234-5678,공책,2000\n';
  await orders.read(csv(odd));
  expect([orders.matching, orders.hasList, orders.looked?.missing]).toEqual([true, false, ['order_no', 'supply']]);
  await orders.match({ columns: ['order_no', 'buyer_name', 'customer_number', 'item', 'total'], source: '' });
  expect([orders.matching, states()]).toEqual([false, [['C-1', 'waiting']]]);
  await orders.read(csv(odd.replace('C-1', 'C-2')));
  expect([orders.looked?.remembered, orders.matching, orders.count('waiting')]).toEqual([true, false, 1]);
});

test('a file that is none says so and changes nothing', async () => {
  await orders.read(csv('x', '주문.hwp'));
  expect(orders.problem).toContain('엑셀(.xlsx)이나 CSV');
  await orders.read(csv('a\n'));
  expect(orders.problem).toContain('칸 이름');
  expect(orders.looked).toBeNull();
});

import { render } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { MemoryBackend } from '../../src/backend/memory';
import { addTroubles } from '../../src/backend/memory/troubles';
import type { Task } from '../../src/backend/backend';
import StepDialogs from '../../src/screens/tasks/StepDialogs.svelte';
import { TasksController } from '../../src/screens/tasks/tasks.svelte';
import { taskText } from '../../src/screens/tasks/words';
import { useLanguage } from '../../src/messages/messages.svelte';
import { addInvoice } from '../invoices';
import { openShop, settle } from '../shop';

let backend: MemoryBackend;
let tasks: TasksController;
let clock: { now: number };

beforeEach(async () => {
  vi.useFakeTimers();
  const shop = await openShop();
  ({ backend, clock } = shop);
  addTroubles(backend, 'all');
  tasks = new TasksController(shop.session, () => clock.now);
  await settle();
});
afterEach(() => void vi.useRealTimers());

const of = (kind: Task['kind']) => tasks.tasks.find((task) => task.kind === kind) ?? null;
const toasts = () => tasks.session.toasts.shown.map(({ text }) => text);
const issued = () => backend.documents.count(({ act }) => act === 'issue');

test('every kind of task is there, the most urgent first, and the first is chosen', () => {
  expect(new Set(tasks.tasks.map(({ kind }) => kind)).size).toBe(17);
  const deadlines = tasks.tasks.map(({ deadline }) => deadline ?? '9');
  expect(deadlines).toEqual([...deadlines].sort());
  expect(tasks.chosenAt).toBe(0);
});

test('every kind says what happened to the money and one next step, in both languages', () => {
  for (const language of ['ko', 'en'] as const) {
    useLanguage(language);
    for (const task of tasks.tasks) {
      const { title, fact, next, button } = taskText(task);
      if (task.amount !== null) expect(title).toContain(Math.abs(task.amount).toLocaleString('en-US'));
      for (const said of [title, fact, next, button]) expect(said.length).toBeGreaterThan(3);
      if (language === 'ko') expect(`${fact} ${next}`).toMatch(/(요|세요)\.$/);
    }
  }
});

test('a conflict shows what the NTS holds and where it differs', () => {
  const conflict = of('conflict');
  expect(conflict && taskText(conflict).fact).toBe('국세청: 13,000원 · 승인번호 TB4029002 · 11-21 · 다른 곳: 금액.');
});

test('issuing again asks first; money moves once', async () => {
  const before = issued();
  await tasks.step(of('refused_later'));
  expect(tasks.question?.kind).toBe('reissue');
  expect(issued()).toBe(before);
  void tasks.reissue();
  await tasks.reissue();
  await settle();
  expect(issued()).toBe(before + 1);
  expect(of('refused_later')).toBeNull();
  expect(tasks.question).toBeNull();
  expect(toasts()[0]).toContain('다시 보냈어요');
});

test('going back from the question moves nothing', async () => {
  const before = issued();
  await tasks.step(of('refused_later'));
  tasks.dismiss();
  expect(issued()).toBe(before);
  expect(of('refused_later')).not.toBeNull();
});

test('what is only to be known is done at once, and the next task is chosen in its place', async () => {
  const conflict = of('conflict');
  const at = tasks.tasks.findIndex(({ id }) => id === conflict?.id);
  const next = tasks.tasks[at + 1]?.id;
  await tasks.step(conflict);
  expect(of('conflict')).toBeNull();
  expect(tasks.chosenId).toBe(next);
});

test('two quick Enters do not take two tasks', async () => {
  tasks.choose(of('conflict')?.id ?? '');
  await tasks.step(tasks.chosen);
  const left = tasks.tasks.length;
  clock.now += 299;
  await tasks.step(of('only_theirs'));
  expect(tasks.tasks).toHaveLength(left);
  clock.now += 1;
  await tasks.step(of('only_theirs'));
  expect(tasks.tasks).toHaveLength(left - 1);
});

test('an approval number is taken whole, in capitals', async () => {
  await tasks.step(of('check_by_hand'));
  tasks.typeApproval('tb4-00');
  expect(tasks.approval).toBe('TB400');
  await tasks.enter(true);
  expect(tasks.approvalFault).toContain('9자리');
  tasks.typeApproval('tb4000777');
  expect(tasks.approvalFault).toBeNull();
  await tasks.enter(true);
  expect(of('check_by_hand')).toBeNull();
  expect(backend.documents.find(({ approval }) => approval === 'TB4000777')?.state).toBe('approved');
});

test('"not at Hometax" closes it as not issued', async () => {
  const key = of('check_by_hand')?.document?.key ?? '';
  await tasks.step(of('check_by_hand'));
  await tasks.enter(false);
  expect(backend.documents.get(key)?.state).toBe('rejected');
});

test('what only our book has is asked for once; then a person who checked elsewhere closes it', async () => {
  const asking = of('only_ours');
  expect(asking?.step).toBe('ask_again');
  await tasks.step(asking);
  expect(toasts()).toEqual([
    '국세청에 아직 없어요. 홈택스에서 찾아보거나 국세청(126)에 물어보고, 확인했다고 알려 주세요.',
  ]);
  const checking = of('only_ours');
  expect(checking?.id).toBe(asking?.id);
  expect(checking && taskText(checking).button).toBe('홈택스나 126에서 확인했어요');
  await tasks.step(checking);
  expect(of('only_ours'), 'a second Enter that comes too soon closes nothing').not.toBeNull();
  clock.now += 300;
  await tasks.step(checking);
  expect(of('only_ours')).toBeNull();
  expect(toasts().at(-1)).toBe('확인했다고 적었어요.');
});

/** One that was refused for its number. */
const refused = () =>
  tasks.tasks.find(({ kind, step }) => kind === 'rejected_behind' && step === 'reissue_with_number') ?? null;

async function renumber(number: string) {
  await tasks.step(refused());
  if (tasks.question?.kind !== 'renumber') throw new Error(tasks.question?.kind);
  tasks.question.draft.type(number);
  await tasks.renumber();
  await settle();
  return tasks.question?.kind === 'renumber' ? tasks.question.draft.faults.map(({ code }) => code) : [];
}

test('a receipt refused for its number is issued again under another one, once', async () => {
  const before = issued();
  const take = vi.spyOn(backend, 'takeStep');
  expect(await renumber('01055556666')).toEqual([]);
  expect(take.mock.calls.map(([{ step, number }]) => [step, number])).toEqual([['reissue_with_number', '01055556666']]);
  expect(issued()).toBe(before + 1);
  expect(backend.documents.find(({ digits }) => digits === '01055556666')?.total).toBe(24_500);
  expect(refused()).toBeNull();
  expect(tasks.question).toBeNull();
});

test.each([
  ['', 'number_missing'],
  ['01030908877', 'number_unchanged'],
  ['3148120002', 'business_number_check_digit'],
])('the number %o keeps the dialog open and changes nothing', async (number, code) => {
  const before = issued();
  expect(await renumber(number)).toEqual([code]);
  expect(issued()).toBe(before);
});

test('another purpose alone is something to put right', async () => {
  const take = vi.spyOn(backend, 'takeStep');
  await tasks.step(refused());
  if (tasks.question?.kind === 'renumber') tasks.question.draft.choose('expense_proof');
  await tasks.renumber();
  expect(take.mock.lastCall?.[0]).toMatchObject({ number: null, purpose: 'expense_proof' });
  expect(tasks.question).toBeNull();
});

test('a step that changed nothing says so', async () => {
  const task = of('only_ours');
  vi.spyOn(backend, 'takeStep').mockImplementation(() => backend.loadTasks());
  await tasks.step(task);
  expect(toasts()).toEqual(['아직 해결되지 않았어요. 잠시 뒤 다시 해 보세요.']);
  expect(of('only_ours')).not.toBeNull();
});

test('a task that is gone meanwhile is said, and the list is read again', async () => {
  const task = of('conflict');
  backend.taskBook.finish(task?.id ?? '');
  await tasks.step(task);
  await settle();
  expect(of('conflict')).toBeNull();
  expect(tasks.question).toBeNull();
  expect(toasts()).toHaveLength(1);
});

test('a document that changes behind the window changes the list, and the choice stays', async () => {
  tasks.choose(of('conflict')?.id ?? '');
  const held = tasks.waiting.rows.find(({ row }) => row.state === 'held');
  const waiting = tasks.waiting.count;
  await backend.resolveDocument(held?.row.key ?? '');
  await settle();
  expect(tasks.waiting.count).toBe(waiting - 1);
  expect(tasks.chosen?.kind).toBe('conflict');
});

test('the comparison is shown with its day and told when books differ', async () => {
  await tasks.reconcile();
  expect(tasks.reconciled?.day).toBe('2026-11-21');
  expect(toasts()).toEqual(['국세청 기록과 다른 것이 2건 있어요.']);
});

test('a document is opened in the history, through the session', () => {
  const conflict = of('conflict');
  tasks.open(conflict);
  expect(tasks.session.destination).toEqual({ screen: 'history', document: conflict?.document?.key });
  expect(tasks.session.takeDocument('history')).toBe(conflict?.document?.key);
  expect(tasks.session.takeDocument('history')).toBeNull();
});

test('a late transmission is sent now, and says that the NTS has it', async () => {
  const invoice = addInvoice(backend, 'approved', '2026-11-21T09:00:00');
  const late = of('transmission_late');
  if (!late) throw new Error('no late transmission');
  backend.taskBook.extra = [{ ...late, document: backend.documents.row(invoice), amount: invoice.total }];
  tasks.load();
  await settle();
  await tasks.step(of('transmission_late'));
  expect(invoice.state).toBe('transmitted');
  expect(toasts()).toEqual(['국세청에 전송했어요.']);
});

test('a refused invoice is told of as an invoice, and written anew with what it said', async () => {
  const refused = addInvoice(backend, 'rejected', '2026-11-21T09:00:00');
  refused.refused_unseen = true;
  tasks.load();
  await settle();
  const task = tasks.tasks.find(({ document }) => document?.key === refused.key) ?? null;
  expect(task?.step).toBe('write_anew');
  expect(task && taskText(task).title).toBe('330,000원 세금계산서가 발급되지 않았어요');
  const take = vi.spyOn(backend, 'takeStep');
  await tasks.step(task);
  expect(tasks.session.destination).toEqual({ screen: 'invoice', document: refused.key, anew: true });
  expect(take).not.toHaveBeenCalled();
  expect(tasks.tasks.some(({ id }) => id === task?.id)).toBe(true);
  expect(tasks.session.takeModel()).toEqual({ key: refused.key, anew: true });
  expect(tasks.session.takeModel()).toBeNull();
});

test('the refused second of an amended pair is issued again as it was, after a question', async () => {
  const shop = await openShop();
  addInvoice(shop.backend, 'confirmed');
  addTroubles(shop.backend, 'all');
  tasks = new TasksController(shop.session, () => clock.now);
  await settle();
  const task = of('amendment_stopped');
  expect(task && taskText(task)).toMatchObject({
    fact: '수정세금계산서 두 장 가운데 나중 것이 거절됐어요. 처음 것은 이미 취소됐으니 다시 발급해야 해요.',
    button: '다시 발급',
  });
  const refused = shop.backend.documents.get(task?.document?.key ?? '');
  const { container } = render(StepDialogs, { props: { tasks } });
  await tasks.step(task);
  await settle();
  expect(container.textContent).toContain('300,000원 수정세금계산서를 다시 발급할까요?');
  expect(container.textContent).not.toContain('지금 날짜');
  expect(container.querySelector('input')).toBeNull();
  await tasks.reissue();
  const again = shop.backend.documents.find(
    ({ act, state, total }) => act === 'amend' && state === 'approved' && total > 0,
  );
  expect(again?.key).toMatch(/^M261122-/);
  expect(again?.key).not.toBe(refused?.key);
  expect(again?.approval).toMatch(/^20261005\d{16}$/);
  expect(again?.invoice?.view).toEqual(refused?.invoice?.view);
  expect(again?.prints).toEqual([]);
  expect(of('amendment_stopped')).toBeNull();
});

test('the approval number of an invoice is its day and sixteen more, small letters kept', async () => {
  const invoice = addInvoice(backend, 'check_by_hand', '2026-11-21T09:00:00');
  tasks.load();
  await settle();
  await tasks.step(tasks.tasks.find(({ document }) => document?.key === invoice.key) ?? null);
  tasks.typeApproval('20261121-41000016');
  await tasks.enter(true);
  expect(tasks.approvalFault).toContain('24자리');
  tasks.typeApproval('20261121-41000016-00a8f309');
  expect(tasks.approval).toBe('202611214100001600a8f309');
});

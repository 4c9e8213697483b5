/** What goes wrong in a believable shop: `some` is an ordinary morning, `all` has every kind of task once. */
import type { AmendForm, Task, TaskKind, TaskStep } from '../bindings';
import type { StoredDocument } from './documents';
import type { MemoryBackend } from '../memory';
import { amendmentOf, planOf } from './amendments';
import { invoiceDocument } from './invoice-seed';
import { cancelOf, localTime, PRACTICE_SHOP, receipt } from './seed';

const A_DAY_MS = 86_400_000;
const REFUSED = { code: 'E2003', field: 'consumerPhone', message: '소비자 번호가 올바르지 않습니다' };
const REFUSED_NEXT_DAY = { code: 'TS1', field: null, message: '익일 검증에서 거부되었습니다' };

export function addTroubles(backend: MemoryBackend, extent: 'some' | 'all'): void {
  const { documents, taskBook } = backend;
  const at = (days: number, hour: string) => `${localTime(backend.now() - days * A_DAY_MS).slice(0, 10)}T${hour}`;
  const ago = (minutes: number) => localTime(backend.now() - minutes * 60_000);
  let sequence = 9_000;
  const sale = (when: string, digits: string, total: number, item: string, change: Partial<StoredDocument>) => {
    sequence += 1;
    const made = { ...receipt(when, sequence, 'phone', digits, total, item, change.state ?? 'approved'), ...change };
    return documents.add(made);
  };
  const task = (kind: TaskKind, step: TaskStep, change: Partial<Task>): Task => ({
    id: `${kind}-${taskBook.extra.length + 1}`,
    kind,
    document: null,
    amount: null,
    code: null,
    detail: null,
    deadline: null,
    since: ago(95),
    step,
    their: null,
    ...change,
  });

  sale(at(1, '17:20:11'), '01051203344', 88_000, '토너', {
    state: 'refused_later',
    refusal: REFUSED_NEXT_DAY,
    approval: 'TB4029001',
  });
  const theirs = { approval_number: 'TB4029002', total: 13_000, trade_date: at(1, '').slice(0, 10) };
  sale(at(1, '18:02:40'), '01098871260', 31_000, '만년필', { state: 'conflict', their: theirs });
  sale(ago(52), '01022180077', 42_000, '복사용지', {
    state: 'held',
    held_reason: 'route_down',
    approval: null,
  });
  sale(ago(50), '01071129905', 5_000, '노트', { state: 'held', held_reason: 'route_down', approval: null });
  if (extent === 'some') return;

  sale(at(2, '11:40:09'), '01044120008', 16_000, '색연필', { state: 'check_by_hand', approval: null });
  sale(at(1, '19:55:00'), '01030908877', 24_500, '달력', { state: 'rejected', refusal: REFUSED, refused_unseen: true });
  const sold = sale(at(1, '15:01:00'), '01066554433', 110_000, '학용품 세트', {});
  const cancel = cancelOf(sold, at(1, '15:03:00'), 9_900, 110_000, 'transaction_cancelled', 'rejected');
  documents.add({ ...cancel, refusal: { ...REFUSED, code: 'E3005', field: null }, refused_unseen: true });
  const refused = documents.find(({ invoice, state }) => invoice !== null && state === 'rejected');
  if (refused) refused.refused_unseen = true;
  const issued = documents.find(({ invoice, state }) => invoice !== null && state === 'approved');
  const invoice = issued ? documents.row(issued) : null;
  const about = { document: invoice, amount: invoice?.total ?? 1_320_000 };
  const second = stoppedPair(backend);
  const row = documents.row(sold);
  taskBook.extra = [
    task('route_stopped', 'reconnect', { code: 'E1001' }),
    task('too_late', 'reissue', { document: row, amount: row.total, code: 'LATE', deadline: at(1, '23:59:59') }),
    task('correction_stopped', 'reissue_with_number', {
      document: row,
      amount: row.total,
      code: 'E2003',
      deadline: at(-3, '23:59:59'),
    }),
    task('transmission_late', 'send_now', { ...about, deadline: at(0, '23:59:59') }),
    task('mail_stopped', 'mail_again', { ...about, detail: 'refused' }),
    task('text_stopped', 'ask_text', { document: row, amount: row.total, detail: 'unknown' }),
    task('results_stopped', 'deliver_again', { code: 'refused (503)', detail: '3' }),
    task('amendment_stopped', 'reissue', {
      document: second ? documents.row(second) : null,
      amount: second?.total ?? 1_320_000,
      code: 'E2004',
    }),
    task('certificate_ends', 'open_settings', { detail: '12', deadline: at(-12, '23:59:59') }),
    task('deadline_near', 'send_now', { document: row, amount: row.total, deadline: at(0, '23:59:59') }),
    task('only_ours', 'ask_again', { document: row, amount: row.total }),
    task('only_theirs', 'acknowledge', { amount: theirs.total, their: theirs }),
    task('differs', 'acknowledge', { document: row, amount: row.total, detail: 'differs in purpose', their: theirs }),
  ];
}

/** A pair half issued: what takes the original back is there, what is to take its place was refused. */
function stoppedPair({ documents, shop, now }: MemoryBackend): StoredDocument | null {
  const original = documents.find(({ act, state }) => act === 'invoice' && state === 'confirmed');
  if (!original?.invoice) return null;
  const { form } = original.invoice;
  const at = localTime(now() - 120 * 60_000);
  const asked: AmendForm = {
    key: original.key,
    reason: 'letter_of_credit',
    on: '',
    returned: [],
    difference: '',
    corrected: null,
    type_changed: false,
    remark: '',
  };
  const plan = planOf({ original, amendments: [] }, asked, at.slice(0, 10), shop ?? PRACTICE_SHOP);
  const made = plan.documents.map((view, nth) => {
    const state = nth === 0 ? 'approved' : 'rejected';
    const document = invoiceDocument(form, shop ?? PRACTICE_SHOP, at, 9_950 + nth, state);
    return documents.add(amendmentOf(document, original, view, 9_950 + nth));
  });
  return made[1] ?? null;
}

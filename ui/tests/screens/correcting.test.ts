/** A wrong number put right, at the counter and in the history. */
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, it, test, vi } from 'vitest';
import App from '../../src/App.svelte';
import type { MemoryBackend } from '../../src/backend/memory';
import { SCREENS } from '../../src/frame/screens';
import { CounterController } from '../../src/screens/counter/counter.svelte';
import type { Session } from '../../src/session.svelte';
import { CorrectDraft } from '../../src/trade/correct-draft.svelte';
import { openShop, PHONE, settle } from '../shop';

let backend: MemoryBackend;
let session: Session;

beforeAll(() => Promise.all(SCREENS.map(({ component }) => component())));

beforeEach(async () => ({ backend, session } = await openShop()));

async function sell(total = '12000') {
  const form = {
    amount: total,
    service: '',
    number: PHONE,
    purpose: null,
    taxation: 'taxable',
    item: '',
    memo: '',
  } as const;
  return (await backend.issueReceipt({ form, press_id: total, allow_similar: true, print: false })).row;
}

describe('the draft', () => {
  it('wants a number before anything is sent', async () => {
    const correct = vi.spyOn(backend, 'correctNumber');
    const draft = new CorrectDraft(backend, await sell());
    expect(await draft.send(true)).toBeNull();
    expect(draft.faults).toEqual([{ field: 'number', code: 'number_missing', line: null }]);
    expect(correct).not.toHaveBeenCalled();
  });

  it('is one press until something else is typed', async () => {
    const correct = vi.spyOn(backend, 'correctNumber').mockRejectedValue(new Error('lost'));
    const draft = new CorrectDraft(backend, await sell());
    draft.type('01055556666');
    await expect(draft.send(true)).rejects.toThrow();
    await expect(draft.send(true)).rejects.toThrow();
    draft.type('01055556667');
    await expect(draft.send(true)).rejects.toThrow();
    const [first, second, third] = correct.mock.calls.map(([request]) => request.press_id);
    expect(first).toBe(second);
    expect(third).not.toBe(first);
  });

  it('shows the faults the program finds and issues nothing', async () => {
    const draft = new CorrectDraft(backend, await sell());
    draft.type('3148120002');
    expect(await draft.send(true)).toBeNull();
    expect(draft.faults[0]).toEqual({ field: 'number', code: 'business_number_check_digit', line: null });
    expect(backend.documents.count(() => true)).toBe(1);
  });

  it('fits only a receipt that stands whole', async () => {
    const row = await sell();
    expect(CorrectDraft.fits(row)).toBe(true);
    expect(CorrectDraft.fits({ ...row, remaining: 5_000 })).toBe(false);
    expect(CorrectDraft.fits({ ...row, state: 'unknown' })).toBe(false);
    expect(CorrectDraft.fits({ ...row, act: 'cancel' })).toBe(false);
  });
});

describe('at the counter', () => {
  let counter: CounterController;
  beforeEach(async () => {
    vi.useFakeTimers();
    await sell();
    counter = new CounterController(session);
    await settle();
  });
  afterEach(() => void vi.useRealTimers());

  async function correct() {
    counter.askCorrect();
    if (counter.question?.kind === 'correct') counter.question.draft.type('01055556666');
    await counter.correct();
    await settle();
  }

  it('cancels and issues again, and the focus is back', async () => {
    await correct();
    expect(counter.result).toMatchObject({ correcting: true, row: { act: 'issue', state: 'approved' } });
    expect(counter.question).toBeNull();
    expect(counter.focus.target).toBe('amount');
    expect(backend.documents.count(() => true)).toBe(3);
  });

  it('follows a correction that goes on behind to its new receipt', async () => {
    backend.dials.outcome = 'unknown';
    await correct();
    expect(counter.result?.row).toMatchObject({ act: 'cancel', state: 'unknown' });
    backend.dials.outcome = 'approved';
    const again = await sell('777');
    const cancel = backend.documents.get(counter.result?.row.key ?? '');
    if (cancel?.correction) cancel.correction = { ...cancel.correction, reissue_key: again.key, stage: 'done' };
    await backend.resolveDocument(cancel?.key ?? '');
    await settle();
    expect(counter.result?.row.key).toBe(again.key);
  });

  it('leaves a receipt alone that does not stand whole', async () => {
    const key = counter.newestReceipt?.key ?? '';
    await backend.cancelReceipt({ key, amount: '5,000', reason: 'other', press_id: 'part', print: false });
    await settle();
    counter.askCorrect();
    expect(counter.question).toMatchObject({ kind: 'not_cancellable', obstacle: 'partly' });
  });
});

test('Ctrl E takes the number by keyboard alone', async () => {
  await sell();
  render(App, { props: { session } });
  const user = userEvent.setup();
  await waitFor(() => expect(screen.getByTestId('correct').hasAttribute('disabled')).toBe(false));
  await user.keyboard('{Control>}e{/Control}');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('correct-number')));
  await user.keyboard('01055556666');
  await waitFor(() => expect(screen.getByTestId('correct-kind').textContent?.trim()).toBe('휴대폰 → 소득공제'));
  await user.keyboard('{Enter}');
  const card = await screen.findByTestId('result-card');
  expect(card.textContent).toContain('번호를 바로잡았어요');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('amount')));
});

test('E in the history, and the three documents are one matter', async () => {
  await sell();
  render(App, { props: { session } });
  const user = userEvent.setup();
  await user.keyboard('{F3}');
  await screen.findByTestId('detail-approval');
  await user.keyboard('{Enter}e');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('correct-number')));
  await user.keyboard('01055556666{Enter}');
  await waitFor(() => expect(screen.getByTestId('correction').dataset.stage).toBe('done'));
  await user.click(screen.getByText('새 영수증'));
  await waitFor(() => expect(screen.getByTestId('detail-number').textContent).toBe('010-****-6666'));
});

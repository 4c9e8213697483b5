/** 거래처 without a window: what its controllers promise. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BackendError } from '../../src/backend/backend';
import type { MemoryBackend } from '../../src/backend/memory';
import { PartnersController } from '../../src/screens/partners/partners.svelte';
import type { Session } from '../../src/session.svelte';
import { addMany, addTwo, CLOSED, HANBIT, MIRAE } from '../partner';
import { openShop } from '../shop';

let backend: MemoryBackend;
let session: Session;
let partners: PartnersController;

async function settle() {
  await vi.advanceTimersByTimeAsync(600);
}

async function open() {
  partners = new PartnersController(session);
  await settle();
}

beforeEach(async () => {
  vi.useFakeTimers();
  ({ backend, session } = await openShop());
});
afterEach(() => void vi.useRealTimers());

const names = () => partners.rows.map(({ name }) => name);
const draft = () => {
  const { draft } = partners.partner;
  if (!draft) throw new Error('no draft');
  return draft;
};

describe('finding', () => {
  beforeEach(async () => {
    addTwo(backend);
    await open();
  });

  test.each([
    ['한빛', ['(주)한빛유통']],
    ['ㅎㅂ', ['(주)한빛유통']],
    ['ㅁㄹㅅ', ['미래상사']],
    ['31481', ['(주)한빛유통']],
    ['314-81', ['(주)한빛유통']],
    ['없음', []],
  ])('%s finds %j', async (text, found) => {
    partners.type(text);
    await settle();
    expect(names()).toEqual(found);
    expect([partners.total, partners.found]).toEqual([2, found.length]);
  });

  test('the first is chosen, and shown beside the list', () => {
    expect(partners.partner.row?.name).toBe(names()[0]);
    partners.move(1);
    expect(partners.chosenAt).toBe(1);
  });

  test('archived ones are there only when asked for, and can come back', async () => {
    const id = partners.chosenId;
    await partners.partner.toggleArchived();
    await settle();
    expect(names()).toHaveLength(1);
    expect(partners.chosenId).not.toBe(id);
    partners.toggleArchived();
    await settle();
    expect(names()).toHaveLength(2);
    partners.choose(id);
    await settle();
    expect(partners.partner.row?.archived).toBe(true);
    await partners.partner.toggleArchived();
    expect(partners.partner.row?.archived).toBe(false);
  });
});

test('the list reads on a page at a time, each page once, and stays where it is when a partner is saved', async () => {
  addMany(backend, 250);
  await open();
  expect(partners.rows).toHaveLength(100);
  void partners.loadMore();
  await partners.loadMore();
  await settle();
  expect(partners.rows).toHaveLength(200);
  const far = partners.rows[150];
  if (!far) throw new Error('no rows');
  partners.choose(far.id);
  await settle();
  draft().form.note = '단골';
  await partners.partner.save();
  await settle();
  expect(partners.rows).toHaveLength(200);
  expect(partners.chosenId).toBe(far.id);
});

describe('a draft', () => {
  beforeEach(async () => {
    addTwo(backend);
    await open();
  });

  test('waits while another partner is looked at, and its row says so', async () => {
    const [first, second] = partners.rows;
    if (!first || !second) throw new Error('no rows');
    draft().form.buyer.owner = '김새로';
    expect(partners.partner.isUnsaved(first.id)).toBe(true);
    partners.choose(second.id);
    await settle();
    expect(draft().form.buyer.owner).not.toBe('김새로');
    partners.choose(first.id);
    await settle();
    expect(draft().form.buyer.owner).toBe('김새로');
    partners.partner.revert();
    await settle();
    expect(draft().isDirty).toBe(false);
    expect(partners.partner.isUnsaved(first.id)).toBe(false);
  });

  test('of a new partner survives a look elsewhere, and is found again once it is saved', async () => {
    partners.type('한빛');
    partners.addNew();
    draft().typeNumber('2118865431');
    draft().form.buyer.name = '논현디자인';
    partners.move(1);
    await settle();
    expect(partners.partner.isNew).toBe(false);
    partners.addNew();
    expect(draft().form.buyer.name).toBe('논현디자인');
    await partners.partner.save();
    await settle();
    expect(partners.text).toBe('');
    expect(partners.partner.row).toMatchObject({ name: '논현디자인', number: '211-88-65431' });
    expect(names()).toContain('논현디자인');
    partners.addNew();
    expect(draft().form.buyer.name).toBe('');
  });

  test('with faults is not saved, and the first faulty field is asked for', async () => {
    partners.addNew();
    draft().typeNumber(HANBIT);
    await partners.partner.save();
    expect(draft().faultOf('number')).toContain('이미 있는 거래처');
    expect(draft().faultOf('name')).toContain('꼭 필요한');
    expect(draft().firstFaulty).toBe('number');
    expect(partners.focus.target).toBe('field');
    expect(backend.partners.list({ text: '', archived: true, cursor: null }).total).toBe(2);
  });

  test('of a person has no fields of a business, and its number stays hidden', async () => {
    partners.addNew();
    draft().chooseKind('resident');
    expect(draft().fields).not.toContain('owner');
    draft().typeNumber('9001011234568');
    draft().form.buyer.name = '김개인';
    await partners.partner.save();
    await settle();
    draft().form.note = '과외';
    await partners.partner.save();
    await settle();
    expect(partners.partner.row).toMatchObject({ name: '김개인', number: '900101-*******', status: null });
  });
});

describe('the NTS is asked', () => {
  beforeEach(async () => {
    addTwo(backend);
    await open();
  });

  test('when the number is whole, once typing pauses, and never before', async () => {
    const ask = vi.spyOn(backend, 'checkBuyer');
    partners.addNew();
    for (const typed of ['1', '111-11-1111', CLOSED]) draft().typeNumber(typed);
    await settle();
    expect(ask).toHaveBeenCalledTimes(1);
    expect(draft().status).toMatchObject({ state: 'closed', effect: 'stop', closed_on: '2026-06-30' });
    draft().typeNumber('111-11-1111');
    expect(draft().status).toBeNull();
  });

  test('a wrong check digit is said at once, in the form', async () => {
    partners.addNew();
    draft().typeNumber('314-81-20002');
    await settle();
    expect(draft().faultOf('number')).toContain('끝자리');
    draft().typeNumber(HANBIT);
    expect(draft().faultOf('number')).toBeNull();
  });

  test('by hand: the list knows the answer too', async () => {
    expect(partners.rows[0]?.status).toBeNull();
    partners.partner.check();
    await settle();
    expect(draft().status?.state).toBe('continuing');
    expect(partners.rows[0]?.status?.state).toBe('continuing');
    expect(partners.partner.row?.status?.state).toBe('continuing');
  });

  test('in vain: what it said before stays, and it says that it did not answer', async () => {
    partners.partner.check();
    await settle();
    vi.spyOn(backend, 'checkBuyer').mockRejectedValue(
      new BackendError({ code: 'route_closed', faults: [], retry: 'later', reference: null, detail: null }),
    );
    partners.partner.check();
    await settle();
    expect(draft().status?.state).toBe('continuing');
    expect([draft().unanswered, draft().asking]).toEqual([true, false]);
  });
});

describe('writing an invoice', () => {
  beforeEach(async () => {
    addTwo(backend);
    await open();
  });

  test('leads to the form with this partner, once', async () => {
    const id = partners.chosenId;
    await partners.partner.writeInvoice();
    expect(session.destination).toMatchObject({ screen: 'invoice', partner: id });
    expect(session.takePartner()).toBe(id);
    expect(session.takePartner()).toBeNull();
  });

  test('saves what was typed before it leaves, and stays when that has faults', async () => {
    draft().form.buyer.email = 'nonsense';
    await partners.partner.writeInvoice();
    expect(session.destination).toBeNull();
    expect(draft().faultOf('email')).toContain('이메일');
    draft().form.buyer.email = 'new@example.com';
    await partners.partner.writeInvoice();
    expect(session.destination?.screen).toBe('invoice');
    expect(backend.partners.find(MIRAE)[0]?.buyer.email).toBe('new@example.com');
  });
});

/** 설정 → 직원, and a clerk who asks for a full number. */
import { expect, test } from 'vitest';
import { receipt } from '../../src/backend/memory/seed';
import { DetailController } from '../../src/screens/history/detail.svelte';
import { StaffController } from '../../src/screens/settings/staff.svelte';
import { openShop, PHONE } from '../shop';

const OWNER = '4719';
const CLERK = '8351';

async function on() {
  const shop = await openShop();
  const staff = new StaffController(shop.session);
  Object.assign(staff, { name: '김행복', pin: OWNER });
  expect(await staff.switchOn()).toBe(true);
  Object.assign(staff, { name: '박점원', pin: CLERK });
  expect(await staff.add()).toBe(true);
  return { ...shop, staff };
}

test('the owner’s PIN switches it on, and easy ones are refused with the reason', async () => {
  const { session } = await openShop();
  const staff = new StaffController(session);
  expect(staff.name, 'the shop’s owner is offered').toBe(session.shop?.owner);
  for (const [pin, sentence] of [
    ['1234', '너무 쉬운 PIN'],
    ['1212', '너무 쉬운 PIN'],
    ['47', '숫자 4–12자리'],
  ]) {
    staff.pin = pin!;
    expect(await staff.switchOn()).toBe(false);
    expect(staff.faultOf('pin')).toContain(sentence);
  }
  staff.pin = OWNER;
  expect(await staff.switchOn()).toBe(true);
  expect([session.staff.isOn, session.staff.person?.role, staff.pin]).toEqual([true, 'owner', '']);
});

test('clerks are added, renamed, given another PIN and removed', async () => {
  const { session, staff } = await on();
  const clerk = () => session.staff.desk.people[1]!;
  staff.open(clerk().id, 'rename', '박점원');
  staff.name = '김행복';
  expect(await staff.rename(clerk().id)).toBe(false);
  expect(staff.faultOf('staff_name')).toBe('같은 이름이 이미 있어요.');
  staff.name = '박직원';
  expect(await staff.rename(clerk().id)).toBe(true);
  expect(clerk().name).toBe('박직원');
  staff.open(clerk().id, 'pin');
  Object.assign(staff, { pin: '5926', ownerPin: CLERK });
  expect(await staff.changePin(clerk().id)).toBe(false);
  expect(staff.faultOf('owner_pin')).toBe('사장님 PIN이 맞지 않아요.');
  staff.ownerPin = OWNER;
  expect(await staff.changePin(clerk().id)).toBe(true);
  staff.minutes = '0';
  expect(await staff.saveMinutes()).toBe(false);
  expect(await staff.remove(clerk().id)).toBe(true);
  expect(session.staff.desk.people.map(({ role }) => role)).toEqual(['owner']);
  staff.ownerPin = OWNER;
  expect(await staff.switchOff()).toBe(true);
  expect(session.staff.isOn).toBe(false);
});

test('V asks a clerk for the owner’s PIN, shows the number once, and says who looked', async () => {
  const { session, backend } = await on();
  const paper = receipt('2026-11-22T10:00:00', 1, 'phone', PHONE, 12_000, '노트', 'approved');
  backend.documents.add(paper);
  session.staff.take(await backend.unlockDesk(session.staff.desk.people[1]!.id, CLERK));
  const detail = new DetailController(session, () => {});
  detail.detail = await backend.loadDocument(paper.key);
  await detail.toggleNumber();
  expect([detail.revealed, detail.revealing === null]).toEqual([null, false]);
  detail.revealing!.pin = CLERK;
  await detail.revealOnce();
  expect([detail.revealed, detail.revealing?.fault, detail.revealing?.pin]).toEqual([null, 'PIN이 맞지 않아요.', '']);
  detail.revealing!.pin = OWNER;
  await detail.revealOnce();
  expect([detail.revealed, detail.revealing]).toEqual(['010-1234-5678', null]);
  const { timeline } = await backend.loadDocument(paper.key);
  expect(timeline.at(-1)).toMatchObject({ kind: 'revealed', by: '박점원' });
});

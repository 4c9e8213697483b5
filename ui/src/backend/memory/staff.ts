/** The staff of the practice shop in memory, with the rules of the program behind the real window. */
import type { StaffDesk, StaffPerson } from '../bindings';
import { error, fault, faultsError } from './errors';

const WAITS_S = [0, 0, 0, 5, 15, 60, 300, 900];

type Member = Omit<StaffPerson, 'wait_s'> & { pin: string; tries: number; free_at: number };

export class StaffBook {
  #members: Member[] = [];
  #person: number | null = null;
  #locked = false;
  #minutes = 10;
  #next_id = 1;

  /** `now` tells the time in milliseconds. */
  constructor(private readonly now: () => number) {}

  get isClerk(): boolean {
    return this.present?.role === 'clerk';
  }

  get isLocked(): boolean {
    return this.#locked;
  }

  get present(): Member | undefined {
    return this.#members.find(({ id }) => id === this.#person);
  }

  desk(): StaffDesk {
    const people = this.#members.map(({ id, name, role, free_at }) => {
      return { id, name, role, wait_s: Math.max(0, Math.ceil((free_at - this.now()) / 1_000)) };
    });
    return { locked: this.#locked, person: this.#person, people, auto_lock_minutes: this.#minutes };
  }

  unlock(id: number, pin: string): StaffDesk {
    if (this.#members.length > 0) this.#check(id, pin);
    this.#person = this.#members.length > 0 ? id : null;
    this.#locked = false;
    return this.desk();
  }

  lock(): StaffDesk {
    this.#locked = this.#members.length > 0;
    return this.desk();
  }

  on(name: string, pin: string): StaffDesk {
    if (this.#members.length > 0) throw error('nothing_to_do', 'staff');
    this.#person = this.#add(name, pin, 'owner');
    return this.desk();
  }

  off(ownerPin: string): StaffDesk {
    this.checkOwner(ownerPin);
    this.#members = [];
    this.#person = null;
    return this.desk();
  }

  addClerk(name: string, pin: string): StaffDesk {
    this.#add(name, pin, 'clerk');
    return this.desk();
  }

  rename(id: number, name: string): StaffDesk {
    this.#find(id).name = this.#nameOf(name, id);
    return this.desk();
  }

  remove(id: number): StaffDesk {
    if (this.#find(id).role === 'owner') throw error('not_found', String(id));
    this.#members = this.#members.filter((member) => member.id !== id);
    return this.desk();
  }

  changePin(id: number, pin: string, ownerPin: string): StaffDesk {
    const chosen = pinOf(pin);
    this.checkOwner(ownerPin);
    Object.assign(this.#find(id), { pin: chosen, tries: 0, free_at: 0 });
    return this.desk();
  }

  saveMinutes(text: string): StaffDesk {
    const minutes = Number(text.trim() || 'none');
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > 240) {
      throw faultsError([fault('auto_lock', 'minutes_invalid')]);
    }
    this.#minutes = minutes;
    return this.desk();
  }

  checkOwner(pin: string): void {
    const owner = this.#members.find(({ role }) => role === 'owner');
    if (!owner) throw error('nothing_to_do', 'staff');
    this.#check(owner.id, pin);
  }

  #check(id: number, pin: string): void {
    const member = this.#find(id);
    const left = Math.ceil((member.free_at - this.now()) / 1_000);
    if (left > 0) throw error('pin_wait', null, String(left));
    if (member.pin === pin) {
      member.tries = 0;
      return;
    }
    member.tries += 1;
    const wait = WAITS_S[Math.min(member.tries, WAITS_S.length) - 1] ?? 0;
    member.free_at = this.now() + wait * 1_000;
    throw error('wrong_pin', null, String(wait));
  }

  #add(name: string, pin: string, role: StaffPerson['role']): number {
    const id = this.#next_id;
    const member = { id, name: this.#nameOf(name), role, pin: pinOf(pin), tries: 0, free_at: 0 };
    this.#next_id += 1;
    this.#members.push(member);
    return id;
  }

  #find(id: number): Member {
    const member = this.#members.find((candidate) => candidate.id === id);
    if (!member) throw error('not_found', String(id));
    return member;
  }

  #nameOf(text: string, own: number | null = null): string {
    const name = text.trim();
    const refuse = (code: string) => faultsError([fault('staff_name', code)]);
    if (name === '') throw refuse('required_missing');
    if (name.length > 20) throw refuse('staff_name_invalid');
    if (this.#members.some((member) => member.id !== own && member.name === name)) throw refuse('staff_name_taken');
    return name;
  }
}

function pinOf(pin: string): string {
  if (!/^\d{4,12}$/.test(pin)) throw faultsError([fault('pin', 'pin_invalid')]);
  const goesBy = (step: number) =>
    [...pin].every((digit, at) => at === 0 || Number(digit) === (Number(pin[at - 1]) + step + 10) % 10);
  if ([0, 1, -1].some(goesBy) || /^(\d\d)\1*\d?$/.test(pin.length % 2 === 0 ? pin : `${pin}x`)) {
    throw faultsError([fault('pin', 'pin_weak')]);
  }
  return pin;
}

/** Holidays: the law's table and the shop's own changes, a year at a time. A change is saved when it is made. */
import type { Calendar, CalendarEdits, Holiday } from '../../backend/backend';
import { tasksText } from '../../messages/tasks';
import type { Session } from '../../session.svelte';
import { readDate } from '../../trade/dates';

export type HolidayField = 'date' | 'name';

export class HolidaysController {
  calendar: Calendar | null = $state.raw(null);
  year = $state(0);
  date = $state('');
  name = $state('');
  faulty: { field: HolidayField; text: string } | null = $state.raw(null);
  busy = $state(false);

  constructor(readonly session: Session) {
    this.year = Number(session.today.slice(0, 4));
    void this.#work(async () => void (this.calendar = await session.backend.loadCalendar()));
  }

  get holidays(): Holiday[] {
    return this.calendar?.holidays.filter(({ date }) => date.startsWith(`${this.year}-`)) ?? [];
  }

  /** Days of the law this year that the shop took out. */
  get removed(): string[] {
    return this.calendar?.removed.filter((date) => date.startsWith(`${this.year}-`)) ?? [];
  }

  /** Whether the law's table knows this year. */
  get isCovered(): boolean {
    const { calendar, year } = this;
    return calendar === null || (year >= calendar.covers_from && year <= calendar.covers_to);
  }

  turn(by: 1 | -1): void {
    this.year += by;
  }

  /** Adds what was typed. Answers whether it is saved; if not, a fault is set. */
  async add(): Promise<boolean> {
    const words = tasksText().calendar;
    const name = this.name.trim();
    const date = readDate(this.date, `${this.year}${this.session.today.slice(4)}`);
    const isThere = this.calendar?.holidays.some((holiday) => holiday.date === date) ?? false;
    if (date === null) this.faulty = { field: 'date', text: words.dateFault };
    else if (isThere) this.faulty = { field: 'date', text: words.dateTwice };
    else if (name === '') this.faulty = { field: 'name', text: words.nameFault };
    else {
      this.faulty = null;
      const saved = await this.#save((edits) => ({ ...edits, added: [...edits.added, { date, name }] }));
      if (!saved) return false;
      this.session.toasts.show('good', words.added(name));
      this.year = Number(date.slice(0, 4));
      this.date = this.name = '';
      return true;
    }
    return false;
  }

  async remove({ date, source }: Holiday): Promise<void> {
    const saved = await this.#save(({ added, removed }) => ({
      added: added.filter((own) => own.date !== date),
      removed: source === 'law' ? [...removed, date] : removed,
    }));
    if (saved) this.session.toasts.show('good', tasksText().calendar.taken);
  }

  async restore(date: string): Promise<void> {
    const saved = await this.#save((edits) => ({ ...edits, removed: edits.removed.filter((own) => own !== date) }));
    if (saved) this.session.toasts.show('good', tasksText().calendar.restored);
  }

  async #save(change: (edits: CalendarEdits) => CalendarEdits): Promise<boolean> {
    const { calendar } = this;
    if (!calendar) return false;
    const own = calendar.holidays.filter(({ source }) => source === 'user');
    const edits = { added: own.map(({ date, name }) => ({ date, name })), removed: calendar.removed };
    return this.#work(async () => void (this.calendar = await this.session.backend.saveCalendar(change(edits))));
  }

  async #work(act: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    try {
      await act();
      return true;
    } catch (thrown) {
      this.session.tellError(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }
}

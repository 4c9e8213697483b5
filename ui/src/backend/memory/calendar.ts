/** Holidays of the practice shop in memory: a year of the law's table and the shop's own changes. */
import type { Calendar, CalendarEdits } from '../bindings';

const LAW: readonly (readonly [date: string, name: string])[] = [
  ['2026-01-01', '1월 1일'],
  ['2026-02-16', '설날 전날'],
  ['2026-02-17', '설날'],
  ['2026-02-18', '설날 다음 날'],
  ['2026-03-01', '3·1절'],
  ['2026-03-02', '3·1절 대체공휴일'],
  ['2026-05-05', '어린이날'],
  ['2026-05-24', '부처님 오신 날'],
  ['2026-05-25', '부처님 오신 날 대체공휴일'],
  ['2026-06-03', '전국동시지방선거'],
  ['2026-06-06', '현충일'],
  ['2026-08-15', '광복절'],
  ['2026-08-17', '광복절 대체공휴일'],
  ['2026-09-24', '추석 전날'],
  ['2026-09-25', '추석'],
  ['2026-09-26', '추석 다음 날'],
  ['2026-10-03', '개천절'],
  ['2026-10-05', '개천절 대체공휴일'],
  ['2026-10-09', '한글날'],
  ['2026-12-25', '기독탄신일'],
  ['2027-01-01', '1월 1일'],
];

export function calendar({ added, removed }: CalendarEdits): Calendar {
  const law = LAW.filter(([date]) => !removed.includes(date)).map(([date, name]) => ({
    date,
    name,
    source: 'law' as const,
  }));
  const own = added.map(({ date, name }) => ({ date, name, source: 'user' as const }));
  const holidays = [...law, ...own].sort((a, b) => a.date.localeCompare(b.date));
  return { holidays, removed: [...removed], covers_from: 2026, covers_to: 2027 };
}

/** Dates as people type them: `20261224`, `2026-12-24`, `1224`, `12.24`, `24`, `어제`, `오늘`, `내일`. */

const A_DAY_MS = 86_400_000;
const WORDS: Record<string, number> = { 어제: -1, 오늘: 0, 내일: 1, 모레: 2 };

/** `2026-12-24`; what is left out is taken from `today`. Null when it is no date. */
export function readDate(text: string, today: string): string | null {
  const word = WORDS[text.trim()];
  if (word !== undefined) return new Date(Date.parse(today) + word * A_DAY_MS).toISOString().slice(0, 10);
  const parts = text
    .trim()
    .split(/[-./\s]+/)
    .filter((part) => part !== '');
  if (parts.length === 0 || parts.some((part) => !/^\d+$/.test(part))) return null;
  const [year, month] = [today.slice(0, 4), today.slice(5, 7)];
  if (parts.length === 3) return dateOf(century(parts[0] ?? ''), parts[1] ?? '', parts[2] ?? '');
  if (parts.length === 2) return dateOf(year, parts[0] ?? '', parts[1] ?? '');
  const digits = parts[0] ?? '';
  if (digits.length === 8) return dateOf(digits.slice(0, 4), digits.slice(4, 6), digits.slice(6));
  if (digits.length === 6) return dateOf(century(digits.slice(0, 2)), digits.slice(2, 4), digits.slice(4));
  if (digits.length === 4) return dateOf(year, digits.slice(0, 2), digits.slice(2));
  return digits.length <= 2 ? dateOf(year, month, digits) : null;
}

/** `(목)`, in the language given. */
export function weekday(date: string, language: 'ko' | 'en'): string {
  const locale = language === 'ko' ? 'ko-KR' : 'en-GB';
  return new Date(`${date}T00:00:00Z`).toLocaleDateString(locale, { weekday: 'short', timeZone: 'UTC' });
}

const century = (year: string) => (year.length === 2 ? `20${year}` : year);

function dateOf(year: string, month: string, day: string): string | null {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date) ? date : null;
}

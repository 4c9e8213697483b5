/** Hyphens of customer and business numbers while typing. What a number is, the program behind the window decides. */
import type { Grouping } from '../parts/grouping';
import { toHalfWidth } from '../parts/money';

export const customerNumberGrouping: Grouping = { strip, join: (digits) => join(digits, customerPattern) };
export const businessNumberGrouping: Grouping = { strip, join: (digits) => join(digits, () => [3, 2, 5]) };
/** A number that is shown with stars keeps them. */
export const residentNumberGrouping: Grouping = {
  strip,
  join: (digits) =>
    /^[\d*]+$/.test(digits) && digits.length > 6 ? `${digits.slice(0, 6)}-${digits.slice(6)}` : digits,
};

function strip(text: string): string {
  return toHalfWidth(text).replace(/[-\s.]/g, '');
}

/** Text with letters in it stays as typed, so that the fault can be seen. */
function join(digits: string, pattern: (digits: string) => readonly number[]): string {
  if (!/^\d+$/.test(digits)) return digits;
  const parts: string[] = [];
  let rest = digits;
  for (const size of pattern(digits)) {
    if (rest === '') break;
    parts.push(rest.slice(0, size));
    rest = rest.slice(size);
  }
  return [...parts, rest].filter((part) => part !== '').join('-');
}

function customerPattern(digits: string): readonly number[] {
  const { length } = digits;
  if (digits.startsWith('01') && length <= 11) return length === 10 ? [3, 3, 4] : [3, 4, 4];
  if (length <= 10) return [3, 2, 5];
  if (length === 13 && isBirthDate(digits)) return [6, 7];
  return [4, 4, 4, 4, 4];
}

function isBirthDate(digits: string): boolean {
  return /^\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])/.test(digits);
}

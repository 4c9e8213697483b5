/** Won as people write it. The program behind the window decides what an amount is; this is for the eye and the caret. */
import type { Grouping } from './grouping';

const DIGITS_MAX = 13;
const SMALL_UNITS: Record<string, number> = { 천: 1_000, 백: 100, 십: 10 };
const LARGE_UNITS: Record<string, number> = { 억: 100_000_000, 만: 10_000 };

/** `12,000`; a minus is the sign U+2212 so that it is not lost beside the digits. */
export function formatWon(won: number): string {
  const digits = Math.abs(won)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
  return won < 0 ? `−${digits}` : digits;
}

/** Commas while typing. Text that is not plain digits (`1만2천`) stays as typed. */
export const wonGrouping: Grouping = {
  strip: (text) => toHalfWidth(text).replace(/[,\s₩원]/g, ''),
  join: (stripped) => {
    const [, sign = '', digits] = /^([-−]?)(\d+)$/.exec(stripped) ?? [];
    if (digits === undefined) return stripped;
    return sign + digits.replace(/^0+(?=\d)/, '').replace(/\B(?=(\d{3})+$)/g, ',');
  },
};

/** Commas in a number with decimals, `1,200.5`, while typing. */
export const decimalGrouping: Grouping = {
  strip: wonGrouping.strip,
  join: (stripped) => {
    const [, whole = '', rest] = /^([-−]?\d+)(\.\d*)$/.exec(stripped) ?? [];
    return rest === undefined ? wonGrouping.join(stripped) : wonGrouping.join(whole) + rest;
  },
};

/** `12,000원`, `１２０００`, `1만2천` → 12000; null for anything else. */
export function readWon(text: string): number | null {
  const stripped = wonGrouping.strip(text);
  if (/^\d{1,13}$/.test(stripped)) return Number(stripped);
  if (!/^[\d억만천백십]+$/.test(stripped)) return null;
  let total = 0;
  let section = 0;
  let digits = '';
  for (const char of stripped) {
    const small = SMALL_UNITS[char];
    const large = LARGE_UNITS[char];
    if (small !== undefined) {
      section += Number(digits || '1') * small;
      digits = '';
    } else if (large !== undefined) {
      total += (section + Number(digits || (section === 0 ? '1' : '0'))) * large;
      section = 0;
      digits = '';
    } else {
      digits += char;
    }
  }
  return total + section + Number(digits || '0');
}

/** `1만2천` → `12,000`; what cannot be read stays. */
export function tidyWon(text: string): string {
  const won = readWon(text);
  return won === null ? text : formatWon(won);
}

/** The same with a minus before it: `-1만` → `−10,000`. */
export function tidySignedWon(text: string): string {
  const [, sign = '', amount = ''] = /^\s*([-−－]?)(.*)$/.exec(text) ?? [];
  return sign === '' ? tidyWon(text) : `−${tidyWon(amount)}`;
}

/** What a key of the pad does to the amount: digits are appended, 천 and 만 multiply (`12` + 천 = 12,000). */
export function pressWonKey(text: string, key: string): string {
  const zeros: Record<string, string> = { 천: '000', 만: '0000' };
  const appended = zeros[key] ?? key;
  const before = wonGrouping.strip(tidyWon(text));
  const next = (before === '' && key in zeros ? '1' : before) + appended;
  return next.length > DIGITS_MAX ? text : wonGrouping.join(next);
}

/** `１２，０００` → `12,000` */
export function toHalfWidth(text: string): string {
  return text.replace(/[！-～]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0)).replaceAll('　', ' ');
}

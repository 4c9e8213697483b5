/**
 * The places of the form by name, the same names as in the paths of faults: `buyer.number`, `written_on`, `lines[2].item`,
 * `payment.cash`; and how the keys go from one to the next.
 */
import type { BuyerForm, Fault, LineForm, PaymentForm } from '../../backend/backend';

export type BuyerField = Exclude<keyof BuyerForm, 'kind'>;
export type Cell = Exclude<keyof LineForm, 'typed'>;
export type Means = keyof PaymentForm;

export const LINES_MAX = 99;
/** The columns of the grid, left to right. */
export const CELLS = ['date', 'item', 'spec', 'quantity', 'unit_price', 'supply', 'vat', 'total'] as const;
export const MEANS = ['cash', 'check', 'note', 'credit'] as const;
const BUYER_STEPS: readonly BuyerField[] = [
  'number',
  'name',
  'owner',
  'address',
  'business_type',
  'business_item',
  'email',
];

export const FIRST: string = 'buyer.number';
export const ISSUE = 'issue';

export function linePlace(line: number, cell: Cell): string {
  return `lines[${line}].${cell}`;
}

export function readLinePlace(place: string): { line: number; cell: Cell } | null {
  const [, line, cell] = /^lines\[(\d+)\]\.(\w+)$/.exec(place) ?? [];
  return line === undefined ? null : { line: Number(line), cell: cell as Cell };
}

/** Where a fault is shown, and where the focus goes for it. */
export function placeOfFault({ field, line }: Pick<Fault, 'field' | 'line'>): string {
  if (line !== null) return linePlace(line, field.replace(/^line_/, '') as Cell);
  if (field.startsWith('buyer_')) return field.replace('_', '.');
  const [, means] = /^payment_(\w+)$/.exec(field) ?? [];
  if (means) return `payment.${means}`;
  const elsewhere: Record<string, string> = {
    lines: linePlace(0, 'item'),
    supply: linePlace(0, 'supply'),
    vat: linePlace(0, 'vat'),
    total: linePlace(0, 'supply'),
    payment: 'payment.cash',
    invoice_kind: 'kind',
    amount: linePlace(0, 'supply'),
  };
  return elsewhere[field] ?? field;
}

/** The buyer's faults first and from top to bottom: a closed business matters before its blank name. */
export function inOrder(faults: readonly Fault[]): Fault[] {
  const rank = (fault: Fault) => {
    const at = BUYER_STEPS.indexOf(placeOfFault(fault).replace('buyer.', '') as BuyerField);
    return at < 0 ? BUYER_STEPS.length : at;
  };
  return [...faults].sort((a, b) => rank(a) - rank(b));
}

/** Beside a cell, in reading order; null beyond the ends. */
export function cellBeside(place: string, by: 1 | -1, lines: number): string | null {
  const at = readLinePlace(place);
  if (!at) return null;
  const column = CELLS.indexOf(at.cell as (typeof CELLS)[number]) + by;
  const line = at.line + (column < 0 ? -1 : column >= CELLS.length ? 1 : 0);
  const cell = CELLS[(column + CELLS.length) % CELLS.length];
  return cell && line >= 0 && line < lines ? linePlace(line, cell) : null;
}

/** Above or beneath a cell; null beyond the ends. */
export function cellAcross(place: string, by: 1 | -1, lines: number): string | null {
  const at = readLinePlace(place);
  if (!at || at.line + by < 0 || at.line + by >= lines) return null;
  return linePlace(at.line + by, at.cell);
}

/**
 * Enter: on to the next place that usually needs something. In a line that is item, specification, quantity, price, and where
 * these do not make the amount, the supply value; then the next line. A blank line is the end of the lines.
 */
export function placeAfter(place: string, line: LineForm | undefined): string {
  const at = readLinePlace(place);
  if (at && line) return placeAfterCell(at, line);
  const field = BUYER_STEPS.indexOf(place.replace('buyer.', '') as BuyerField);
  if (field >= 0) return field + 1 < BUYER_STEPS.length ? `buyer.${BUYER_STEPS[field + 1]}` : linePlace(0, 'item');
  if (place === 'buyer.branch') return 'buyer.name';
  if (place === 'buyer.email2' || place === 'remark') return linePlace(0, 'item');
  if (place === 'written_on') return 'remark';
  const means = MEANS.indexOf(place.replace('payment.', '') as Means);
  return means >= 0 && means + 1 < MEANS.length ? `payment.${MEANS[means + 1]}` : ISSUE;
}

function placeAfterCell({ line, cell }: { line: number; cell: Cell }, typed: LineForm): string {
  const isPriced = typed.quantity.trim() !== '' && typed.unit_price.trim() !== '';
  switch (cell) {
    case 'date':
      return linePlace(line, 'item');
    case 'item':
      return typed.item.trim() === '' ? `payment.${MEANS[0]}` : linePlace(line, 'spec');
    case 'spec':
      return linePlace(line, 'quantity');
    case 'quantity':
      return linePlace(line, 'unit_price');
    case 'unit_price':
      return isPriced ? linePlace(line + 1, 'item') : linePlace(line, 'supply');
    case 'supply':
    case 'vat':
    case 'total':
    case 'remark':
      return linePlace(line + 1, 'item');
  }
}

/** Esc: one step back. */
export function placeBefore(place: string): string {
  const at = readLinePlace(place);
  if (at && at.cell !== 'item') return linePlace(at.line, 'item');
  if (place.startsWith('payment.') || place === ISSUE) return linePlace(0, 'item');
  return FIRST;
}

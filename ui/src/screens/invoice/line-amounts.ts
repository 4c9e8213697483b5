/**
 * Supply, VAT and total of a line follow whichever was typed last. What they come to is the program's answer; here it is only
 * decided which of the cells it may be written into.
 */
import type { LineForm, LineReading } from '../../backend/backend';
import { formatWon } from '../../parts/money';
import type { Cell } from './places';

const AMOUNTS = ['supply', 'vat', 'total'] as const;

/** Which amount of the line the others follow from now on. */
export function decide(line: LineForm, cell: Cell): void {
  const isPriced = line.quantity.trim() !== '' && line.unit_price.trim() !== '';
  if (cell === 'supply' || cell === 'vat' || cell === 'total') line.typed = cell;
  else if ((cell === 'quantity' || cell === 'unit_price') && isPriced) line.typed = 'quantity_and_price';
}

/** The amounts that were not typed last; they stay while what was typed cannot be read. */
export function follow(line: LineForm, read: LineReading): void {
  const decisive = line.typed === 'quantity_and_price' ? null : line.typed;
  const isUnreadable =
    decisive === null ? line.quantity !== '' && line.unit_price !== '' : line[decisive].trim() !== '';
  if (read.total === null && isUnreadable) return;
  for (const cell of AMOUNTS) {
    const amount = read[cell];
    if (cell !== decisive) line[cell] = amount === null ? '' : formatWon(amount);
  }
}

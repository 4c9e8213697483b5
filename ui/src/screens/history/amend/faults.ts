/** Where a fault of an amendment is shown. The program names fields as its forms do; the wizard shows them in its own places. */
import type { Fault } from '../../../backend/backend';
import { invoiceFaultText } from '../../../messages/invoice';
import type { Needs } from './reasons';

const PLACES = {
  on: ['amend_date', 'on'],
  difference: ['amend_lines', 'line_supply'],
  returned_quantity: ['line_quantity'],
  returned_supply: ['line_supply'],
  remark: ['remark'],
  buyer_number: ['buyer_number'],
  buyer_name: ['buyer_name'],
  buyer_owner: ['buyer_owner'],
  buyer_address: ['buyer_address'],
  buyer_email: ['buyer_email'],
  kind: ['invoice_kind'],
  written_on: ['written_on'],
  item: ['line_item'],
  quantity: ['line_quantity'],
  unit_price: ['line_unit_price'],
  supply: ['line_supply'],
  vat: ['line_vat'],
} satisfies Record<string, readonly string[]>;

export type Place = keyof typeof PLACES;

const CORRECTED: readonly Place[] = [
  'kind',
  'written_on',
  'buyer_number',
  'buyer_name',
  'buyer_owner',
  'buyer_address',
  'buyer_email',
  'item',
  'quantity',
  'unit_price',
  'supply',
  'vat',
];

/** The places in sight. */
export function placesOf({ corrected, on, lines, difference, remark }: Needs): Place[] {
  return [
    ...(corrected ? CORRECTED : []),
    ...(on ? (['on'] as const) : []),
    ...(lines ? (['returned_quantity', 'returned_supply'] as const) : []),
    ...(difference ? (['difference'] as const) : []),
    ...(remark ? (['remark'] as const) : []),
  ];
}

/** The sentence at one place; `line` counts from 0. */
export function faultAt(faults: readonly Fault[], place: Place, line: number | null = null): string | null {
  const names: readonly string[] = PLACES[place];
  const fault = faults.find((candidate) => candidate.line === line && names.includes(candidate.field));
  return fault ? invoiceFaultText(fault) : null;
}

/** Sentences of faults that none of the places in sight shows. */
export function faultsElsewhere(faults: readonly Fault[], places: readonly Place[], lines: number): string[] {
  const names = places.flatMap((place): readonly string[] => PLACES[place]);
  const isShown = ({ field, line }: Fault) => names.includes(field) && (line === null || line < lines);
  return [...new Set(faults.filter((fault) => !isShown(fault)).map(invoiceFaultText))];
}

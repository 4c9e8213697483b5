/** Where a fault of an amendment is shown. The program names fields as its forms do; the wizard shows them in its own places. */
import type { Fault } from '../../../backend/backend';
import { faultText } from '../../../messages/messages.svelte';

const PLACES = {
  on: ['on', 'amend_date', 'amended_on', 'date'],
  difference: ['difference', 'amend_difference'],
  returned_quantity: ['quantity', 'line_quantity', 'returned'],
  returned_supply: ['supply', 'line_supply', 'returned_supply'],
  remark: ['remark'],
  buyer_number: ['buyer.number', 'buyer_number'],
  buyer_name: ['buyer.name', 'buyer_name'],
  buyer_owner: ['buyer.owner', 'buyer_owner'],
  buyer_address: ['buyer.address', 'buyer_address'],
  buyer_email: ['buyer.email', 'buyer_email'],
  written_on: ['written_on'],
  item: ['line_item', 'item'],
  quantity: ['line_quantity', 'quantity'],
  unit_price: ['line_unit_price', 'unit_price'],
  supply: ['line_supply', 'supply'],
  vat: ['line_vat', 'vat'],
} satisfies Record<string, readonly string[]>;

export type Place = keyof typeof PLACES;

/** The sentence at one place; `line` counts from 0. */
export function faultAt(faults: readonly Fault[], place: Place, line: number | null = null): string | null {
  const names: readonly string[] = PLACES[place];
  const fault = faults.find((candidate) => candidate.line === line && names.includes(candidate.field));
  return fault ? faultText(fault.code) : null;
}

/** Sentences of faults that none of the places in sight shows. */
export function faultsElsewhere(faults: readonly Fault[], places: readonly Place[], lines: number): string[] {
  const names = places.flatMap((place): readonly string[] => PLACES[place]);
  const isShown = ({ field, line }: Fault) => names.includes(field) && (line === null || line < lines);
  return [...new Set(faults.filter((fault) => !isShown(fault)).map(({ code }) => faultText(code)))];
}

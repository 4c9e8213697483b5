/** The keys of the form: on and back, through the grid like a spreadsheet, and what the buttons do. */
import { isOnControl, type Binding } from '../../parts/keys';
import type { InvoiceController } from './invoice.svelte';
import { KINDS } from './kinds';
import { FIRST, ISSUE, readLinePlace } from './places';

export function bindingsOf(invoice: InvoiceController): Binding[] {
  const isUpAndDown = (event: KeyboardEvent) => {
    const place = placeOf(event);
    return place !== null && (readLinePlace(place) !== null || invoice.buyer.offers.isOpen(place));
  };
  const { form } = invoice;
  const once = (act: (event: KeyboardEvent) => unknown) => (event: KeyboardEvent) => void (event.repeat || act(event));
  return [
    {
      key: 'Enter',
      run: once((event) => (placeOf(event) === null ? invoice.goTo(FIRST) : invoice.enter(placeOf(event) ?? FIRST))),
      when: (event) => !isOnControl(event),
    },
    { key: 'Escape', run: (event) => invoice.back(placeOf(event) ?? ISSUE) },
    { key: 'ArrowDown', run: (event) => invoice.moveAcross(placeOf(event) ?? '', 1), when: isUpAndDown },
    { key: 'ArrowUp', run: (event) => invoice.moveAcross(placeOf(event) ?? '', -1), when: isUpAndDown },
    {
      key: 'ArrowRight',
      run: (event) => invoice.moveBeside(placeOf(event) ?? '', 1),
      when: (event) => isAtEdge(event, 1),
    },
    {
      key: 'ArrowLeft',
      run: (event) => invoice.moveBeside(placeOf(event) ?? '', -1),
      when: (event) => isAtEdge(event, -1),
    },
    {
      key: 'Ctrl+Delete',
      run: (event) => invoice.removeLine(placeOf(event) ?? ''),
      when: (event) => readLinePlace(placeOf(event) ?? '') !== null,
    },
    { key: 'F9', run: once(() => invoice.issue()) },
    { key: 'Ctrl+D', run: once(() => invoice.ask('copy')) },
    { key: 'Ctrl+P', run: once(() => invoice.ask('paper')) },
    { key: 'Alt+P', run: once(() => invoice.print()) },
    { key: 'Alt+C', run: () => invoice.turnCopy() },
    { key: 'Alt+B', run: () => form.setBilling(form.billing === 'paid' ? 'charge' : 'paid') },
    { key: 'Alt+N', run: () => void (invoice.transmitNow = !invoice.transmitNow) },
    { key: 'Alt+M', run: () => void (invoice.mail = !invoice.mail) },
    ...KINDS.map(({ kind, key }) => ({ key, run: () => form.setKind(kind) })),
  ];
}

function placeOf({ target }: KeyboardEvent): string | null {
  return target instanceof HTMLElement ? (target.dataset.field ?? null) : null;
}

/** The caret cannot go farther within the cell, or the whole cell is selected as when one has just come to it. */
function isAtEdge({ target }: KeyboardEvent, by: 1 | -1): boolean {
  if (!(target instanceof HTMLInputElement) || !readLinePlace(target.dataset.field ?? '')) return false;
  const { selectionStart, selectionEnd, value } = target;
  const isWhole = selectionStart === 0 && selectionEnd === value.length;
  return isWhole || (selectionStart === selectionEnd && selectionStart === (by === 1 ? value.length : 0));
}

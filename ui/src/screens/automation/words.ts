/** How a row of an order file reads. */
import type { Fault, ImportedRow, ImportState } from '../../backend/backend';
import { automationText } from '../../messages/automation';
import { faultText } from '../../messages/messages.svelte';
import type { Tone } from '../../parts/Badge.svelte';
import type { IconName } from '../../parts/Icon.svelte';

export const LOOKS: Record<ImportState, { tone: Tone; icon: IconName }> = {
  waiting: { tone: 'accent', icon: 'clock' },
  faulty: { tone: 'warn', icon: 'alert' },
  stopped: { tone: 'bad', icon: 'alert' },
  issued: { tone: 'good', icon: 'check' },
  skipped: { tone: 'quiet', icon: 'pause' },
  known: { tone: 'quiet', icon: 'check' },
  undone: { tone: 'quiet', icon: 'undo' },
};

export type RowLook = { tone: Tone; icon: IconName; word: string };

/** A document's own state says more than that there is one. */
export function lookOf(row: ImportedRow): RowLook {
  const words = automationText().orders;
  const state = row.document_state;
  if (row.state !== 'issued' || state === null) return { ...LOOKS[row.state], word: words.states[row.state] };
  const word = words.documents[state] ?? words.states.issued;
  if (['approved', 'transmitted', 'confirmed'].includes(state)) return { ...LOOKS.issued, word };
  if (['rejected', 'refused_later'].includes(state)) return { tone: 'bad', icon: 'cross', word };
  return { tone: 'warn', icon: 'clock', word };
}

/** Why it is not issued: the reason, or every fault with its field. */
export function whyOf({ reason, faults }: ImportedRow): string {
  const words = automationText().orders;
  const [first] = faults;
  const sentence = reason === null ? '' : (words.reasons[reason] ?? (first ? '' : faultText(reason)));
  if (!first) return sentence;
  const told = faultSentence(first);
  const more = faults.length > 1 ? ` (${words.more(faults.length - 1)})` : '';
  return [sentence, told + more].filter((part) => part !== '').join(' ');
}

/** One fault with its field and line. */
export function faultSentence({ field, code, line }: Fault): string {
  const words = automationText();
  const name = fieldName(field);
  const text = `${name}: ${codeText(code)}`;
  return line === null ? text : words.orders.lineFault(line + 1, text);
}

export function codeText(code: string): string {
  return automationText().orders.faults[code] ?? faultText(code);
}

function fieldName(field: string): string {
  const { matching, repairing } = automationText();
  const fields: Record<string, string> = { ...matching.meanings, ...repairing.fields };
  const bare = field.replace(/^(buyer|line)_/, '');
  const aliases: Record<string, string> = {
    number: field === 'buyer_number' ? 'business_number' : 'customer_number',
    written_on: 'ordered_on',
    amount: 'total',
    memo: 'remark',
  };
  return fields[aliases[bare] ?? bare] ?? fields[field] ?? bare;
}

/** The catalogue in use. Reading it in markup or in a `$derived` follows a change of language at once. */
import type { Fault, Language, UiError } from '../backend/backend';
import { en } from './en';
import { ko } from './ko';

export type Messages = typeof ko;

const CATALOGUES: Record<Language, Messages> = { ko, en };

let language = $state<Language>('ko');

export function t(): Messages {
  return CATALOGUES[language];
}

export function currentLanguage(): Language {
  return language;
}

export function useLanguage(next: Language): void {
  language = next;
  document.documentElement.lang = next;
}

/** The sentence under a field; never empty, whatever code comes. */
export function faultText(code: string): string {
  return t().faults[code] ?? t().faultUnknown;
}

/** The sentence for the first fault of one field. */
export function faultOf(faults: readonly Fault[], field: string): string | null {
  const fault = faults.find((candidate) => candidate.field === field);
  return fault ? faultText(fault.code) : null;
}

/** The sentence of an error, with its reference for the phone call. */
export function errorText(error: UiError): string {
  const { errors } = t();
  const sentence = isLostCancel(error)
    ? errors.cancel_not_booked
    : ((errors as Record<string, string>)[error.code] ?? errors.internal);
  const character = error.code === 'no_glyph' && error.detail ? ` (${error.detail})` : '';
  return sentence + character + referenceText(error);
}

/** The sentence when the program could not open the book at all: there is no history to look into yet. */
export function startErrorText(error: UiError): string {
  const { startErrors } = t();
  return (startErrors[error.code] ?? startErrors.otherwise) + referenceText(error);
}

function referenceText({ code, reference }: UiError): string {
  const isNeeded = code === 'internal' || code === 'answer_not_booked';
  return isNeeded && reference ? ` ${t().errorReference(reference)}` : '';
}

/** The key of a cancel begins with C, that of a receipt with R. */
function isLostCancel({ code, reference }: UiError): boolean {
  return code === 'answer_not_booked' && (reference?.startsWith('C') ?? false);
}

/** The catalogue of 정기 발행 and 하루 마감, in the language in use. */
import { en } from './automation-plans/en';
import { ko } from './automation-plans/ko';
import { currentLanguage, faultText } from './messages.svelte';

export type AutomationPlanMessages = typeof ko;

const CATALOGUES = { ko, en };

export function plansText(): AutomationPlanMessages {
  return CATALOGUES[currentLanguage()];
}

/** The sentence of a fault of these forms. */
export function planFaultText(code: string): string {
  return plansText().faults[code] ?? faultText(code);
}

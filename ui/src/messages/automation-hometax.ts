/** The catalogue of 홈택스 엑셀, in the language in use. */
import type { HometaxReason, UiError } from '../backend/backend';
import { en } from './automation-hometax/en';
import { ko } from './automation-hometax/ko';
import { currentLanguage, errorText } from './messages.svelte';

export type HometaxMessages = typeof ko;

const CATALOGUES = { ko, en };

export function hometaxText(): HometaxMessages {
  return CATALOGUES[currentLanguage()];
}

/** What is wrong with a workbook; of a moved column which, and both texts. */
export function workbookText(error: UiError): string {
  if (error.code !== 'hometax_form') return errorText(error);
  const words = hometaxText();
  const [name = '', facts = ''] = (error.detail ?? '').split(': ', 2);
  if (name === 'moved_column') {
    const [column = '', found = '', expected = ''] = facts.split(' | ');
    return expected === '' ? words.addedColumn(column, found) : words.movedColumn(column, found, expected);
  }
  if (name === 'not_empty') return words.notEmpty(facts);
  if (name === 'no_column') return words.noColumn(facts);
  return words.workbooks[name] ?? errorText(error);
}

/** Why a document cannot go. */
export function reasonText({ code, column, limit }: HometaxReason): string {
  const words = hometaxText();
  return code === 'too_long' ? words.tooLong(column ?? '', String(limit ?? '')) : (words.reasons[code] ?? code);
}

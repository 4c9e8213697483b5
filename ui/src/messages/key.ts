/** The catalogue of the lock and of the key of the book, in the language in use. */
import { currentLanguage } from './messages.svelte';
import { en } from './key/en';
import { ko } from './key/ko';

export type KeyMessages = typeof ko;

const CATALOGUES = { ko, en };

export function keyText(): KeyMessages {
  return CATALOGUES[currentLanguage()];
}

/** Where a recovery phrase is mistyped, from the detail of `phrase_wrong`. */
export function phraseText(detail: string | null): string {
  const { phraseWrong } = keyText();
  const [kind, number] = (detail ?? '').split(':');
  if (kind === 'group') return phraseWrong.group(Number(number));
  if (kind === 'length') return phraseWrong.length(Number(number));
  return phraseWrong.whole;
}

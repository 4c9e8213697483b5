/** Whether a name is meant by what is typed so far: part of it, or its first consonants (초성). */

const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
const SYLLABLES_OF_AN_INITIAL = 588;

export function matchesText(name: string, typed: string): boolean {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return false;
  const whole = name.toLowerCase();
  return whole.includes(wanted) || (/^[ㄱ-ㅎ]+$/.test(wanted) && initialsOf(whole).includes(wanted));
}

function initialsOf(name: string): string {
  return [...name]
    .map((char) => {
      const code = char.charCodeAt(0);
      const isSyllable = code >= FIRST_SYLLABLE && code <= LAST_SYLLABLE;
      return isSyllable ? INITIALS.charAt(Math.floor((code - FIRST_SYLLABLE) / SYLLABLES_OF_AN_INITIAL)) : char;
    })
    .join('');
}

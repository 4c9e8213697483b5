/** Finding by part of a name or by its 초성, as the program behind the real window does. */
const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
const SYLLABLES_PER_INITIAL = 588;

/** `(주)한빛유통` is found by `한빛`, `ㅎㅂ` and `ㅎㅂㅇㅌ`; case and spaces do not count. */
export function isFoundBy(name: string, wanted: string): boolean {
  const plain = wanted.replace(/\s/g, '').toLowerCase();
  const text = name.replace(/\s/g, '').toLowerCase();
  if (plain === '') return true;
  const isInitials = [...plain].every((letter) => INITIALS.includes(letter));
  return isInitials ? initialsOf(text).includes(plain) : text.includes(plain);
}

function initialsOf(text: string): string {
  return [...text].map(initialOf).join('');
}

function initialOf(letter: string): string {
  const code = letter.codePointAt(0) ?? 0;
  if (code < FIRST_SYLLABLE || code > LAST_SYLLABLE) return letter;
  return INITIALS.charAt(Math.floor((code - FIRST_SYLLABLE) / SYLLABLES_PER_INITIAL));
}

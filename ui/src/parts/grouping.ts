/** Text that shows separators its owner did not type: commas of an amount, hyphens of a number. */
export type Grouping = {
  /** The characters that count, in order, separators gone. */
  strip: (text: string) => string;
  /** The stripped text with its separators. */
  join: (stripped: string) => string;
};

/** Regroups the text and keeps the caret behind the same counting character it stood behind. */
export function regroup(text: string, caret: number, { strip, join }: Grouping): { text: string; caret: number } {
  const stripped = strip(text);
  const grouped = join(stripped);
  const behind = strip(text.slice(0, caret)).length - (stripped.length - strip(grouped).length);
  return { text: grouped, caret: caretBehind(grouped, behind, strip) };
}

/** Where Backspace (`-1`) or Delete (`+1`) must start so that it takes a character and not a separator. */
export function skipSeparator(text: string, caret: number, direction: -1 | 1, { strip }: Grouping): number {
  let at = caret;
  const next = () => (direction === -1 ? text.slice(at - 1, at) : text.slice(at, at + 1));
  while (next() !== '' && strip(next()) === '') at += direction;
  return at;
}

function caretBehind(text: string, count: number, strip: Grouping['strip']): number {
  if (count <= 0) return 0;
  for (let at = 1; at <= text.length; at += 1) {
    if (strip(text.slice(0, at)).length === count) return at;
  }
  return text.length;
}

/**
 * The font of the first paint: Pretendard cut down to the characters that stand in the window's own source, in one
 * file that is fetched while the script is. Pretendard's own 92 slices would be a dozen fetches for the same words,
 * after the layout that finds out which; they remain for whatever else a shop types, and are loaded behind the paint.
 *
 * Not WOFF2: the program keeps its assets compressed as it is, and unpacking the tables a second time would stand
 * before the first paint. Only in builds: the development server has Pretendard's slices alone.
 */
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import type { Plugin } from 'vite';

const MODULE = 'virtual:window-font.css';
const FILE = 'assets/window-font.ttf';
const WHOLE = 'pretendard/dist/web/variable/woff2/PretendardVariable.woff2';
/** The practice shop of a plain browser: its names never stand in the program's window. */
const IN_MEMORY = /^backend[\\/]memory/;
const PRINTABLE_ASCII = Array.from({ length: 0x7f - 0x20 }, (_, nth) => String.fromCharCode(0x20 + nth)).join('');

export function windowFont(sources: string): Plugin {
  let building = false;
  return {
    name: 'window-font',
    configResolved: ({ command }) => void (building = command === 'build'),
    resolveId: (id) => (id === MODULE ? MODULE : null),
    async load(id) {
      if (id !== MODULE) return null;
      if (!building) return '';
      const characters = await charactersOf(sources);
      const whole = await readFile(createRequire(import.meta.url).resolve(WHOLE));
      const source = await subsetFont(whole, characters, { targetFormat: 'sfnt' });
      this.emitFile({ type: 'asset', fileName: FILE, source });
      return face(characters);
    },
    transformIndexHtml: () =>
      building
        ? [
            {
              tag: 'link',
              attrs: { rel: 'preload', as: 'font', type: 'font/ttf', href: `/${FILE}`, crossorigin: true },
              injectTo: 'head',
            },
          ]
        : [],
  };
}

async function charactersOf(folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true });
  const shown = names.filter((name) => /\.(ts|svelte)$/.test(name) && !IN_MEMORY.test(name));
  const texts = shown.map((name) => readFile(join(folder, name), 'utf8'));
  const characters = new Set(PRINTABLE_ASCII + (await Promise.all(texts)).join(''));
  return [...characters]
    .filter((character) => character >= ' ')
    .sort()
    .join('');
}

/** `block`: the file is there within milliseconds, and words that change their shape look worse than words that wait. */
function face(characters: string): string {
  const range = [...characters].map((character) => `U+${character.codePointAt(0)?.toString(16)}`).join(', ');
  return `@font-face {
    font-family: 'Pretendard Window';
    font-weight: 45 920;
    font-display: block;
    src: url(/${FILE}) format('truetype');
    unicode-range: ${range};
  }`;
}

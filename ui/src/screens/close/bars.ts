/**
 * Where the bars of the chart stand. Receipts lie under invoices; what is negative hangs below the line. Pure: amounts and
 * a size in pixels go in, places come out.
 */
import type { Bar } from '../../backend/backend';

export type Part = 'receipts' | 'invoices';
export type Segment = { part: Part; top: number; height: number; path: string };
export type Column = {
  at: string;
  /** Of the slot that belongs to it, gaps included. */
  slot: { left: number; width: number };
  left: number;
  width: number;
  segments: Segment[];
  /** Where its highest segment begins; the line when there is none. */
  top: number;
};
export type Plot = {
  columns: Column[];
  /** Where nought is. */
  zero: number;
  /** Round amounts to measure by. */
  lines: { won: number; y: number }[];
};

const PARTS: readonly Part[] = ['receipts', 'invoices'];
const GAP = 4;
const WIDTH_MAX = 56;
/** An amount, however small, can be seen. */
const HEIGHT_MIN = 2;
const CORNER = 3;
const LINES_MAX = 3;

export function plotOf(bars: readonly Bar[], width: number, height: number): Plot {
  const up = Math.max(0, ...bars.map((bar) => sumOf(bar, 1)));
  const down = Math.max(0, ...bars.map((bar) => sumOf(bar, -1)));
  const extent = up + down;
  const perWon = extent === 0 ? 0 : height / extent;
  // Bars begin on a whole pixel.
  const zero = extent === 0 ? height : Math.round(up * perWon);
  const slot = bars.length === 0 ? 0 : width / bars.length;
  const barWidth = Math.max(1, Math.min(slot - GAP, WIDTH_MAX));
  const columns = bars.map((bar, nth) => {
    const left = nth * slot + (slot - barWidth) / 2;
    const segments = segmentsOf(bar, left, barWidth, zero, perWon);
    const top = Math.min(zero, ...segments.map((segment) => segment.top));
    return { at: bar.at, slot: { left: nth * slot, width: slot }, left, width: barWidth, segments, top };
  });
  const step = roundStep(Math.max(up, down));
  const lines = multiples(step, up, down).map((won) => ({ won, y: zero - won * perWon }));
  return { columns, zero, lines };
}

/** Of one sign: 1 adds what is above the line, -1 what is below it. */
function sumOf(bar: Bar, sign: 1 | -1): number {
  return PARTS.reduce((sum, part) => sum + Math.max(0, bar[part] * sign), 0);
}

function segmentsOf(bar: Bar, left: number, width: number, zero: number, perWon: number): Segment[] {
  let above = zero;
  let below = zero;
  const segments: (Omit<Segment, 'path'> & { isUp: boolean })[] = [];
  for (const part of PARTS) {
    const won = bar[part];
    if (won === 0) continue;
    const height = Math.max(HEIGHT_MIN, Math.abs(won) * perWon);
    const isUp = won > 0;
    segments.push({ part, top: isUp ? above - height : below, height, isUp });
    if (isUp) above -= height;
    else below += height;
  }
  return segments.map(({ part, top, height, isUp }) => {
    const isOutermost = isUp ? top === above : top + height === below;
    const corner = isOutermost ? Math.min(CORNER, height, width / 2) : 0;
    return { part, top, height, path: pathOf(left, top, width, height, isUp ? corner : 0, isUp ? 0 : corner) };
  });
}

/** A box with its upper or its lower corners rounded. */
function pathOf(left: number, top: number, width: number, height: number, upper: number, lower: number): string {
  const arc = (radius: number, dx: number, dy: number) =>
    radius === 0 ? '' : `a${radius} ${radius} 0 0 1 ${short(dx)} ${short(dy)}`;
  return [
    `M${short(left)} ${short(top + upper)}`,
    arc(upper, upper, -upper),
    `H${short(left + width - upper)}`,
    arc(upper, upper, upper),
    `V${short(top + height - lower)}`,
    arc(lower, -lower, lower),
    `H${short(left + lower)}`,
    arc(lower, -lower, -lower),
    'Z',
  ].join('');
}

const short = (pixels: number) => Number(pixels.toFixed(2));

/** 1, 2 or 5 with noughts, so that at most three lines measure the larger side. */
function roundStep(most: number): number {
  if (most <= 0) return 0;
  const power = 10 ** Math.floor(Math.log10(most / LINES_MAX));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power * LINES_MAX >= most) ?? 10;
  return factor * power;
}

function multiples(step: number, up: number, down: number): number[] {
  if (step === 0) return [];
  const above = Array.from({ length: Math.floor(up / step) }, (_, nth) => (nth + 1) * step);
  const below = Array.from({ length: Math.floor(down / step) }, (_, nth) => -(nth + 1) * step);
  return [...above, ...below];
}

/** `2026-11-22T12:00:03` as `2026-11-22 12:00`. */
export function formatTime(at: string): string {
  return at.slice(0, 16).replace('T', ' ');
}

/** `20261122-41999999-00000042`: the 24 digits in three readable parts. */
export function groupedApproval(number: string): string {
  return number.length === 24 ? [0, 8, 16].map((from) => number.slice(from, from + 8)).join('-') : number;
}

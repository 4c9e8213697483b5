/** The line to the NTS in words: what is broken, ours or theirs, and what waits for it until when. */
import type { Connection } from '../backend/backend';
import { t } from '../messages/messages.svelte';
import { dayName } from './days';

export function routeName({ route }: Pick<Connection, 'route'>): string {
  return t().connection.routes[route] ?? route;
}

/**
 * The code says it best where it has words of its own: a used-up quota is no silence. Where a person uploads, there is no line
 * to speak of.
 */
export function lineText(connection: Connection): string {
  const words = t().connection;
  if (isByHand(connection)) return words.byHand;
  const { state, detail } = connection;
  const ofCode = state === 'route_down' ? words.codes[detail ?? ''] : undefined;
  return (ofCode ?? words[state])(routeName(connection));
}

/** `12건이 기다리고 있고, 가장 급한 것은 내일까지예요.`; null when nothing waits. */
export function queueText({ waiting, earliest_deadline }: Connection, today: string): string | null {
  const words = t().connection;
  if (waiting === 0) return null;
  if (earliest_deadline === null) return words.queueAnyhow(waiting);
  return words.queue(waiting, dayName(earliest_deadline, today));
}

/** A person uploads them: there is no line to ask. */
export function isByHand({ route }: Pick<Connection, 'route'>): boolean {
  return route === 'file';
}

/** Whether documents cannot go out now. */
export function isBroken({ state }: Pick<Connection, 'state'>): boolean {
  return state === 'no_network' || state === 'route_down' || state === 'stopped';
}

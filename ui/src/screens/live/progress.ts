/** Where each step stands, in one word. */
import type { Tone } from '../../parts/Badge.svelte';
import type { LiveController } from './live.svelte';

export type StepState = 'done' | 'now' | 'later' | 'notNeeded' | 'optional' | 'blocked' | 'unsaved';

export const TONES: Record<StepState, Tone> = {
  done: 'good',
  now: 'accent',
  later: 'quiet',
  notNeeded: 'quiet',
  optional: 'quiet',
  blocked: 'bad',
  unsaved: 'warn',
};

/** The five steps in their order. Exactly one is next, unless something blocks. */
export function progress(live: LiveController): [StepState, StepState, StepState, StepState, StepState] {
  const byFile = live.route === 'hometax_file';
  const isChosen = live.form?.route === live.live?.form.route;
  const { isFilled, waits, isStopped } = live;
  const route: StepState = !isFilled && !live.isDirty ? 'now' : isChosen && isFilled ? 'done' : 'unsaved';
  const account: StepState = live.isDirty ? 'unsaved' : isFilled ? 'done' : 'later';
  if (byFile) return [route, account, 'notNeeded', 'notNeeded', last(live)];
  const isChecked = waits === null && live.live?.checked_at !== null && !isStopped;
  const check: StepState = isStopped ? 'blocked' : isChecked ? 'done' : waits ? 'later' : 'now';
  if (live.route === 'hometax_api') return [route, account, check, 'notNeeded', last(live)];
  const trial: StepState = waits === null && live.live?.tried ? 'done' : isChecked ? 'optional' : 'later';
  return [route, account, check, trial, last(live)];
}

function last(live: LiveController): StepState {
  if (live.isReal) return 'optional';
  return live.obstacle === null ? 'now' : 'later';
}

/** Notices that nobody has touched the window for a while. The wall clock counts, so that a computer that slept counts too. */
const LOOK_EVERY_MS = 5_000;
const TOUCHES = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** Calls `leave` once nobody has touched `target` for the minutes that `minutes` answers; null is never. */
export function watchIdle(target: Window, minutes: () => number | null, leave: () => void): () => void {
  let last = Date.now();
  const touched = () => (last = Date.now());
  const look = () => {
    const allowed = minutes();
    if (allowed === null) return void touched();
    // A clock that was set back must not make the desk stay open.
    const idle = Math.abs(Date.now() - last);
    if (idle >= allowed * 60_000) leave();
  };
  for (const name of TOUCHES) target.addEventListener(name, touched, { capture: true, passive: true });
  // Before the key or click that ends the absence is counted as somebody's being there.
  const looking = setInterval(look, LOOK_EVERY_MS);
  target.addEventListener('focus', look);
  return () => {
    clearInterval(looking);
    target.removeEventListener('focus', look);
    for (const name of TOUCHES) target.removeEventListener(name, touched, { capture: true });
  };
}

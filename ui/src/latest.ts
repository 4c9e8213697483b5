/**
 * Many questions while somebody types, one answer that counts: waits until typing pauses, asks, and drops every answer
 * that a newer question has overtaken. Never blocks and never reorders.
 */
export class Latest {
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly delay_ms: number) {}

  ask<Answer>(question: () => Promise<Answer>, take: (answer: Answer) => void, fail: (thrown: unknown) => void): void {
    clearTimeout(this.#timer);
    this.#turn += 1;
    const turn = this.#turn;
    const run = () =>
      question().then(
        (answer) => void (turn === this.#turn && take(answer)),
        (thrown: unknown) => void (turn === this.#turn && fail(thrown)),
      );
    if (this.delay_ms === 0) void run();
    else this.#timer = setTimeout(() => void run(), this.delay_ms);
  }

  /** Forgets the question that is waiting or being answered. */
  drop(): void {
    clearTimeout(this.#timer);
    this.#turn += 1;
  }
}

/** What the window may ask about 연결: part of the {@link Backend}. */
import type { DoorForm, Link, NewToken, ResultsForm, ResultsSaved } from './bindings';

export interface LinkBackend {
  /** The door for other programs, their tokens, and where results go. */
  loadLink(): Promise<Link>;
  saveDoor(form: DoorForm): Promise<Link>;
  /** The token is answered this one time. */
  makeToken(name: string): Promise<NewToken>;
  revokeToken(id: number): Promise<Link>;
  /** A webhook without a secret, or with `newSecret`, gets one made; it is answered this one time. */
  saveResults(form: ResultsForm, newSecret: boolean): Promise<ResultsSaved>;
  /** Saves, then posts a test to the webhook. */
  testResults(form: ResultsForm): Promise<ResultsSaved>;
}

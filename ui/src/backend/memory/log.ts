/** 통신 기록 of the practice shop in memory: every call about every document, newest first. */
import type { AttemptPage, AttemptQuery, LoggedAttempt } from '../bindings';
import type { Documents } from './documents';

export function attemptPage(documents: Documents, query: AttemptQuery): AttemptPage {
  const { cursor, limit } = query;
  const found = documents
    .all(() => true)
    .flatMap(({ key, attempts }) => attempts.map((attempt) => ({ ...attempt, document_key: key })).reverse())
    .filter((attempt) => matches(attempt, query));
  const start = cursor === null ? 0 : Number(cursor);
  const end = start + limit;
  return { rows: found.slice(start, end), next: end < found.length ? String(end) : null };
}

function matches(attempt: LoggedAttempt, { text, call, outcome, route, only_failed }: AttemptQuery): boolean {
  const wanted = text.trim().toUpperCase();
  return (
    (wanted === '' || attempt.document_key.includes(wanted) || attempt.result_code === wanted) &&
    (call === null || attempt.call === call) &&
    (outcome === null || attempt.outcome === outcome) &&
    (route === null || attempt.route === route) &&
    (!only_failed || attempt.outcome !== 'approved')
  );
}

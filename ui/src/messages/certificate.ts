/** The catalogue of 인증서, in the language in use. */
import { en } from './certificate/en';
import { ko } from './certificate/ko';
import { currentLanguage } from './messages.svelte';

export type CertificateMessages = typeof ko;

const CATALOGUES = { ko, en };

export function certificateText(): CertificateMessages {
  return CATALOGUES[currentLanguage()];
}

/** Why a certificate cannot be used: `wrong_password`, or with its day `expired:2026-12-31`. */
export function problemText(detail: string): string {
  const words = certificateText();
  const [code = '', day = ''] = detail.split(':');
  return (words.problems[code] ?? words.problemAnyhow)(day && words.day(day));
}

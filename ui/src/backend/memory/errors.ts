/** Errors and refusals as the program behind the real window says them. */
import { BackendError } from '../backend';
import type { Fault, Refusal, UiErrorCode } from '../bindings';

export const REFUSAL: Refusal = { code: 'E2003', field: 'consumerPhone', message: '소비자 번호가 올바르지 않습니다' };

/** `line`: which line of an invoice, from 0. */
export function fault(field: string, code: string, line: number | null = null): Fault {
  return { field, code, line };
}

export function refuseFaults(faults: Fault[]): void {
  if (faults.length > 0) throw faultsError(faults);
}

export function faultsError(faults: Fault[]): BackendError {
  return new BackendError({ code: 'faults', faults, retry: 'never', reference: null, detail: null });
}

export function error(code: UiErrorCode, reference: string | null = null, detail: string | null = null): BackendError {
  return new BackendError({ code, faults: [], retry: 'never', reference, detail });
}

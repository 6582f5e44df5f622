/** A refusal: a peer's fault, expected, a value with a code from one closed list; never an exception. [P-6.4] */
import type { RejectionCode } from '../../schemas/types.ts';

export interface Refusal {
  readonly code: RejectionCode;
  readonly detail: string;
}

export function refuse(code: RejectionCode, detail: string): Refusal {
  return { code, detail };
}

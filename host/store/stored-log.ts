/** Whether the log in a party's store is right: every entry certified, in order, from the first one on. [P-7.1.4] */
import type { LogVerifier } from '../../protocol/log/log-verifier.ts';
import { isValid } from '../../schemas/validate.ts';
import { entryLine } from '../care/audit-file.ts';

/** A ledger or an archive, as far as its log goes. */
export interface StoredLog {
  areas(): readonly string[];
  /** The stored text of every certified entry of an area, in order. */
  entryTexts(area: string): Iterable<string>;
}

/** The first stored entry that is not right, in words; undefined if all are. */
export function logProblem(store: StoredLog, verifier: LogVerifier): string | undefined {
  for (const area of store.areas()) {
    for (const text of store.entryTexts(area)) {
      const { certified } = entryLine(area, text);
      const problem = isValid('certified-entry', certified) ? verifier.add(certified) : 'is not a certified entry';
      if (problem !== undefined) return `entry ${verifier.logs.get(area)?.length ?? 0} of ${area} ${problem}`;
    }
  }
  return undefined;
}

/** Reads the one line that names a source; opening it is for `spec-source.ts`. */
import { HostError } from '../../../host/base/errors.ts';
import { nearest } from '../../../host/base/nearest.ts';
import { escaped } from '../../../host/base/printable.ts';
import { type SourceSpec, parseSourceSpec } from '../../sources/source-spec.ts';

/** Throws HostError ERR_SOURCE_SPEC with the nearest right word. */
export function readSpec(text: string): SourceSpec {
  const read = parseSourceSpec(text);
  if (read.isOk) return read.value;
  const { problem, unknown } = read;
  const meant = unknown === undefined ? undefined : nearest(unknown.word, unknown.known);
  const words = unknown === undefined ? '' : `: "${escaped(unknown.word)}"`;
  const advice = meant === undefined ? '' : `. Did you mean "${meant}"? There are ${unknown?.known.join(', ')}`;
  // What stands before an @ may be a password.
  const shown = escaped(text.slice(0, 200)).replace(/(\/\/).*@/s, '$1***@');
  throw new HostError('ERR_SOURCE_SPEC', `the source ${shown} is invalid: ${problem}${words}${advice}`);
}

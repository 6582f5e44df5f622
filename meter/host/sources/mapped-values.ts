/** Where in a message, a row or an answer the registers are, by the parameters of a source. */
import { HostError } from '../../../host/base/errors.ts';
import type { LinesSource } from '../../../schemas/types.ts';
import type { Unit } from '../../sources/quantity.ts';
import { type SourceSpec, textOf } from '../../sources/source-spec.ts';
import type { SourceHost } from './source-watch.ts';

export const IMPORT = '1-0:1.8.0';
export const EXPORT = '1-0:2.8.0';

const UNITS: readonly Unit[] = ['Wh', 'kWh', 'MWh'];

export type Mapping = Omit<LinesSource, 'kind' | 'file'>;

/** `drawn`: the parameter that says where energy drawn from the grid is. */
export function mappingOf(spec: SourceSpec, drawn: string): Mapping {
  const [unitText, importPath, exportPath] = ['unit', drawn, 'export'].map((name) => textOf(spec, name));
  const unit: Unit = UNITS.find((one) => one === unitText) ?? 'kWh';
  const [time, serial] = ['time', 'serial'].map((name) => spec.parameters.get(name));
  return {
    registers: [
      { register: IMPORT, unit, ...(importPath === undefined ? {} : { value: importPath }) },
      ...(exportPath === undefined ? [] : [{ register: EXPORT, unit, value: exportPath }]),
    ],
    ...(time === undefined ? {} : { time }),
    ...(serial === undefined ? {} : { serial }),
  };
}

/** Throws HostError ERR_SOURCE_CONFIG if the meter has registers that this source never has. `advice`: what to do about it. */
export function assertGives(given: readonly string[], { meter, registers }: SourceHost, advice: string): void {
  const lacking = registers.filter((register) => !given.includes(register));
  if (lacking.length === 0) return;
  throw new HostError(
    'ERR_SOURCE_CONFIG',
    `meter ${meter} has ${lacking.join(' and ')}, and the source gives ${given.join(' and ')} only: ${advice}`,
  );
}

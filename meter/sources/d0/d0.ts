/**
 * Decodes IEC 62056-21, as optical ports of meters (D0) write it by themselves or when asked. A block whose check character is
 * wrong gives nothing; one of a meter that has none is `unchecked`, and rests on the grammar alone. [P-2.4]
 */
import { type Decoded, type StreamDecoder, faultOf } from '../decoder.ts';
import { EnergyRegisters, isEnergy } from '../energy-registers.ts';
import { KnownForms } from '../known-forms.ts';
import { type DataSet, linesOf, parseD0Line } from '../obis-line.ts';
import { type D0Frame, D0Framer } from './d0-framer.ts';

export interface D0Options {
  /** Of registers without a unit; kWh if left out. */
  readonly unit?: 'Wh' | 'kWh';
}

/** The first that says something is the serial number. `C.1` and `C.1.0`: the meter's; `0.0.0`: what the utility calls it. */
const SERIALS = ['C.1.0', 'C.1', '0.0.0', '0.0', '96.1.0', '96.1.255', '0.0.1'];

function serialOf(sets: readonly DataSet[]): string | undefined {
  const texts = SERIALS.map((code) => sets.find((set) => set.code === code)?.groups[0]?.trim());
  return texts.find((text) => text !== undefined && text !== '');
}

/** A register that a meter keeps no count in: `1.8.3()`. */
function isEmpty({ groups }: DataSet): boolean {
  return groups.every((group) => group === '');
}

const UNLIKE = 'it has other sets, digits or another serial number than those before: believed when that comes again';

class D0 implements StreamDecoder {
  private readonly framer = new D0Framer();
  private readonly unit: 'Wh' | 'kWh';
  /** Whether this meter's blocks have a check character: then none without is its. */
  private hasCheck = false;
  private readonly forms = new KnownForms();

  constructor({ unit = 'kWh' }: D0Options) {
    this.unit = unit;
  }

  push(bytes: Uint8Array): readonly Decoded[] {
    return this.framer.push(bytes).map((one) => (one.kind === 'fault' ? one : this.decode(one)));
  }

  end(): readonly Decoded[] {
    return this.framer.end().map((one) => (one.kind === 'fault' ? one : this.decode(one)));
  }

  private decode({ text, isChecked }: D0Frame): Decoded {
    if (!isChecked && this.hasCheck) return faultOf('checksum', 'its check character is missing');
    const sets = setsOf(text);
    if (sets === undefined) return faultOf('syntax', 'a line of it is no OBIS code with its values');
    const energy = new EnergyRegisters(this.unit);
    for (const set of sets) {
      if (!isEnergy(set) || isEmpty(set)) continue;
      if (!energy.add(set)) return faultOf('syntax', 'a register of energy in it is not digits, or contradicts itself');
    }
    if (!energy.isEven()) return faultOf('syntax', 'its registers of energy differ in their digits');
    this.hasCheck ||= isChecked;
    const serial = serialOf(sets);
    const form = [...sets.map(({ code, isCurrent }) => `${code} ${isCurrent}`), ...energy.formats(), serial].join('\n');
    if (!this.forms.isKnown(form)) return faultOf('syntax', UNLIKE);
    return {
      kind: 'telegram',
      quality: isChecked ? 'checked' : 'unchecked',
      ...(serial === undefined ? {} : { serial }),
      values: energy.values(),
    };
  }
}

/** Undefined if a line is no data. */
function setsOf(text: string): readonly DataSet[] | undefined {
  const sets: DataSet[] = [];
  for (const line of linesOf(text) ?? []) {
    const data = parseD0Line(line);
    if (data === undefined) return undefined;
    sets.push(...data);
  }
  return sets.length === 0 ? undefined : sets;
}

export function d0Decoder(options: D0Options = {}): StreamDecoder {
  return new D0(options);
}

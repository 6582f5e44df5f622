/** What the authority's folder and the roster file say of meters: where they are, what they report, their key epochs. [P-9.6] */
import { join } from 'node:path';
import { readConfig } from '../host/base/config.ts';
import { HostError } from '../host/base/errors.ts';
import type { Enrolment, RosterMeter } from '../schemas/types.ts';
import { appendLine, readLines } from './records.ts';
import { enrolMeter, enrolmentProblem, removeMeter } from './roster-file.ts';

export const METERS_FILE = 'meters.jsonl';

type Keys = Pick<RosterMeter, 'registers' | 'identity' | 'agreement'>;
type Line = { readonly meter: string; readonly keyEpoch: number } & Partial<Keys>;

export class MeterRecords {
  private readonly path: string;
  private readonly roster: string | undefined;

  /** `roster`: the utility's file, if it is here. */
  constructor(folder: string, roster: string | undefined) {
    this.path = join(folder, METERS_FILE);
    this.roster = roster;
  }

  /** Who is in the roster file; nobody if it is elsewhere. */
  get listed(): Enrolment['meters'] {
    return this.roster === undefined ? [] : readConfig('enrolment', this.roster).meters;
  }

  areaOf(id: string): string | undefined {
    return this.listed.find(({ meter }) => meter.id === id)?.area;
  }

  /** Throws HostError ERR_ENROL_REQUEST. */
  registersOf(id: string): string[] {
    const registers = this.listed.find(({ meter }) => meter.id === id)?.meter.registers ?? this.lastOf(id)?.registers;
    if (registers !== undefined) return [...registers];
    throw new HostError('ERR_ENROL_REQUEST', `it is not known here what meter ${id} reports: enrol it with a token`);
  }

  private lastOf(id: string): Line | undefined {
    return readLines<Line>(this.path).findLast(({ meter }) => meter === id);
  }

  /** A meter with its key epoch: one above any that this id ever had, unless the same device asks again. Throws HostError ERR_ENROL_KEYS. */
  meterOf(id: string, keys: Keys): RosterMeter {
    const last = this.lastOf(id);
    const listed = this.listed.find(({ meter }) => meter.id === id)?.meter.keyEpoch;
    const isAgain = last?.identity === keys.identity && last.agreement === keys.agreement;
    const keyEpoch = isAgain ? last.keyEpoch : Math.max(last?.keyEpoch ?? 0, listed ?? 0) + 1;
    const meter = { id, keyEpoch, ...keys };
    const problem = enrolmentProblem({ meters: this.listed }, meter);
    if (problem !== undefined) throw new HostError('ERR_ENROL_KEYS', `meter ${id} is not enrolled: ${problem}`);
    return meter;
  }

  /** Whether it was enrolled under this key epoch before, the answer perhaps lost. */
  isKnown({ id, keyEpoch }: RosterMeter): boolean {
    return this.lastOf(id)?.keyEpoch === keyEpoch;
  }

  record({ id, keyEpoch, registers, identity, agreement }: RosterMeter): void {
    appendLine(this.path, { meter: id, registers, identity, agreement, keyEpoch });
  }

  /** Into the roster file, if it is here, and not yet: an earlier attempt may have ended just before. */
  join(area: string, from: number, { id, keyEpoch, ...keys }: RosterMeter): void {
    const isThere = this.listed.some(({ meter }) => meter.id === id && meter.keyEpoch === keyEpoch);
    if (this.roster !== undefined && !isThere) enrolMeter(this.roster, area, from, { id, keyEpoch, ...keys });
  }

  /** Out of the roster file. Whether it was there. */
  leave(meter: string): boolean {
    const keyEpoch = this.roster === undefined ? undefined : removeMeter(this.roster, meter);
    if (keyEpoch !== undefined) appendLine(this.path, { meter, keyEpoch });
    return keyEpoch !== undefined;
  }
}

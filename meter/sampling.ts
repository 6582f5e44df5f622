/** The samples of one meter: what they make of its intervals, and the last of them, kept for a restart. [P-2.4] */
import type { Effects, Times } from '../protocol/machine.ts';
import type { SchemeView } from './grid-view.ts';
import { IntervalMaker, type MadeReading } from './intervals.ts';
import type { OutboxOp } from './outbox.ts';
import type { Rows } from './rows.ts';
import type { CounterEvent, KeptSample, Replacement, Sample } from './sample.ts';
import type { Surroundings } from './surroundings.ts';

type Out = Effects<OutboxOp>;

const EVENT_TEXTS: Readonly<Record<CounterEvent['kind'], string>> = {
  exchanged:
    'another meter is there, by its serial number: its registers are counted from where they stand now. Compare the last ' +
    'value of the old one with the books (gridshare explain), and say it: gridshare meter replaced. Until then what it counted after its ' +
    'last sample is on no bill',
  jumped:
    'a register shows what cannot follow what it showed, three times in a row: it is counted from where it stands now, and what lies ' +
    'between is on no bill. Was the electricity meter exchanged (gridshare meter replaced), or a counter set back? docs/operating.md, ' +
    'Gaps in readings',
  'rolled-over': 'a register began again at 0, as it does: it goes on counting, and nothing is missing',
  replaced: 'another meter is there, and was told where the old one ended and it began: nothing is missing',
};

export class Sampling {
  private readonly around: Surroundings;
  private readonly rows: Rows;
  private readonly restored: KeptSample | undefined;
  private maker: IntervalMaker | undefined;
  private view: SchemeView | undefined;
  /** What was said of exchanged devices, by id: it is taken once. */
  private readonly replacements: Set<string>;

  constructor(around: Surroundings, rows: Rows, restored: KeptSample | undefined, replacements: readonly string[]) {
    this.around = around;
    this.rows = rows;
    this.restored = restored;
    this.replacements = new Set(replacements);
  }

  /** All that a register ever counted, in thousandths of a Wh; undefined until this process has seen it. */
  total(register: string): bigint | undefined {
    return this.maker?.total(register);
  }

  /** By the scheme in force: intervals never change, the fuse limit may. */
  private makerFor(view: SchemeView): IntervalMaker {
    const { maker } = this;
    if (maker !== undefined && this.view === view) return maker;
    this.view = view;
    const kept = maker === undefined ? this.restored : maker.kept;
    this.maker = new IntervalMaker(this.around.party.registers, view.scheme, this.rows.lastWritten, kept);
    return this.maker;
  }

  /** What a register showed in the sample that was kept last, in thousandths of a Wh; undefined if none was. */
  shownMilli(register: string): bigint | undefined {
    const kept = this.maker?.kept ?? this.restored;
    const shown = kept?.registers.find((one) => one.register === register)?.milli;
    return shown === undefined ? undefined : BigInt(shown);
  }

  /** Takes a sample. `read` takes the readings that it ends, before the sample is kept in the same transaction. */
  take(sample: Sample, read: (reading: MadeReading) => void, out: Out): void {
    const { view, party } = this.around;
    if (view === undefined) return;
    const maker = this.makerFor(view);
    const { readings, events, isClockBack } = maker.take(sample);
    for (const reading of readings) read(reading);
    for (const event of events) this.tell(event, out);
    if (isClockBack) {
      const text =
        'the clock of this device was put back into time that has readings: what was counted meanwhile ' +
        'is on the estimated reading of the interval that it was in';
      out.notice('warn', 'clock_put_back', text, { meter: party.id });
    }
    if (readings.length > 0 || events.length > 0 || isClockBack) this.keep(out);
  }

  private tell(event: CounterEvent, out: Out): void {
    const { kind, register } = event;
    const meter = this.around.party.id;
    out.persist({ kind: 'counter', meter, event });
    // What a register shows is a reading, and no log has readings.
    const code = `register_${kind.replace('-', '_')}`;
    const level = kind === 'exchanged' || kind === 'jumped' ? 'warn' : 'info';
    out.notice(level, code, EVENT_TEXTS[kind], { meter, register });
  }

  /** Somebody says where an old device ended, and where the new one began. */
  replace(replacement: Replacement, { gridMs: hostMs, monotonicMs }: Times, out: Out): void {
    const { view, party } = this.around;
    if (view === undefined || this.replacements.has(replacement.id)) return;
    this.replacements.add(replacement.id);
    const meter = party.id;
    const result = this.makerFor(view).replace(replacement, { hostMs, monotonicMs });
    if (typeof result === 'string') {
      out.persist({ kind: 'replacement', meter, replacement: { ...replacement, hostMs, problem: result } });
      const text =
        'what was said of an exchanged electricity meter cannot be by what was seen of it, and was not taken: gridshare meter show';
      out.notice('error', 'replacement_refused', text, { meter, register: replacement.register, problem: result });
      return;
    }
    out.persist({ kind: 'replacement', meter, replacement: { ...replacement, hostMs } });
    if (result !== undefined) this.tell(result, out);
    this.keep(out);
  }

  /** Time has passed without a sample. */
  passed(gridMs: number, read: (reading: MadeReading) => void, out: Out): void {
    const readings = this.maker?.passed(gridMs) ?? [];
    if (readings.length === 0) return;
    for (const reading of readings) read(reading);
    this.keep(out);
  }

  /** Writes the last sample down: with every reading, and when the process stops. */
  keep(out: Out): void {
    const sample = this.maker?.kept;
    if (sample !== undefined) out.persist({ kind: 'sample', meter: this.around.party.id, sample });
  }
}

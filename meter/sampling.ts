/** The samples of one meter: what they make of its intervals, and the last of them, kept for a restart. [P-2.4] */
import type { Effects } from '../protocol/machine.ts';
import type { SchemeView } from './grid-view.ts';
import { IntervalMaker, type MadeReading } from './intervals.ts';
import type { OutboxOp } from './outbox.ts';
import type { Rows } from './rows.ts';
import type { CounterEvent, KeptSample, Sample } from './sample.ts';
import type { Surroundings } from './surroundings.ts';

type Out = Effects<OutboxOp>;

const EVENT_TEXTS: Readonly<Record<CounterEvent['kind'], string>> = {
  exchanged:
    'another electricity meter is there, by its serial number: the registers are counted from where they stand now. Compare the last ' +
    'value of the old one with the books (gridshare explain): what it counted after its last sample is on no bill',
  jumped:
    'a register shows what cannot follow what it showed, three times in a row: it is counted from where it stands now, and what lies ' +
    'between is on no bill. Was the electricity meter exchanged, or a counter set back? docs/operating.md, Gaps in readings',
  'rolled-over': 'a register began again at 0, as it does: it goes on counting, and nothing is missing',
};

export class Sampling {
  private readonly around: Surroundings;
  private readonly rows: Rows;
  private readonly restored: KeptSample | undefined;
  private maker: IntervalMaker | undefined;
  private view: SchemeView | undefined;

  constructor(around: Surroundings, rows: Rows, restored: KeptSample | undefined) {
    this.around = around;
    this.rows = rows;
    this.restored = restored;
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

  /** Takes a sample. `read` takes the readings that it ends, before the sample is kept in the same transaction. */
  take(sample: Sample, read: (reading: MadeReading) => void, out: Out): void {
    const { view, party } = this.around;
    if (view === undefined) return;
    const maker = this.makerFor(view);
    const { readings, events, isClockBack } = maker.take(sample);
    for (const reading of readings) read(reading);
    for (const event of events) {
      const { kind, register } = event;
      out.persist({ kind: 'counter', meter: party.id, event });
      // What a register shows is a reading, and no log has readings.
      const code = `register_${kind.replace('-', '_')}`;
      out.notice(kind === 'rolled-over' ? 'info' : 'warn', code, EVENT_TEXTS[kind], { meter: party.id, register });
    }
    if (isClockBack) {
      const text =
        'the clock of this device was put back into time that has readings: the interval that it was in has none, and what was ' +
        'counted meanwhile is in the books with the gap';
      out.notice('warn', 'clock_put_back', text, { meter: party.id });
    }
    if (readings.length > 0 || events.length > 0 || isClockBack) this.keep(out);
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

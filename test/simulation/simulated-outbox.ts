/**
 * A meter's store over a simulated disk: what a commit wrote is there for ever, what it did not is gone with the process. A power cut in the
 * middle of a commit leaves all of it or nothing, as a checked journal does.
 * Semantics as SQLite has them: a row that is there already makes the commit fail.
 */
import type { Carry, Gap, Joining, KeptMessages, KeptTariff, OutboxOp, OutboxReading } from '../../meter/outbox.ts';
import type { RestoredMeter } from '../../meter/restored-meter.ts';
import type { AtOnce } from '../../host/store/at-once.ts';
import type { OutboxStore } from '../../meter/host/outbox-store.ts';
import { KeptReadings } from '../../meter/kept-readings.ts';
import type { Estimate, KeptSample } from '../../meter/sample.ts';
import type { Proof } from '../../schemas/types.ts';
import { refuseTwice } from './refuse-twice.ts';

export interface OutboxMeter {
  lastInterval: number;
  lostKeyEpoch: number;
  joined: Joining | undefined;
  readonly before: Set<number>;
  readonly gaps: Gap[];
  readonly estimates: Estimate[];
  readonly replacements: string[];
  sample: KeptSample | undefined;
  readonly readings: Map<number, OutboxReading>;
  readonly carries: Map<string, Carry>;
  /** From where to where energy was booked: once only. */
  readonly bookings: Set<string>;
  readonly billed: Set<number>;
}

export class SimulatedOutbox implements AtOnce<OutboxStore> {
  readonly meters = new Map<string, OutboxMeter>();
  private scheme: string | undefined;
  private tariffs: readonly KeptTariff[] = [];
  readonly proofs = new Map<string, Proof>();
  readonly cards = new Map<number, string>();

  meter(id: string): OutboxMeter {
    let meter = this.meters.get(id);
    if (meter === undefined) {
      meter = {
        lastInterval: -1,
        lostKeyEpoch: 0,
        joined: undefined,
        before: new Set(),
        gaps: [],
        estimates: [],
        replacements: [],
        sample: undefined,
        readings: new Map(),
        carries: new Map(),
        bookings: new Set(),
        billed: new Set(),
      };
      this.meters.set(id, meter);
    }
    return meter;
  }

  commit(ops: readonly OutboxOp[]): void {
    for (const op of ops) {
      if (op.kind === 'scheme') {
        this.scheme = op.message;
        this.tariffs = [...op.tariffs];
      } else if (op.kind === 'card') this.cards.set(op.aggregator, op.message);
      else if (op.kind === 'tariff') continue;
      else if (op.kind === 'proof') this.proofs.set(op.name, op.proof);
      else this.write(op, this.meter(op.meter));
    }
  }

  private write(op: Extract<OutboxOp, { meter: string }>, meter: OutboxMeter): void {
    switch (op.kind) {
      case 'reading':
        refuseTwice(meter.readings.has(op.reading.interval), 'reading');
        meter.readings.set(op.reading.interval, op.reading);
        meter.lastInterval = Math.max(meter.lastInterval, op.reading.interval);
        break;
      case 'carry':
        meter.carries.set(`${op.carry.interval}/${op.carry.register}`, op.carry);
        break;
      case 'booking': {
        const { register, from, to } = op.booking;
        refuseTwice(meter.bookings.has(`${register}/${from}/${to}`), 'booking');
        meter.bookings.add(`${register}/${from}/${to}`);
        break;
      }
      case 'bill':
      case 'refused':
      case 'counter':
        break;
      case 'sample':
        meter.sample = op.sample;
        break;
      case 'void': {
        const reading = meter.readings.get(op.interval);
        if (reading !== undefined) meter.readings.set(op.interval, { ...reading, isVoid: true });
        break;
      }
      case 'billed':
        meter.billed.add(op.from);
        for (const interval of op.intervals) {
          const reading = meter.readings.get(interval);
          if (reading !== undefined) meter.readings.set(interval, { ...reading, isBilled: true });
        }
        break;
      case 'lost':
        meter.lostKeyEpoch = op.keyEpoch;
        break;
      case 'joined':
        meter.joined = { area: op.area, keyEpoch: op.keyEpoch, interval: op.interval };
        break;
      case 'gap':
        refuseTwice(
          meter.gaps.some(({ from }) => from === op.gap.from),
          'gap',
        );
        meter.gaps.push(op.gap);
        break;
      case 'estimate':
        refuseTwice(
          meter.estimates.some(({ from }) => from === op.estimate.from),
          'estimate',
        );
        meter.estimates.push(op.estimate);
        break;
      case 'replacement':
        refuseTwice(meter.replacements.includes(op.replacement.id), 'replacement');
        meter.replacements.push(op.replacement.id);
        break;
      case 'before':
        for (const interval of op.intervals) {
          refuseTwice(meter.before.has(interval), 'reading from before');
          meter.before.add(interval);
          meter.readings.delete(interval);
        }
        break;
      case 'forget':
        for (const interval of op.intervals) meter.readings.delete(interval);
        break;
    }
  }

  restoreMessages(): KeptMessages {
    const cards = [...this.cards].toSorted(([a], [b]) => a - b).map(([, message]) => message);
    return { scheme: this.scheme, tariffs: this.tariffs, cards, proofs: [...this.proofs.values()] };
  }

  restore(): RestoredMeter[] {
    return [...this.meters].map(
      ([
        meter,
        {
          lastInterval,
          lostKeyEpoch,
          joined,
          before,
          gaps,
          estimates,
          replacements,
          sample,
          readings,
          carries,
          billed,
        },
      ]) => ({
        meter,
        lastInterval,
        lostKeyEpoch,
        joined,
        beforeCount: before.size,
        gaps,
        estimates,
        replacements,
        sample,
        readings: KeptReadings.of([...readings.values()].toSorted((a, b) => a.interval - b.interval)),
        carries: [...carries.values()]
          .filter(({ remainingUnits }) => remainingUnits > 0)
          .toSorted((a, b) => a.interval - b.interval || a.register - b.register),
        billed: [...billed],
      }),
    );
  }

  close(): void {}
}

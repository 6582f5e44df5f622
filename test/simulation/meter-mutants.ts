/** Planted faults of meters: readings and samples, outboxes, keys. */
import { IntervalMaker, type MadeReading } from '../../meter/intervals.ts';
import { KeyCards } from '../../meter/key-cards.ts';
import { Carries } from '../../meter/carries.ts';
import { ReceiptMerge } from '../../meter/receipt-merge.ts';
import { RegisterTrack } from '../../meter/register-track.ts';
import { SeenCounts } from '../../meter/seen-counts.ts';
import { Sender } from '../../meter/sender.ts';
import { Sending } from '../../meter/sending.ts';
import { RateCells } from '../../meter/rate-cells.ts';
import { SimulatedOutbox } from './simulated-outbox.ts';
import { type Mutant, type Opened, losing } from './patches.ts';

export const METER_MUTANTS: readonly Mutant[] = [
  {
    name: 'a meter that moved forgets what it owes the area before',
    plant: (patches) =>
      patches.replace(
        Sending.prototype,
        'missingAt',
        (original) =>
          function (this: Opened, ...args: never[]) {
            const isFormer = this.owned().end !== Number.POSITIVE_INFINITY;
            return isFormer ? [] : Reflect.apply(original, this, args);
          },
      ),
  },
  {
    name: 'what an exchanged meter counted is counted twice',
    plant: (patches) =>
      patches.replace(
        RegisterTrack.prototype,
        'replace',
        (original) =>
          function (this: Opened, ...args: never[]) {
            const before = this.counts.pendingMilli;
            const result: unknown = Reflect.apply(original, this, args);
            this.counts.count(this.counts.pendingMilli - before);
            return result;
          },
      ),
  },
  {
    name: 'the rest of a Wh is dropped',
    plant: (patches) =>
      patches.replace(
        SeenCounts.prototype,
        'collect',
        (original) =>
          function (this: Opened, ...args: never[]) {
            const units: unknown = Reflect.apply(original, this, args);
            this.countedMilli -= this.pendingMilli % 1000n;
            return units;
          },
      ),
  },
  {
    name: 'what is estimated is not marked',
    plant: (patches) =>
      patches.replace(
        IntervalMaker.prototype,
        'fill',
        (original) =>
          function (this: Opened, ...args: never[]) {
            const filled = Reflect.apply(original, this, args) as MadeReading[];
            return filled.map(({ estimate: _estimate, ...reading }) => reading);
          },
      ),
  },
  {
    name: 'the sample is not kept that ended a reading',
    plant: (patches) => losing(patches, SimulatedOutbox, 'sample'),
  },
  {
    name: 'the outbox is emptied when a share message was sent',
    plant: (patches) =>
      patches.replace(
        Sending.prototype,
        'sendFresh',
        (original) =>
          function (this: Opened, row: Opened, view: Opened, times: Opened, out: Opened) {
            Reflect.apply(original, this, [row, view, times, out]);
            this.rows.forget([row], out);
          },
      ),
  },
  {
    name: 'fresh coefficients in every process',
    plantIn: (world) => {
      let count = 0;
      world.splitSeed = (meter) => `${meter}/split/${(count += 1)}`;
    },
  },
  {
    name: 'energy is booked into the next interval',
    plant: (patches) =>
      patches.replace(
        Carries.prototype,
        'set',
        (original) =>
          function (this: Opened, carry: Opened, out: Opened) {
            Reflect.apply(original, this, [{ ...carry, skipped: 0, portions: 1 }, out] as never[]);
          },
      ),
  },
  {
    name: 'energy is booked again at a cheaper rate',
    plant: (patches) =>
      patches.replace(
        RateCells.prototype,
        'takes',
        () =>
          function (this: Opened, interval: number, origin: number) {
            return this.calendar.rateOf(interval).microPerKwh <= this.calendar.rateOf(origin).microPerKwh;
          },
      ),
  },
  {
    name: 'a single aggregator is believed when it calls a cell void',
    plant: (patches) =>
      patches.replace(
        ReceiptMerge.prototype,
        'voidIfAgreed',
        (original) =>
          function (this: Opened, row: Opened, out: Opened) {
            if (row.voidBy !== 0) row.voidBy = -1;
            Reflect.apply(original, this, [row, out] as never[]);
          },
      ),
  },
  {
    name: 'void energy is booked and stays in the carry',
    plant: (patches) =>
      patches.replace(
        Carries.prototype,
        'set',
        (original) =>
          function (this: Opened, carry: Opened, out: Opened) {
            const isKnown = this.carries.has(`${carry.interval}/${carry.register}`);
            if (!isKnown) Reflect.apply(original, this, [carry, out] as never[]);
          },
      ),
  },
  {
    name: 'the carry is forgotten at a restart',
    plant: (patches) =>
      patches.replace(
        SimulatedOutbox.prototype,
        'restore',
        (original) =>
          function (this: Opened) {
            const meters = Reflect.apply(original, this, []) as object[];
            return meters.map((meter) => ({ ...meter, carries: [] }));
          },
      ),
  },
  {
    name: 'a restarted meter reads again what it has written',
    plant: (patches) =>
      patches.replace(
        SimulatedOutbox.prototype,
        'restore',
        (original) =>
          function (this: Opened) {
            for (const meter of this.meters.values()) meter.lastInterval = -1;
            return Reflect.apply(original, this, []);
          },
      ),
  },
  {
    name: 'a meter sends its set-up once',
    plant: (patches) => {
      patches.replace(Sender.prototype, 'receipted', () => () => false);
      patches.replace(
        Sender.prototype,
        'sealed',
        (original) =>
          function (this: Opened, ...args: never[]) {
            const message: unknown = Reflect.apply(original, this, args);
            this.isSetUpKnown = true;
            return message;
          },
      );
    },
  },
  {
    name: 'a set-up that was receipted once is never sent again',
    plant: (patches) =>
      patches.replace(
        Sender.prototype,
        'receipted',
        (original) =>
          function (this: Opened, sessionId: string | undefined) {
            return this.isSetUpKnown === true
              ? false
              : (Reflect.apply(original, this, [sessionId] as never[]) as boolean);
          },
      ),
  },
  {
    name: 'meters never change over to another key',
    plant: (patches) =>
      patches.replace(
        KeyCards.prototype,
        'turn',
        (original) =>
          function (this: Opened, times: Opened) {
            const before = new Map(this.active);
            const changes = Reflect.apply(original, this, [times] as never[]);
            for (const [aggregator, key] of before) this.active.set(aggregator, key);
            return changes;
          },
      ),
  },
];

/** What a meter process tells of itself: counts and notes for its health file, and a report of its run when it ends. */
import type { MeterMachine } from '../machine.ts';
import { notesOn } from './notes.ts';
import type { TimingObserver } from './timings.ts';

/** Void energy booked on a later reading. */
export interface Booked {
  readonly meter: string;
  readonly register: number;
  readonly from: number;
  readonly to: number;
  readonly units: number;
}

export interface MeterReport {
  readonly readings: number;
  readonly sharesPublished: number;
  readonly refusedReadings: readonly { readonly meter: string; readonly interval: number }[];
  readonly bookings: readonly Booked[];
  readonly billed: number;
  readonly outstanding: number;
  readonly carriedUnits: number;
  readonly timings: ReturnType<TimingObserver['timings']>;
}

/** Readings that some aggregator has not stored yet. */
export function unstoredCount(machine: MeterMachine): number {
  let count = 0;
  for (const meter of machine.meters.values()) count += meter.unstoredCount;
  return count;
}

/** Counts for the health file: how much waits for whom. */
export function backlogOf(machine: MeterMachine) {
  const meters = [...machine.meters.values()];
  return {
    meters: meters.length,
    readings: machine.bookedReadings,
    refusedReadings: machine.refusedReadings.length,
    outstanding: meters.reduce((sum, meter) => sum + meter.outstandingCount, 0),
    unstored: unstoredCount(machine),
    carriedCells: meters.reduce((most, meter) => Math.max(most, meter.carriedCells), 0),
  };
}

/** What is on no bill, and what was not measured, in words. */
export function notesOf(machine: MeterMachine, nowMs: number): readonly string[] {
  const scheme = machine.anyView?.scheme;
  if (scheme === undefined) return [];
  const meters = [...machine.meters.values()].map(({ party, joined, beforeCount, gaps, estimates }) => ({
    meter: party.id,
    joined,
    beforeCount,
    gaps,
    estimates,
  }));
  return [...notesOn(meters, scheme, nowMs), ...movedNotes(machine)];
}

/** Of meters that moved to another area: what they owe the one before. */
function movedNotes(machine: MeterMachine): string[] {
  return [...machine.meters.values()].flatMap(({ party, owedCount }) =>
    owedCount === 0
      ? []
      : [
          `${party.id} moved to ${party.area}: ${owedCount} readings of before are not yet billed there and with everybody`,
        ],
  );
}

export function reportOf(machine: MeterMachine, observer: TimingObserver, bookings: readonly Booked[]): MeterReport {
  const meters = [...machine.meters.values()];
  return {
    readings: machine.bookedReadings,
    sharesPublished: observer.sharesPublished,
    refusedReadings: machine.refusedReadings,
    bookings,
    billed: meters.reduce((sum, meter) => sum + meter.bills.billedCount, 0),
    outstanding: meters.reduce((sum, meter) => sum + meter.outstandingCount, 0),
    carriedUnits: meters.reduce((sum, meter) => sum + meter.carriedUnits, 0),
    timings: observer.timings(),
  };
}

/** Whether a healed grid has settled: everything closed, billed and footed, nothing left anywhere, everybody agrees. */
import type { MeterMachine } from '../../meter/machine.ts';
import type { Entry } from '../../schemas/types.ts';
import { thinnessOf } from '../release/slow-graph.ts';
import { toldBy } from '../release/told.ts';
import type { World } from './world.ts';

/** What is not settled yet, in words; undefined when all is. */
export function settlementProblem(world: World): string | undefined {
  return notRunning(world) ?? keysDiffer(world) ?? logsDiffer(world) ?? metersWait(world) ?? figuresMissing(world);
}

function notRunning(world: World): string | undefined {
  const down = world.hosts.find((host) => !host.isUp);
  return down === undefined ? undefined : `${down.name} is down`;
}

/** Meters seal to what each key file says by now, whatever was rotated on the way. [P-9.2] */
function keysDiffer(world: World): string | undefined {
  for (const fleet of world.fleets) {
    const machine = fleet.machine as MeterMachine | undefined;
    for (const [index, ring] of world.keyRings) {
      const keyId = machine?.grid.keys.get(index)?.keyId ?? 'none';
      const state = ring.stateOf(keyId, world.scheduler.nowMs);
      if (state !== 'valid') return `${fleet.name} seals to ${keyId} of aggregator ${index}, which is ${state}`;
    }
  }
  return undefined;
}

function logsDiffer(world: World): string | undefined {
  for (const [name, area] of world.oracle.areas) {
    for (const [index, ledger] of world.ledgers) {
      const { length } = ledger.area(name).entries;
      if (length !== area.entries.length)
        return `aggregator ${index} has ${length} of ${area.entries.length} entries of ${name}`;
    }
    if (world.archive.area(name).entries.length !== area.entries.length) return `the utility lacks entries of ${name}`;
    if (area.nextPage < world.endInterval) return `page ${area.nextPage} of ${name} is not closed`;
  }
  return undefined;
}

function metersWait(world: World): string | undefined {
  for (const [at, fleet] of world.fleets.entries()) {
    const machine = fleet.machine as MeterMachine | undefined;
    for (const meter of machine?.meters.values() ?? []) {
      const kept = world.outboxes[at]!.meter(meter.party.id);
      // What only a liar lacks is kept for it until the retention is over.
      const isKept = world.scenario.liar === undefined ? kept.readings.size > 0 : meter.outstandingCount > 0;
      if (isKept)
        return `${meter.party.id} still keeps ${[...kept.readings.keys()].join(' ')}, billed ${[...kept.billed].join(' ')}`;
      if (meter.carriedWh > 0) return `${meter.party.id} still carries ${meter.carriedWh} Wh`;
    }
  }
  for (const books of world.oracle.meters.values()) {
    if (books.written.size === 0) return `${books.plan.id} has not written one reading`;
    const billed = world.oracle.billedWh(books);
    const wrong = books.usedWh.findIndex((wh, at) => wh !== billed[at]);
    if (wrong !== -1)
      return `${books.plan.id} used ${books.usedWh[wrong]} Wh of ${books.plan.registers[wrong]}, its bills say ${billed[wrong]}`;
  }
  return undefined;
}

function figuresMissing(world: World): string | undefined {
  const { scheme } = world.scenario;
  const isVerifiable = scheme.operators.length >= 2 * scheme.threshold - 1;
  for (const [name, area] of world.oracle.areas) {
    for (const [sequence, covered] of area.bills) {
      for (const index of covered.keys())
        if (!area.verified.has(`${sequence}/${index}`))
          return `the bill ${sequence} of ${area.roster[index]?.meter} in ${name} is not verified`;
    }
    for (const [interval, page] of area.pages) {
      for (const { obis, isLoad } of scheme.registers) {
        if (!isLoad || page.empty.has(obis)) continue;
        const status = area.loads.get(`${interval}/${obis}`)?.status;
        const isFine =
          status === 'verified' ||
          (status === 'unverified' && !isVerifiable) ||
          (status !== undefined && world.scenario.liar !== undefined) ||
          world.hasLostCells;
        if (!isFine) return `the load of page ${interval} in ${name} is ${status ?? 'not opened'}`;
      }
    }
    const latest = new Map(world.archive.area(name).windows.map((window) => [window.sequence, window]));
    for (const sequence of area.bills.keys()) {
      const window = latest.get(sequence);
      if (window?.state === 'footed') continue;
      // A liar can keep loads of its window shut, and so can a lost ledger: then nothing is compared.
      if (window?.state !== 'differs' && (world.scenario.liar !== undefined || world.hasLostCells)) continue;
      return `the window of bill ${sequence} in ${name} does not foot: ${window?.reason ?? 'not compared'}`;
    }
  }
  return undefined;
}

/** What all that was ever released, taken together, tells too much of; in words, undefined if nothing. [P-8.4] */
export function thinCutProblem(world: World): string | undefined {
  for (const [name, { entries }] of world.oracle.areas) {
    const told = toldBy(entries.map((text) => JSON.parse(text) as Entry));
    const thin = thinnessOf(told, world.scenario.scheme.floors);
    if (thin !== undefined) return `all that was released in ${name} tells no few cells from all others: ${thin}`;
  }
  return undefined;
}

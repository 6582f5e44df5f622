/** Whether a healed grid has settled: everything closed, billed and footed, nothing left anywhere, everybody agrees. */
import type { AggregatorMachine } from '../../aggregator/machine.ts';
import type { MeterMachine } from '../../meter/machine.ts';
import type { World } from './world.ts';

/** What is not settled yet, in words; undefined when all is. */
export function settlementProblem(world: World): string | undefined {
  return (
    forked(world) ??
    unconvicted(world) ??
    notRunning(world) ??
    notFounded(world) ??
    keysDiffer(world) ??
    logsDiffer(world) ??
    metersWait(world) ??
    figuresMissing(world) ??
    sharesKept(world)
  );
}

/** Whoever has a part in the grid finds a fork, and the operators go on from one log. [P-7.7] */
function forked({ oracle: { fork }, hosts, ledgers, archive, scenario }: World): string | undefined {
  if (fork?.hasStood !== true) return undefined;
  const problem = fork.unfound(hosts.map(({ name }) => name));
  if (problem !== undefined) return problem;
  if (fork.isStanding) return 'the operators have not put the fork right';
  // Under two ballots somebody broke a promise, which has to be found elsewhere.
  if (!fork.isOfOneBallot(archive)) return undefined;
  for (const name of ['utility', `aggregator-${scenario.forger?.liar}`]) {
    const [blind] =
      [...ledgers].find(([index, { proofs }]) => index !== scenario.forger?.liar && !proofs.has(name)) ?? [];
    if (blind !== undefined) return `aggregator ${blind} has no proof against ${name}`;
  }
  return undefined;
}

/** Who signs contradictions is convicted by all others, and they keep the proof. [P-7.7] */
function unconvicted({ scenario, ledgers, archive, outboxes }: World): string | undefined {
  const { liar } = scenario;
  if (liar?.equivocates !== true) return undefined;
  const name = `aggregator-${liar.index}`;
  for (const [index, { proofs }] of ledgers)
    if (index !== liar.index && !proofs.has(name)) return `aggregator ${index} has no proof against ${name}`;
  if (!archive.proofs.has(name)) return `the utility has no proof against ${name}`;
  const at = outboxes.findIndex(({ proofs }) => !proofs.has(name));
  return at === -1 ? undefined : `fleet-${at + 1} has no proof against ${name}`;
}

/** Who lost everything where answers prove nothing is founded anew by then. [P-7.4.7] */
function notFounded({ oracle }: World): string | undefined {
  const [lost] = oracle.founding.unfounded;
  return lost === undefined ? undefined : `aggregator ${lost} is not founded anew`;
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

/** A meter that left, that is bent, or whose cells no page may have. */
function isOutside(world: World, id: string): boolean {
  const plan = world.oracle.meters.get(id)?.plan;
  const isBent = id === world.scenario.thief?.meter || world.accused.has(id);
  return plan?.isApart === true || plan?.leavesAt !== undefined || isBent;
}

function metersWait(world: World): string | undefined {
  for (const [at, fleet] of world.fleets.entries()) {
    const machine = fleet.machine as MeterMachine | undefined;
    for (const meter of machine?.meters.values() ?? []) {
      const books = world.oracle.meters.get(meter.party.id);
      const onDiskWh =
        books === undefined ? 0 : world.oracle.carriedUnits(books).reduce((sum, units) => sum + units, 0);
      if (meter.carriedUnits !== onDiskWh)
        return `${meter.party.id} carries ${onDiskWh} Wh on its disk, and knows of ${meter.carriedUnits}`;
      // Of a meter that no page has, nothing is billed: what it used stays in its books.
      if (isOutside(world, meter.party.id)) continue;
      const kept = world.outboxes[at]!.meter(meter.party.id);
      const open = books === undefined ? [] : world.oracle.unanswerable(books);
      if (open.some((interval) => !kept.readings.has(interval)))
        return `${meter.party.id} lets readings go of a bill that stays open`;
      // What only a liar lacks is kept for it until the retention is over.
      const isKept =
        world.scenario.liar === undefined ? kept.readings.size > open.length : meter.outstandingCount > open.length;
      if (isKept)
        return `${meter.party.id} still keeps ${[...kept.readings.keys()].join(' ')}, billed ${[...kept.billed].join(' ')}`;
    }
  }
  for (const books of world.oracle.meters.values()) {
    if (books.written.size === 0) return `${books.plan.id} has not written one reading`;
    const billed = world.oracle.billedUnits(books);
    if (isOutside(world, books.plan.id)) continue;
    const unread = world.oracle.registers?.problem(books.plan.id, world.endInterval);
    if (unread !== undefined) return unread;
    const carried = world.oracle.carriedUnits(books);
    const open = world.oracle.unanswerable(books);
    if (open.length > 0) world.coverage.saw('a bill that a founded aggregator never answers');
    const openWh = books.usedWh.map((_, at) =>
      open.reduce((sum, interval) => sum + (books.written.get(interval)?.bookedUnits[at] ?? 0), 0),
    );
    const wrong = books.usedWh.findIndex((units, at) => units !== (billed[at] ?? 0) + (carried[at] ?? 0) + openWh[at]!);
    if (wrong !== -1)
      return `${books.plan.id} used ${books.usedWh[wrong]} Wh of ${books.plan.registers[wrong]}, its bills say ${billed[wrong]}, ${openWh[wrong]} stay open and it carries ${carried[wrong]}`;
  }
  return undefined;
}

/** Of windows before the last one that was billed, every share is gone, and what memory knew of it, too. [P-6.5] */
function sharesKept(world: World): string | undefined {
  for (const [at, host] of world.aggregators.entries()) {
    const ledger = world.ledgers.get(at + 1)!;
    // What a lost or damaged ledger can't answer any more stays until two months are over, but nothing beside it.
    const mayLack = world.hasLostCells || world.oracle.rotten.size > 0 || ledger.storeEpoch > 1;
    let count = 0;
    for (const [name, area] of world.oracle.areas) {
      const { cells } = ledger.area(name);
      const lastFrom = Math.max(0, ...area.windows.keys());
      const isNeeded = world.oracle.needsOf(at + 1, name);
      for (const [interval, page] of cells) {
        const spare = [...page.keys()].find((meter) => !mayLack || !isNeeded(interval, meter));
        if (interval < lastFrom && spare !== undefined)
          return `aggregator ${at + 1} still has shares of page ${interval} of ${name}, such as of meter ${spare}`;
        count += page.size;
      }
    }
    const held = (host.machine as AggregatorMachine | undefined)?.heldCells;
    if (held !== count) return `aggregator ${at + 1} has ${count} cells, and digests of ${held}`;
  }
  return undefined;
}

function figuresMissing(world: World): string | undefined {
  const { scheme } = world.scenario;
  const isVerifiable = scheme.operators.length >= 2 * scheme.threshold - 1;
  for (const [name, area] of world.oracle.areas) {
    const undisputed = [...area.stolen.values()].find(({ status }) => status === 'verified' || status === 'failed');
    if (undisputed !== undefined)
      return `the thief's bill ${undisputed.sequence} in ${name} is ${undisputed.status}, not disputed`;
    for (const [sequence, covered] of area.bills) {
      for (const index of covered.keys()) {
        if (world.oracle.founding.isUnanswerable(name, sequence, index)) continue;
        if (area.roster[index]?.meter !== world.scenario.thief?.meter && !area.verified.has(`${sequence}/${index}`))
          return `the bill ${sequence} of ${area.roster[index]?.meter} in ${name} is not verified`;
      }
    }
    for (const [interval, page] of area.pages) {
      for (const { obis, isLoad } of scheme.registers) {
        if (!isLoad || page.empty.has(obis)) continue;
        const status = area.loads.get(`${interval}/${obis}`)?.status;
        const hasThief = [...page.set].some((index) => area.roster[index]?.meter === world.scenario.thief?.meter);
        const isFine =
          status === 'verified' ||
          (status === 'unverified' && !isVerifiable) ||
          (status !== undefined && (hasThief || world.scenario.liar !== undefined)) ||
          world.hasLostCells;
        if (!isFine) return `the load of page ${interval} in ${name} is ${status ?? 'not opened'}`;
      }
    }
    const stolenFrom = new Set([...area.stolen.values()].map((figure) => figure.from));
    const latest = new Map(world.archive.area(name).windows.map((window) => [window.from, window]));
    for (const [from, { waiting }] of area.windows) {
      if (waiting.size > 0) return `somebody waits in the window from ${from} of ${name}`;
      const window = latest.get(from);
      if (window?.state === 'footed') continue;
      // A bill that is disputed has no total to compare.
      if (stolenFrom.has(from)) continue;
      // A liar that is founded anew never answers its bills: nothing shows that its loads of before are lies.
      if (world.scenario.liar !== undefined && world.oracle.founding.isBefore(world.scenario.liar.index, from))
        continue;
      // A liar can keep loads of its window shut, and so can a lost ledger: then nothing is compared.
      if (window?.state !== 'differs' && (world.scenario.liar !== undefined || world.hasLostCells)) continue;
      return `the window from ${from} of ${name} does not foot: ${window?.reason ?? 'not compared'}`;
    }
  }
  return undefined;
}

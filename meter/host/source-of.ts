/** The source of a meter process, by its config: once a scheme is known, since that says what an interval is. */
import { dirname } from 'node:path';
import { besideConfig } from '../../host/base/config.ts';
import type { GridClock } from '../../host/base/clock.ts';
import { HostError } from '../../host/base/errors.ts';
import type { PartyLogger } from '../../host/base/logger.ts';
import type { Bus } from '../../host/bus/bus.ts';
import { withThief } from '../../homes/thief.ts';
import { topics } from '../../protocol/wire/topics.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import type { MeterConfig, Scheme } from '../../schemas/types.ts';
import type { MeterMachine } from '../machine.ts';
import { LineSource } from './line-source.ts';
import { openSource } from './open-source.ts';
import { MOST_UNSTORED, Replay } from './replay.ts';
import { unstoredCount } from './report.ts';
import type { MeterSource } from './source.ts';

/** So many samples wait at most for what is known of this device's clock, of those that can wait elsewhere. */
const MOST_HELD = 1_000;

/** What a source stands on. */
export interface SourceSurroundings {
  readonly configPath: string;
  readonly config: MeterConfig;
  readonly machine: MeterMachine;
  readonly clock: GridClock;
  readonly bus: Bus;
  readonly logger: PartyLogger;
}

/** Homes of a file, and made-up ones, have electricity. Throws HostError ERR_SOURCE_CONFIG. */
function assertEnergy(machine: MeterMachine): void {
  for (const { party } of machine.meters.values()) {
    const other = party.registers.find((register) => !register.startsWith('1-'));
    if (other === undefined) continue;
    throw new HostError(
      'ERR_SOURCE_CONFIG',
      `meter ${party.id} has ${other}, and readings of electricity have none: name a port that shows it, or take kind lines`,
    );
  }
}

/** The scheme, once it is known. */
async function knownScheme(machine: MeterMachine): Promise<Scheme> {
  let view = machine.anyView;
  for (; view === undefined; view = machine.anyView) await new Promise((resolve) => setTimeout(resolve, 50));
  return view.scheme;
}

function assertLive(clock: GridClock, what: string): void {
  if (!clock.isReplay) return;
  throw new HostError(
    'ERR_SOURCE_CONFIG',
    `${what} reads an electricity meter as it is now, and clock.source is replay: take clock.source system`,
  );
}

/** The source that one line names. Throws HostError ERR_SOURCE_*. */
async function lineNamed(line: string, around: SourceSurroundings, scheme: Scheme): Promise<MeterSource> {
  const { configPath, config, machine, clock, logger } = around;
  assertLive(clock, 'source');
  const [meter, ...others] = [...machine.meters.values()].map(({ party }) => party);
  if (meter === undefined || others.length > 0)
    throw new HostError(
      'ERR_SOURCE_CONFIG',
      `source names one electricity meter, and there are ${machine.meters.size} meters in this process: run one process for each, or take kind lines`,
    );
  // A meter loads the kinds of sources only that it has.
  const { readSpec } = await import('./sources/read-spec.ts');
  const { openSpec } = await import('./sources/spec-source.ts');
  const source = await openSpec(readSpec(line), {
    tell: (level, code, text, count) => logger[level]({ code, ...(count === undefined ? {} : { count }) }, text),
    now: () => clock.now(),
    meter: meter.id,
    registers: meter.registers,
    intervalSeconds: scheme.intervalSeconds,
    scheme,
    folder: dirname(configPath),
    stateFolder: besideConfig(configPath, config.state),
    isPatient: true,
    isBusy: () => isBusy(machine),
    shownMilli: (register) => machine.meters.get(meter.id)?.shownMilli(register),
  });
  if (source.isRecording)
    throw new HostError(
      'ERR_SOURCE_CONFIG',
      'source names a file that was recorded, and a recording is of no interval now: look at it with gridshare source',
    );
  return source;
}

/** Whether more can wait elsewhere: samples or readings would pile up. */
function isBusy(machine: MeterMachine): boolean {
  return unstoredCount(machine) >= MOST_UNSTORED || machine.samples.heldCount >= MOST_HELD;
}

/** Throws HouseholdError, or HostError ERR_SOURCE_*. */
export async function sourceOf(around: SourceSurroundings): Promise<MeterSource> {
  const { configPath, config, machine, clock, bus, logger } = around;
  const scheme = await knownScheme(machine);
  const folder = dirname(configPath);
  const { source } = config;
  if (typeof source === 'string') return lineNamed(source, around, scheme);
  if (source.kind === 'lines') {
    assertLive(clock, 'source.kind lines');
    return new LineSource(source, {
      logger,
      meters: [...machine.meters.values()].map(({ party }) => party),
      scheme,
      folder,
      now: () => clock.now(),
      isBusy: () => isBusy(machine),
    });
  }
  assertEnergy(machine);
  const homes = withThief(await openSource(source, scheme, folder), config.test?.thief);
  return new Replay(machine, homes, config.runOffIntervals, {
    isReplay: clock.isReplay,
    patienceMs: config.test?.patienceMs,
    monotonicMs: () => clock.now().monotonicMs,
    gridMs: () => clock.now().gridMs,
    hold: (gridMs) => {
      clock.hold(gridMs);
      const payload = canonicalJson({ version: 1, deployment: config.deployment, type: 'clock', holdMs: gridMs });
      bus.publish({ topic: topics.clock(), payload, isRetained: true });
    },
    unstoredCount: () => unstoredCount(machine),
    onReported: () => logger.info('every reading of the source was reported'),
  });
}

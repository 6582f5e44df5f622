/**
 * One grid of real processes whose meters read every kind of port, and all that befalls them: a pulled plug, a restart, a kill, a
 * clock that is wrong when they boot, the end of summer time, registers that roll over, an exchange, a day without power. Each
 * reading is what its register counted, each bill the register's difference, to the Wh. [P-2.4]
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findMosquitto } from '../broker/mosquitto.ts';
import { CONFIG_FILE } from '../host/base/file-names.ts';
import { readLive } from '../meter/host/live.ts';
import { intervalAt } from '../protocol/grid/interval.ts';
import { gridshare, temporaryFolder } from './gridshare.ts';
import { WINTER_MS } from './ports/devices.ts';
import { PortsGrid, QUARTERS, until } from './ports/grid.ts';
import { type Home, type Kind, type Pair, ROLLS_OVER_WH } from './ports/home.ts';
import { hasTerminals } from './pseudo-terminal.ts';
import { EXPORT, IMPORT } from './sampled-grid.ts';

/** In intervals. */
const DAY = 96;
/** Pages stay open for those who are away for a day. */
const CLOSE_AFTER_SECONDS = 2 * 86_400;
/** So far wrong that by it no key of an aggregator is valid. */
const AHEAD_MS = 10 * 86_400_000;
const BEHIND_MS = -3 * 86_400_000;

/** At which looks something happens; the one before the first interval that is billed is 0. */
const AT = { restart: 2, unplugged: 3, kill: 6, ahead: 7, behind: 10, winter: 13, exchange: 15, power: 16 } as const;
const BACK = AT.power + DAY;
const LAST = BACK + 2;

/** The end of an interval is seen in its look; where it was not, that interval and the next one are estimated. */
function holesOf(home: Home): readonly { readonly from: number; readonly end: number }[] {
  const powerFrom = home.seen.has(AT.power) ? AT.power + 1 : AT.power;
  return [
    ...[AT.unplugged, AT.ahead, AT.behind].map((look) => ({ from: look, end: look + 2 })),
    { from: powerFrom, end: BACK + 1 },
  ];
}

function usedWh(at: number, stepWh: number, look: number): Pair {
  const many = stepWh * (look === BACK ? DAY : 1);
  // What is fed into the grid on the day of the exchange, nobody can miss.
  const exportWh = look === AT.exchange ? 0 : (look * 13 + at) % 29;
  return [many * (30 + ((look * 37 + at * 53) % 97)), many * exportWh];
}

/** Shows 999999.999 kWh just before winter time begins. */
function atItsEnd(at: number): Pair {
  const looks = Array.from({ length: AT.winter - 1 }, (_, before) => usedWh(at, 1, before + 1));
  const [importWh, exportWh] = [0, 1].map((register) => looks.reduce((rest, used) => rest - (used[register] ?? 0), 0));
  return [ROLLS_OVER_WH - 1 + (importWh ?? 0), ROLLS_OVER_WH - 1 + (exportWh ?? 0)];
}

const KINDS: readonly Kind[] = [
  { kind: 'p1', shownWh: atItsEnd(0) },
  { kind: 'sml', shownWh: [125_000, 16_500] },
  { kind: 'd0', shownWh: atItsEnd(2) },
  { kind: 'tic', shownWh: atItsEnd(3) },
  { kind: 'modbus', hasNoSerial: true, stepWh: 125, shownWh: [125_000, 16_500] },
  { kind: 'mqtt', shownWh: [9_570_775, 16_500] },
  { kind: 'pulse', hasNoSerial: true, isCounted: true, registers: [IMPORT] },
  { kind: 'p1+tcp', shownWh: atItsEnd(7) },
  { kind: 'csv', shownWh: [9_570_775, 16_500] },
];

const doesRollOver = ({ kind }: Home): boolean => (kind.shownWh?.[0] ?? 0) > ROLLS_OVER_WH / 2;

const noTerminal = hasTerminals ? [] : ['bsdutils'];
const missing = [...noTerminal, ...(findMosquitto() === undefined ? ['mosquitto'] : [])];
const skipped = missing.length === 0 ? '' : ` (skipped: apt-get install ${missing.join(' ')})`;

describe.skipIf(missing.length > 0)(`meters at every kind of port${skipped}`, { timeout: 600_000 }, () => {
  const base = intervalAt(WINTER_MS, QUARTERS) - AT.winter;
  let folder: string;
  let grid: PortsGrid;

  beforeEach(() => {
    folder = temporaryFolder();
    grid = new PortsGrid(folder, {
      kinds: KINDS,
      base,
      windowIntervals: BACK + 1,
      closeAfterSeconds: CLOSE_AFTER_SECONDS,
      used: ({ at, kind }, look) => usedWh(at, kind.stepWh ?? 1, look),
    });
  });

  afterEach(async () => {
    await grid.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function restarted(signal: 'SIGKILL' | 'SIGTERM', look: number): Promise<void> {
    await grid.each(async (home) => {
      await grid.ended(home, signal);
      grid.started(home);
      await grid.seen(home, look);
    });
  }

  async function unplugged(look: number): Promise<void> {
    const isMissed = ({ agent, kind }: Home): Promise<void> =>
      until(`${kind.kind} is missed`, () => agent?.output().includes('"code":"source_away"') === true);
    await grid.each(({ device }) => device.unplug());
    // Time does not leap before it is known that nobody counts: until then the last count is as good as seen.
    await grid.each(async (home) => (home.kind.isCounted === true ? await isMissed(home) : undefined));
    await grid.pass(look, true);
    await grid.each(async (home) => {
      await grid.read(home, look - 1);
      // A file that does not grow says nothing of why.
      if (home.kind.kind !== 'csv') await isMissed(home);
    });
    await grid.pass(look + 1, true);
    await grid.each(({ device }) => device.plug());
    await grid.each((home) => grid.seen(home, look + 1));
  }

  /** Put right while they run, an interval later. */
  async function bootedWrong(look: number, aheadMs: number, word: string): Promise<void> {
    await grid.each(async (home) => {
      await grid.ended(home, 'SIGTERM');
      home.clock.beWrong(aheadMs);
      grid.started(home);
      await grid.sampled(home);
    });
    await grid.pass(look);
    await grid.each(async (home) => {
      await grid.sampled(home);
      const problem = async () => (await readLive(home.state))?.clockProblem;
      await until(`${home.id} says: ${word}`, async () => (await problem())?.includes(word) === true);
    });
    await grid.pass(look + 1, false, () => grid.homes.map(({ clock }) => clock.beRight()));
    await grid.each((home) => grid.seen(home, look + 1));
  }

  /**
   * What it saw last may not have been written down: not if time ended the interval before, and if a telegram did that was on its
   * line when time leapt, what that said.
   */
  async function cutOff(home: Home): Promise<void> {
    await grid.ended(home, 'SIGKILL');
    const kept = home.books?.sample?.registers ?? [];
    const before = home.seen.get(AT.power - 1);
    if (before === undefined || kept.some(({ hostMs }) => hostMs < grid.lookMs(AT.power))) home.seen.delete(AT.power);
    else if (kept.some(({ register, milli }) => BigInt(milli) !== home.shownMilli(register)))
      home.seen.set(AT.power, before);
  }

  async function clocksAgree(): Promise<void> {
    for (const home of grid.homes.filter(({ kind }) => ['p1', 'tic'].includes(kind.kind))) {
      const sample = (await readLive(home.state))?.samples[home.id];
      expect(Math.abs((sample?.meterMs ?? 0) - (sample?.hostMs ?? NaN))).toBeLessThan(60_000);
    }
  }

  async function sayReplaced(home: Home, at: 0 | 1, finals: Pair, initial: Pair): Promise<void> {
    const register = [IMPORT, EXPORT][at] ?? '';
    const kwh = (shown: Pair): string => (home.totalUnits(register, shown[at]) / 1000).toFixed(3);
    const words = ['--register', register, '--final', kwh(finals), '--initial', kwh(initial)];
    const said = await gridshare(['meter', 'replaced', '--config', join(home.folder, CONFIG_FILE), ...words], {
      environment: grid.environment(),
    });
    expect([home.id, said.code, said.stderr]).toEqual([home.id, 0, '']);
  }

  /** Of pulses the agent has the count: it begins another file, and is told before it starts. */
  async function counterExchanged(home: Home, used: Pair): Promise<void> {
    home.count(used);
    await grid.sampled(home);
    await grid.ended(home, 'SIGTERM');
    await sayReplaced(home, 0, home.shown, [0, 0]);
    home.exchange([0, 0]);
    grid.reconfigure(home, `${home.device.source}&count-file=second.json`);
    grid.started(home);
  }

  /** Neither what the old one showed at its end nor what the new one showed at its beginning was seen. */
  async function exchanged(home: Home): Promise<void> {
    const { stepWh = 1, hasNoSerial = false, isCounted = false } = home.kind;
    const [used, exported] = usedWh(home.at, stepWh, AT.exchange);
    if (isCounted) return counterExchanged(home, [used, exported]);
    await home.device.unplug();
    const before = stepWh * Math.floor(used / stepWh / 3);
    home.count([before, exported]);
    const finals = home.shown;
    const initial: Pair = [5_000, 1_000];
    home.exchange(initial);
    home.count([used - before, 0]);
    if (hasNoSerial) for (const at of [0, 1] as const) await sayReplaced(home, at, finals, initial);
    await home.device.plug();
    await grid.sampled(home);
    if (!hasNoSerial) await sayReplaced(home, 0, finals, initial);
  }

  function judgeReadings(home: Home): void {
    const own = home.books;
    const holes = holesOf(home).map(({ from, end }) => ({ from, end, units: home.between(from - 1, end - 1) }));
    const estimates = holes.map(({ from, end, units }) => ({
      since: base + from,
      from: base + from,
      until: base + end,
      units,
    }));
    expect([home.kind.kind, own?.estimates]).toEqual([home.kind.kind, estimates]);
    for (let look = 1; look < LAST; look += 1) {
      const hole = holes.find(({ from, end }) => look >= from && look < end);
      const firstOnes = (units: number, count: number): number =>
        Math.floor((units * count) / ((hole?.end ?? 1) - (hole?.from ?? 0)));
      const expected =
        hole?.units.map((units) => firstOnes(units, look - hole.from + 1) - firstOnes(units, look - hole.from)) ??
        home.between(look - 1, look);
      const reading = own?.readings.find(({ interval }) => interval === base + look);
      expect([home.kind.kind, look, reading?.bookedUnits]).toEqual([home.kind.kind, look, expected]);
    }
    expect([own?.gaps, own?.voids, own?.refused]).toEqual([[], [], []]);
  }

  /** What registers did besides counting, and that nothing of it is missing. */
  function judgeEvents(home: Home): void {
    const { hasNoSerial = false, isCounted = false } = home.kind;
    const kinds = (register: string) =>
      home.books?.counters.filter((one) => one.register === register).map(({ kind }) => kind);
    const rolled = doesRollOver(home) ? ['rolled-over'] : [];
    const noticed = hasNoSerial ? [] : ['exchanged'];
    const told = hasNoSerial && !isCounted ? ['replaced'] : [];
    expect([home.kind.kind, kinds(IMPORT)]).toEqual([home.kind.kind, [...rolled, ...noticed, 'replaced']]);
    expect([home.kind.kind, kinds(EXPORT)]).toEqual([
      home.kind.kind,
      isCounted ? [] : [...rolled, ...noticed, ...told],
    ]);
  }

  test('bill what they count, through all that befalls them', async () => {
    await grid.begin();
    await grid.each((home) => grid.seen(home, 0));
    for (let look = 1; look <= AT.restart; look += 1) await grid.passAndSee(look);
    await restarted('SIGTERM', AT.restart);
    await unplugged(AT.unplugged);
    for (let look = AT.unplugged + 2; look <= AT.kill; look += 1) await grid.passAndSee(look);
    await restarted('SIGKILL', AT.kill);
    await bootedWrong(AT.ahead, AHEAD_MS, 'ahead');
    await grid.passAndSee(AT.ahead + 2);
    await bootedWrong(AT.behind, BEHIND_MS, 'behind');
    for (let look = AT.behind + 2; look < AT.exchange; look += 1) {
      await grid.passAndSee(look);
      await clocksAgree();
    }
    await grid.leap(AT.exchange);
    await grid.each(exchanged);
    await grid.each((home) => grid.seen(home, AT.exchange));
    await grid.passAndSee(AT.power);
    await grid.each((home) => cutOff(home));
    await grid.pass(BACK, true);
    await grid.each((home) => grid.started(home));
    await grid.each((home) => grid.seen(home, BACK));
    for (let look = BACK + 1; look <= LAST; look += 1) await grid.passAndSee(look);
    for (const home of grid.homes) {
      judgeReadings(home);
      judgeEvents(home);
    }
    await grid.judgeBills(0, BACK + 1);
    await grid.each((home) => grid.ended(home, 'SIGTERM'));
  });
});

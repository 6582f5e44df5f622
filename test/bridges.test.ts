/**
 * [P-10.11] A Mosquitto for each operator, bridged to the one of meters and utility: everything settles to the Wh while one bridge is cut
 * for a third of the window, and with the other two if it never comes back. What judges it has its controls in verdict.test.ts.
 */
import { X509Certificate } from 'node:crypto';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { EnrolmentDesk } from '../authority/enrolment.ts';
import { freePort as lowPort } from '../broker/free-port.ts';
import { type Mosquitto, findMosquitto, startMosquittoIn } from '../broker/mosquitto.ts';
import { until } from '../host/bus/bus.conformance.ts';
import { MqttBus } from '../host/bus/mqtt-bus.ts';
import { readTls } from '../host/keys/tls-files.ts';
import { aggregatorFilters, utilityFilters } from '../protocol/wire/heard.ts';
import { freePort, gridshare, temporaryFolder } from './gridshare.ts';
import { ProcessGrid } from './processes/grid.ts';
import { follow, wait, written } from './processes/until.ts';
import { type Verdict, verdictOf } from './processes/verdict.ts';

const LONG = { timeout: 180_000 };
const METERS = 6;
const WINDOW = { windowIntervals: 12, windows: 1, runOffIntervals: 2 };
/** The bridge is cut from this interval on, until so many later: a third of the window. */
const CUT_AT = 3;
const CUT_FOR = 4;
const CUT = 3;

let grid: ProcessGrid | undefined;
afterEach(async () => {
  await grid?.stop();
  grid?.delete();
  grid = undefined;
});

/** The last interval of which an aggregator has shares, from the first one on. */
function lastStored(playing: ProcessGrid, aggregator: number): number {
  const [row] = playing.rows(`aggregator-${aggregator}`, 'SELECT max(last) AS last FROM cell_batch');
  return Number(row?.['last'] ?? 0) - playing.firstInterval;
}

async function create(seed: number): Promise<ProcessGrid> {
  const size = { meters: METERS, areas: 1, aggregators: 3, threshold: 2, patienceMs: 300 };
  grid = await ProcessGrid.create({ seed, broker: 'mosquitto', isBridged: true, tlsOthers: [], ...size, ...WINDOW });
  await grid.startBroker();
  for (const name of grid.parties) grid.start(name);
  return grid;
}

const reach = (playing: ProcessGrid, interval: number): Promise<number> =>
  follow(
    playing,
    () => written(playing),
    (count) => count >= interval,
  );

const settle = (playing: ProcessGrid): Promise<Verdict> =>
  follow(
    playing,
    () => verdictOf(playing),
    ({ lost, double, unsettled }) => lost.length + double.length + unsettled.length === 0,
  );

/** What is missing is the third aggregator's answers, and nothing else. */
const isOnlyThirdMissing = ({ lost, double, unsettled, bills }: Verdict): boolean =>
  bills === METERS &&
  lost.length + double.length === 0 &&
  unsettled.every((text) => text.endsWith(': only aggregators 1,2 have answered'));

/** Takes the broker of the third operator away, and what brings it back. */
const WAYS = [
  {
    way: 'stands still (SIGSTOP)',
    cut: async (playing: ProcessGrid) => {
      const pid = playing.operatorBroker(CUT).pid!;
      process.kill(pid, 'SIGSTOP');
      return async () => void process.kill(pid, 'SIGCONT');
    },
  },
  {
    way: 'is killed, and started again with nothing',
    cut: async (playing: ProcessGrid) => {
      const broker = playing.operatorBroker(CUT);
      await broker.kill();
      return () => broker.start();
    },
  },
] as const;

describe.skipIf(findMosquitto() === undefined)('bridges', () => {
  test.each(WAYS)(
    '[P-10.11] the broker of one operator $way for a third of the window: every bill and load is exact, and signed by all three',
    LONG,
    async ({ cut }) => {
      const playing = await create(1);
      expect(await reach(playing, CUT_AT)).toBeGreaterThanOrEqual(CUT_AT);
      const comeBack = await cut(playing);
      const from = written(playing);
      try {
        expect(await reach(playing, from + CUT_FOR)).toBeGreaterThanOrEqual(from + CUT_FOR);
        expect(written(playing)).toBeLessThan(WINDOW.windowIntervals);
        // It is cut indeed: what the others store does not come to the third.
        expect(lastStored(playing, 1)).toBeGreaterThan(lastStored(playing, CUT) + 1);
      } finally {
        await comeBack();
      }
      const verdict = await settle(playing);
      expect(verdict).toMatchObject({ lost: [], double: [], unsettled: [] });
      expect(verdict.bills).toBe(METERS);
      expect(verdict.loads).toBeGreaterThanOrEqual(WINDOW.windowIntervals);
    },
  );

  test(
    '[P-10.11] the head-end’s broker is killed, and started again with nothing: exact, and signed by all three',
    LONG,
    async () => {
      const playing = await create(4);
      expect(await reach(playing, CUT_AT)).toBeGreaterThanOrEqual(CUT_AT);
      await playing.restartBroker();
      const verdict = await settle(playing);
      expect(verdict).toMatchObject({ lost: [], double: [], unsettled: [], bills: METERS });
    },
  );

  test(
    '[P-10.11] if it never comes back every bill is exact with the other two, and the third is named',
    LONG,
    async () => {
      const playing = await create(2);
      expect(await reach(playing, CUT_AT)).toBeGreaterThanOrEqual(CUT_AT);
      await playing.operatorBroker(CUT).kill();
      const verdict = await follow(playing, () => verdictOf(playing), isOnlyThirdMissing);
      expect(verdict).toMatchObject({ lost: [], double: [], bills: METERS });
      expect(verdict.unsettled.filter((text) => text.startsWith('bill of '))).toHaveLength(METERS);
      expect(isOnlyThirdMissing(verdict)).toBe(true);
      const config = join(playing.paths.utility, 'config.yaml');
      const { stdout } = await gridshare(['bills', '--config', config, '--json']);
      const bills = JSON.parse(stdout) as { status: string; signers: number[] }[];
      expect(bills.map(({ status, signers }) => [status, signers])).toEqual(
        Array.from({ length: METERS }, () => ['verified', [1, 2]]),
      );
      // Its operator sees whom it does not hear: the process is well, its broker gone.
      const sick = await gridshare([
        'health',
        '--config',
        join(playing.paths.operatorBrokers[CUT - 1]!, 'config.yaml'),
      ]);
      expect([sick.code, sick.stdout]).toEqual([1, expect.stringContaining('no Mosquitto runs')]);
    },
  );
});

describe.skipIf(findMosquitto() === undefined)('what crosses a bridge', LONG, () => {
  const buses: MqttBus[] = [];
  afterEach(async () => {
    await Promise.all(buses.splice(0).map((bus) => bus.stop(1_000)));
  });

  /** Connects as a party with its certificate; what it heard: topic, text, whether retained. */
  async function connect(clientId: string, url: string, folder: string, filters: readonly string[]) {
    const files = { ca: join(folder, 'ca.pem'), cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
    const limits = { queueLimit: 100, reconnectMinMs: 50, reconnectMaxMs: 500, keepaliveSeconds: 30 };
    const bus = new MqttBus({ url, tls: () => readTls(files), clientId, ...limits });
    buses.push(bus);
    const heard: string[] = [];
    const subscribed = bus.subscribe(filters);
    await bus.start({
      onMessage: ({ topic, payload, isRetained }) =>
        heard.push(`${topic} ${Buffer.from(payload).toString()}${isRetained ? ' retained' : ''}`),
      onConnected: () => {},
      onDisconnected: () => {},
    });
    await subscribed;
    const say = (topic: string, text: string, isRetained = false): Promise<void> =>
      new Promise((resolve) => bus.publish({ topic, payload: Buffer.from(text), isRetained }, resolve));
    return { heard, say };
  }

  async function brokersOnly(): Promise<ProcessGrid> {
    const size = { meters: METERS, areas: 1, aggregators: 3, threshold: 2 };
    const more = { tlsOthers: ['meter-m9'], ...size, ...WINDOW };
    grid = await ProcessGrid.create({ seed: 3, broker: 'mosquitto', isBridged: true, ...more });
    await grid.startBroker();
    return grid;
  }

  const asAggregator = (playing: ProcessGrid, j: number) =>
    connect(`aggregator-${j}`, playing.operatorUrl(j), playing.paths.aggregators[j - 1]!, aggregatorFilters(j));
  const asUtility = (playing: ProcessGrid) =>
    connect('utility', playing.url, playing.paths.utility, [...utilityFilters(), 'grid/agg/+/key']);

  test('[P-10.11] what an aggregator hears and says, once, in no circle, and what is retained stays so', async () => {
    const playing = await brokersOnly();
    const [one, two, utility] = [
      await asAggregator(playing, 1),
      await asAggregator(playing, 2),
      await asUtility(playing),
    ];
    await utility.say('grid/agg/1/requests/area-1', 'ask');
    await one.say('grid/agg/1/log/area-1', 'entry');
    await one.say('grid/agg/1/status', 'here', true);
    await one.say('grid/agg/1/evidence', 'proof', true);
    await until(
      'all of it is there',
      () => one.heard.length >= 3 && two.heard.length >= 2 && utility.heard.length >= 3,
    );
    // A circle would go on meanwhile.
    await wait(1_000);
    expect(one.heard.toSorted()).toEqual([
      'grid/agg/1/evidence proof',
      'grid/agg/1/log/area-1 entry',
      'grid/agg/1/requests/area-1 ask',
    ]);
    expect(two.heard.toSorted()).toEqual(['grid/agg/1/evidence proof', 'grid/agg/1/log/area-1 entry']);
    expect(utility.heard.toSorted()).toEqual([
      'grid/agg/1/evidence proof',
      'grid/agg/1/log/area-1 entry',
      'grid/agg/1/status here',
    ]);
    const late = await asAggregator(playing, 3);
    await until('retained at the third', () => late.heard.length > 0);
    expect(late.heard).toEqual(['grid/agg/1/evidence proof retained']);
  });

  test('[P-10.11] an operator’s broker is for its aggregator only, and its bridge has the rights of that one', async () => {
    const playing = await brokersOnly();
    const utility = await asUtility(playing);
    const own = await asAggregator(playing, 1);
    // Aggregator 2 has a certificate, and no rights here.
    const stranger = await connect('aggregator-2', playing.operatorUrl(1), playing.paths.aggregators[1]!, []);
    await stranger.say('grid/agg/2/log/area-1', 'elsewhere');
    // Nor does aggregator 1 speak for another.
    await own.say('grid/agg/2/log/area-1', 'forged');
    // As who runs that broker could: past its own rules, by the certificate of its bridge.
    await playing.operatorBroker(1).stop();
    const bridge = await connect('aggregator-1', playing.url, join(playing.paths.operatorBrokers[0]!, 'bridge'), []);
    await bridge.say('grid/agg/2/log/area-1', 'forged');
    await bridge.say('grid/agg/1/log/area-1', 'own');
    await until('its own came', () => utility.heard.length > 0);
    await wait(500);
    expect(utility.heard).toEqual(['grid/agg/1/log/area-1 own']);
  });

  test('[P-10.11] a gateway that lost everything gets back what was retained, and reading its files again breaks no bridge', async () => {
    const playing = await brokersOnly();
    const utility = await asUtility(playing);
    const one = await asAggregator(playing, 1);
    await one.say('grid/agg/1/key', 'card', true);
    await until('the card is there', () => utility.heard.length > 0);
    await Promise.all(buses.splice(1).map((bus) => bus.stop(1_000)));
    await playing.operatorBroker(1).restart();
    const again = await asAggregator(playing, 1);
    await until('the card is back', () => again.heard.some((text) => text.startsWith('grid/agg/1/key card')));
    // The head-end's, too, where the killed bridge left its session: Mosquitto before 2.1 dies of one that was to outlive it.
    const pids = [playing.operatorBroker(1).pid, playing.operatorBroker(2).pid, playing.pids.get('broker')];
    expect(pids.every((pid) => pid !== undefined)).toBe(true);
    for (let round = 0; round < 3; round++) {
      for (const pid of pids) process.kill(pid!, 'SIGHUP');
      await wait(300);
    }
    await again.say('grid/agg/1/log/area-1', 'after');
    await until('it crosses still', () => utility.heard.includes('grid/agg/1/log/area-1 after'));
  });
});

interface Finding {
  readonly name: string;
  readonly status: string;
  readonly text: string;
}

describe.skipIf(findMosquitto() === undefined)('gridshare init --bridges', LONG, () => {
  let folder = '';
  const running: Mosquitto[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map((mosquitto) => mosquitto.stop()));
    rmSync(folder, { recursive: true, force: true });
  });

  const doctor = async (name: string): Promise<readonly Finding[]> => {
    const { stdout } = await gridshare(['doctor', '--config', join(folder, name, 'config.yaml'), '--json']);
    return (JSON.parse(stdout) as { checks: Finding[] }).checks;
  };
  const failures = (checks: readonly Finding[]): readonly string[] =>
    checks.filter(({ status }) => status === 'failed').map(({ text }) => text);

  test('[P-10.11] each party where it belongs; doctor sees both ends of a bridge, and who is revoked is out everywhere', async () => {
    folder = temporaryFolder();
    // Below the others', so that the two after one another are none of them.
    const [port, own] = [await freePort(), await lowPort()];
    const size = ['--meters', '4', '--aggregators', '2', '--threshold', '2', '--authority', 'https://127.0.0.1:1'];
    const where = ['--broker', `mqtts://127.0.0.1:${port}`, '--bridges', String(own)];
    const made = await gridshare(['init', folder, '--tls', '--mosquitto', ...where, ...size]);
    expect([made.code, made.stderr]).toEqual([0, '']);
    expect(made.stdout).toContain(`cd ${join(folder, 'broker-2')} && mosquitto -c mosquitto.conf`);
    const urlIn = (name: string): string | undefined =>
      /mqtts:[^"\s]*/.exec(readFileSync(join(folder, name), 'utf8'))?.[0];
    for (const name of ['utility/config.yaml', 'meters/config.yaml', 'ca/kit.json'])
      expect(urlIn(name)).toBe(`mqtts://127.0.0.1:${port}`);
    expect(urlIn('aggregator-1/config.yaml')).toBe(`mqtts://127.0.0.1:${own}`);
    expect(urlIn('aggregator-2/config.yaml')).toBe(`mqtts://127.0.0.1:${own + 1}`);

    running.push(await startMosquittoIn(join(folder, 'broker-1'), own, true));
    const alone = await doctor('broker-1');
    expect(failures(alone)).toEqual([]);
    expect(alone).toContainEqual(
      expect.objectContaining({ name: 'broker', status: 'warning', text: expect.stringContaining("can't be reached") }),
    );
    running.push(await startMosquittoIn(join(folder, 'broker'), port, true));
    for (const name of ['broker', 'broker-1', 'ca']) expect(failures(await doctor(name)), name).toEqual([]);
    expect(await doctor('broker-1')).toContainEqual(
      expect.objectContaining({ status: 'ok', text: `the bridge goes to mqtts://127.0.0.1:${port}, which answers` }),
    );
    const conf = join(folder, 'broker-1/mosquitto.conf');
    const shipped = readFileSync(conf, 'utf8');
    writeFileSync(conf, shipped.replace(/^address .*/m, 'address nowhere'));
    expect(failures(await doctor('broker-1'))).toEqual([
      expect.stringContaining('"nowhere", which is no host and port'),
    ]);
    writeFileSync(conf, shipped);
    // Control: another party's certificate for the bridge.
    cpSync(join(folder, 'broker-2/bridge'), join(folder, 'broker-1/bridge'), { recursive: true });
    expect(failures(await doctor('broker-1'))).toEqual([expect.stringContaining('of the bridge: ')]);

    const authority = join(folder, 'ca/config.yaml');
    const revoked = await gridshare(['revoke', 'aggregator-1', '--config', authority]);
    expect([revoked.code, revoked.stdout]).toEqual([
      0,
      expect.stringContaining('Revoked aggregator-1: 2 certificates'),
    ]);
    for (const url of [`:${port} refuses`, `:${own} refuses`]) expect(revoked.stdout).toContain(url);
    expect(readFileSync(join(folder, 'broker-1/acl.conf'), 'utf8')).not.toContain('user ');
    const issued = await gridshare(['issue', 'aggregator-1', join(folder, 'broker-1/bridge'), '--config', authority]);
    expect(issued.code).toBe(0);
    expect(readFileSync(join(folder, 'broker-1/acl.conf'), 'utf8').match(/^user .*/gm)).toEqual(['user aggregator-1']);
    expect(failures(await doctor('ca'))).toEqual([]);
    // A gateway is elsewhere.
    rmSync(join(folder, 'broker-2'), { recursive: true });
    expect(failures(await doctor('ca'))).toEqual([]);
    expect(await doctor('ca')).toContainEqual(
      expect.objectContaining({ status: 'warning', text: expect.stringContaining('operators are on another machine') }),
    );
  });

  test('[P-10.11] the authority renews what operators’ brokers have', async () => {
    folder = temporaryFolder();
    const args = ['--tls', '--mosquitto', '--bridges', '--meters', '4', '--aggregators', '2', '--threshold', '2'];
    expect(await gridshare(['init', folder, ...args])).toMatchObject({ code: 0 });
    const desk = await EnrolmentDesk.open(join(folder, 'ca/config.yaml'));
    const paths = ['broker', 'broker-1', 'broker-1/bridge', 'broker-2', 'broker-2/bridge'].map((name) =>
      join(folder, name, 'cert.pem'),
    );
    const read = (): string[] => paths.map((path) => readFileSync(path, 'utf8'));
    const before = read();
    expect(await desk.renewBroker(() => false)).toBe(false);
    expect(read()).toEqual(before);
    expect(await desk.renewBroker(() => true)).toBe(true);
    for (const [at, cert] of read().entries()) {
      expect(cert).not.toBe(before[at]);
      expect(new X509Certificate(cert).subject).toBe(new X509Certificate(before[at]!).subject);
    }
  });
});

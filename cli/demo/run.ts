/** Running a demo: starts everything, injects the faults, waits until all is settled, judges, shows, cleans up. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../../broker/free-port.ts';
import { CA_FILE, CERT_FILE, KEY_FILE } from '../../host/base/file-names.ts';
import type { DeploymentPaths } from '../../deploy/deployment-plan.ts';
import { writeDeployment } from '../../deploy/provision.ts';
import { HostError } from '../../host/base/errors.ts';
import { intervalAt, intervalEndMs } from '../../protocol/grid/interval.ts';
import type { ArchiveReader } from '../../utility/host/archive-reader.ts';
import { EXIT } from '../exit.ts';
import { startProgress } from '../render/progress.ts';
import { terminalOf } from '../render/terminal.ts';
import { type DemoBroker, EmbeddedDemoBroker, ForeignBroker, MosquittoDemoBroker } from './broker.ts';
import { Child } from './children.ts';
import { demoBalances, writeFeeders } from './feeder.ts';
import { countOf, judge } from './judge.ts';
import { type Demo, type DemoOptions, demoWindow, planDemo, WATCHER } from './demo-plan.ts';
import { showIntroduction } from './introduction.ts';
import { NO_AGGREGATOR_STATS, NO_METER_REPORT, readReport } from './reports.ts';
import { type DemoResult, toJson } from './result.ts';
import { type Served, serve, untilTold } from './serve.ts';
import { showResult } from './show.ts';
import { SightRecorder } from './sights.ts';
import { Watcher, billedCount, keptShares, openArchive } from './watch.ts';
import { isDeserted, jsonText, say } from '../render/output.ts';
import { makeFolder } from '../../host/base/folders.ts';
import { writeTariff } from './demo-tariff.ts';

/** Without any progress for so long, what is missing will not come. */
const STALL_MS = 30_000;
/** Before the first interval: a slow or busy machine takes long to start every process. */
const START_WITHIN_MS = 120_000;
/** After all that can be had is there, how long the third answer or the last bill may still take. */
const LINGER_MS = 6_000;
const LOOK_MS = 100;

function workFolder(keep: string | undefined): string {
  if (keep === undefined) return mkdtempSync(join(tmpdir(), 'gridshare-demo-'));
  const folder = resolve(keep);
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new HostError(
      'ERR_USAGE',
      `${folder} is not empty: name a new folder with --keep, so that nothing is overwritten`,
    );
  }
  makeFolder(folder);
  return folder;
}

function brokerOf({ broker, tls }: DemoOptions, folder: string, port: number): DemoBroker {
  if (broker === 'embedded') return new EmbeddedDemoBroker(folder, port);
  return broker === 'mosquitto' ? new MosquittoDemoBroker(folder, port, tls) : new ForeignBroker(broker);
}

class Run {
  private readonly demo: Demo;
  private readonly paths: DeploymentPaths;
  private readonly broker: DemoBroker;
  private readonly watcher: Watcher;
  private aggregators: Child[] = [];
  private children: Child[] = [];
  private readonly sights: SightRecorder | undefined;
  private readonly killed = new Set<number>();
  private archive: ArchiveReader | undefined;

  constructor(demo: Demo, paths: DeploymentPaths, broker: DemoBroker, isServed: boolean) {
    this.demo = demo;
    this.paths = paths;
    this.broker = broker;
    const own = join(paths.broker, '..', WATCHER);
    const tls = { ca: join(own, CA_FILE), cert: join(own, CERT_FILE), key: join(own, KEY_FILE) };
    const { brokerUrl, topicRoot } = demo.plan;
    this.sights = isServed ? new SightRecorder(demo, paths) : undefined;
    this.watcher = new Watcher(brokerUrl, topicRoot, demo.plan.tls === undefined ? undefined : tls, this.sights);
    this.startParties();
  }

  /** All but those that a fault has killed. */
  private startParties(): void {
    const { paths, killed } = this;
    this.aggregators = paths.aggregators.flatMap((folder, at) =>
      killed.has(at + 1) ? [] : [new Child('aggregator', `aggregator ${at + 1}`, folder)],
    );
    const utility = new Child('utility', 'the utility', paths.utility);
    const meters = new Child('meter', 'the meter fleet', paths.meters);
    this.children = [meters, utility, ...this.aggregators];
  }

  /** Starts again what was stopped to be judged, and stays until somebody ends it. */
  async stay(): Promise<void> {
    await this.broker.start();
    this.startParties();
    await untilTold();
    await Promise.all(this.children.map((child) => child.stop()));
    await this.broker.stop();
  }

  private get intervalCount(): number {
    return demoWindow(this.demo.plan.scheme).count;
  }

  /** Intervals whose readings are out, by the fleet's clock. */
  private get doneIntervals(): number {
    const { scheme } = this.demo.plan;
    const passed = intervalAt(this.watcher.holdMs, scheme) - scheme.billing.firstInterval;
    return Math.min(this.intervalCount, Math.max(0, passed));
  }

  /** Replays to the end, or until nothing moves or nobody looks any more; `onProgress` gets the intervals done. */
  async play(onProgress: (done: number) => void): Promise<void> {
    await this.watcher.start();
    const faults = [...this.demo.faults];
    const { scheme } = this.demo.plan;
    const lastMs = intervalEndMs(scheme.billing.firstInterval + this.intervalCount - 1, scheme);
    let movedAtMs = performance.now();
    let state = '';
    for (let settledAtMs = 0; ;) {
      if (isDeserted()) return;
      for (const child of this.children) child.check();
      this.broker.check();
      const fraction = this.doneIntervals / this.intervalCount;
      for (const fault of faults.splice(0)) {
        if (fault.kind === 'lie') continue;
        if (fraction < fault.at) faults.push(fault);
        else if (fault.kind === 'restart-broker') await this.broker.restart();
        else await this.killAggregator(fault.aggregator);
      }
      onProgress(this.doneIntervals);
      this.archive ??= openArchive(this.paths.utility);
      const now = `${this.watcher.holdMs}/${this.archive?.revision() ?? 0}/${billedCount(this.paths.meters)}`;
      if (now !== state) movedAtMs = performance.now();
      state = now;
      const isOver = this.watcher.holdMs > lastMs;
      if (isOver && this.isSettled()) {
        if (settledAtMs === 0) settledAtMs = performance.now();
        if (this.isComplete() || performance.now() - settledAtMs > LINGER_MS) return;
      }
      const patienceMs = this.doneIntervals === 0 ? START_WITHIN_MS : STALL_MS;
      if (performance.now() - movedAtMs > patienceMs) return;
      await new Promise((look) => setTimeout(look, LOOK_MS));
    }
  }

  private async killAggregator(index: number): Promise<void> {
    this.killed.add(index);
    await this.aggregators[index - 1]?.kill();
  }

  /** Every bill has its figure, and where all are verified the window has been footed. */
  private isSettled(): boolean {
    const { archive } = this;
    if (archive === undefined) return false;
    return this.demo.plan.scheme.areas.every((area) => {
      const entry = archive.entries(area).findLast(({ entry: { kind } }) => kind === 'bill')?.entry;
      if (entry?.kind !== 'bill') return false;
      const bills = archive.bills(area);
      const meters = this.demo.plan.meters.filter((meter) => meter.area === area).length;
      const isFooted = archive.windows(area).length > 0 || bills.some((bill) => bill.status !== 'verified');
      return bills.length >= meters && isFooted;
    });
  }

  /** Every live aggregator's answer is in every figure, and every verified bill has reached its meter. */
  private isComplete(): boolean {
    const { archive } = this;
    if (archive === undefined) return false;
    const live = this.aggregators.length - this.killed.size;
    let verified = 0;
    for (const area of this.demo.plan.scheme.areas) {
      const bills = archive.bills(area).filter((bill) => bill.status === 'verified');
      verified += bills.length;
      if (bills.some((bill) => bill.signers.length + bill.differing.length < live)) return false;
      const loads = archive.loads(area).filter((load) => load.totalUnits !== undefined);
      if (loads.some((load) => load.signers.length + load.differing.length < live)) return false;
    }
    return billedCount(this.paths.meters) >= verified;
  }

  /** Stops every process in order. */
  async stop(): Promise<void> {
    this.sights?.write(this.archive);
    await Promise.all(this.children.map((child) => child.stop()));
    await this.watcher.stop();
    await this.broker.stop();
  }

  async result(options: DemoOptions, startedAtMs: number): Promise<DemoResult> {
    const { demo, paths } = this;
    const report = readReport(paths.meters, NO_METER_REPORT);
    const aggregators = paths.aggregators.map((folder) => readReport(folder, NO_AGGREGATOR_STATS));
    const judgement = judge(demo.households, demo.plan.scheme, report, this.archive);
    return {
      options,
      demo,
      report,
      aggregators,
      judgement,
      balances: await demoBalances(paths.utility, demo, this.archive),
      sample: this.watcher.sample,
      keptShares: paths.aggregators.map(keptShares),
      isExact:
        countOf(judgement.bills, 'exact') === judgement.bills.length &&
        countOf(judgement.loads, 'exact') === judgement.loads.length,
      seconds: (performance.now() - startedAtMs) / 1000,
    };
  }

  close(): void {
    this.archive?.close();
  }
}

/** Runs a demo to its end; the exit code. Throws HostError. */
export async function runDemo(options: DemoOptions): Promise<number> {
  const startedAtMs = performance.now();
  const terminal = terminalOf(process.stderr, process.env);
  const isForeign = options.broker.startsWith('mqtt:');
  const port = isForeign ? undefined : await freePort();
  const ownUrl = `${options.tls === true ? 'mqtts' : 'mqtt'}://127.0.0.1:${port}`;
  const demo = await planDemo(options, isForeign ? options.broker : ownUrl, port);
  const folder = workFolder(options.keep);
  const paths = writeDeployment(folder, demo.plan);
  if (demo.plan.feeders !== undefined) writeFeeders(paths.utility, demo);
  writeTariff(paths.utility, demo.documents);
  if (options.tls === true) await (await import('../../authority/certificates.ts')).writeCertificates(paths, demo.plan);
  if (!options.json) say(showIntroduction(options, demo, terminal), process.stderr);
  let served: Served | undefined;
  const broker = brokerOf(options, paths.broker, port ?? 0);
  let run: Run | undefined;
  const tidy = (): void => {
    if (options.keep === undefined) rmSync(folder, { recursive: true, force: true });
  };
  const interrupt = (): void => {
    void Promise.all([run?.stop() ?? broker.stop(), served?.child.stop()]).finally(() => {
      tidy();
      process.exit(130);
    });
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const progress = startProgress({
    title: 'Replaying',
    total: demoWindow(demo.plan.scheme).count,
    unit: 'intervals',
    stream: process.stderr,
    terminal,
    isSilent: options.json,
  });
  try {
    await broker.start();
    if (isDeserted()) return EXIT.ok;
    if (options.serve === true) served = await serve(paths.utility);
    if (served !== undefined) say(`Dashboard: ${served.link}\n\n`, process.stderr);
    run = new Run(demo, paths, broker, served !== undefined);
    try {
      await run.play((done) => progress.update(done));
    } finally {
      progress.stop();
      await run.stop();
    }
    // Nobody is there to be told, as with `| head`: that is no failure.
    if (isDeserted()) return EXIT.ok;
    const result = await run.result(options, startedAtMs);
    say(options.json ? jsonText(toJson(result)) : showResult(result, terminalOf(process.stdout, process.env)));
    if (served !== undefined && !isDeserted()) {
      process.removeListener('SIGINT', interrupt).removeListener('SIGTERM', interrupt);
      say(`The grid goes on, with its dashboard: ${served.link}\nCtrl-C ends it.\n`, process.stderr);
      await run.stay();
    }
    return result.isExact ? EXIT.ok : EXIT.notExact;
  } finally {
    progress.stop();
    run?.close();
    await Promise.all([broker.stop(), served?.child.stop()]);
    tidy();
    process.removeListener('SIGINT', interrupt).removeListener('SIGTERM', interrupt);
  }
}

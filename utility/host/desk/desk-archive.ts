/**
 * The archive and the status of a utility as its desk sees them: read once, then followed. Nothing is written, and nobody waits for
 * it: SQLite's readers hold up no writer, and it is a process of its own. [P-7.6]
 */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as breath } from 'node:timers/promises';
import { besideConfig } from '../../../host/base/config.ts';
import { codeOf } from '../../../host/base/errors.ts';
import type { PartyLogger } from '../../../host/base/logger.ts';
import { nodeCrypto } from '../../../host/keys/crypto.ts';
import { type KeptProof, keptProofs } from '../../../host/store/kept-proofs.ts';
import type { TariffDocuments } from '../../../protocol/money/price.ts';
import type { SettlementStatus, UtilityConfig } from '../../../schemas/types.ts';
import type { BillFigure, LoadFigure, WindowFigure } from '../../archive.ts';
import { type Shortage, shortagesOf } from '../../ordering/horizon.ts';
import { type BillSurroundings, isContradicted } from '../../views/contradictions.ts';
import type { FigureSource, ListedBill } from '../../views/figure-list.ts';
import { type UtilityView, viewUtility } from '../../views/utility-view.ts';
import { WatchedArea } from '../../views/watched-area.ts';
import { ARCHIVE_FILE, ArchiveReader } from '../archive-reader.ts';
import { readTariffDocuments } from '../document-files.ts';
import { readStatus } from '../status-file.ts';
import { ArchiveTail, type Position } from './archive-tail.ts';

const LOOK_EVERY_MS = 500;
const ENTRIES_AT_ONCE = 200;
const NOTHING: Position = { bill: 0, load: 0, window: 0, answer: 0 };

/** What came. */
export interface News {
  readonly bills: readonly (BillFigure & { readonly area: string })[];
  readonly loads: readonly (LoadFigure & { readonly area: string })[];
  readonly windows: readonly (WindowFigure & { readonly area: string })[];
}

interface Opened {
  readonly reader: ArchiveReader;
  readonly tail: ArchiveTail;
  /** Which file it is. */
  readonly inode: number;
}

export class DeskArchive {
  readonly config: UtilityConfig;
  private readonly state: string;
  private readonly path: string;
  private readonly documents: TariffDocuments;
  private readonly logger: PartyLogger;
  private readonly onNews: (news: News) => void;
  private opened: Opened | undefined;
  private position = NOTHING;
  private version = -1;
  private status: SettlementStatus | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;
  /** Whether what was read can't be told by what has come since. */
  private isStrange = false;
  private trouble: string | undefined;
  private proofs: readonly KeptProof[] = [];
  /** By name, once the archive was read. */
  areas: ReadonlyMap<string, WatchedArea> = new Map();
  isReady = false;

  /** Throws HostError as `readTariffDocuments`. */
  constructor(configPath: string, config: UtilityConfig, logger: PartyLogger, onNews: (news: News) => void) {
    this.config = config;
    this.state = besideConfig(configPath, config.state);
    this.path = join(this.state, ARCHIVE_FILE);
    this.documents = readTariffDocuments(configPath, config);
    this.logger = logger;
    this.onNews = onNews;
  }

  get utility(): UtilityView {
    return viewUtility(this.status, Date.now());
  }

  /** What of the scheme runs out; a replay ends by itself. */
  get shortages(): readonly Shortage[] {
    const { clock, scheme } = this.config;
    return clock.source === 'replay' ? [] : shortagesOf(scheme, this.documents, Date.now());
  }

  /** What the utility said last, if it still runs. */
  get live(): SettlementStatus | undefined {
    return this.utility.isRunning ? this.status : undefined;
  }

  get evidence(): readonly KeptProof[] {
    return this.proofs;
  }

  /** Figures in parts. While there is no archive there are none. */
  get figures(): FigureSource {
    return (
      this.opened?.reader.figures ?? {
        billsAfter: () => [],
        billOf: () => undefined,
        billHistory: () => [],
        loadsAfter: () => [],
      }
    );
  }

  /** What is known around a bill; undefined of one that nothing contradicts. */
  around(bill: ListedBill): BillSurroundings | undefined {
    const area = this.areas.get(bill.area);
    if (area === undefined || !isContradicted(bill)) return undefined;
    const window = area.windows.find(({ view }) => view.from === bill.from);
    const { state, reason } = window?.view.footing ?? { state: 'unknown', reason: '' };
    return {
      scheme: area.logs.scheme,
      area: area.name,
      differingLoads: window?.differingLoads ?? new Map(),
      footingProblem: state === 'differs' ? reason : undefined,
      proofs: this.proofs,
    };
  }

  /** Where the next news begin. */
  get end(): Position {
    return this.position;
  }

  /** Figures since a position that a reader was told, at most some thousand. */
  since(position: Position): News {
    return (
      this.opened?.tail.since({ ...position, answer: this.position.answer }) ?? { bills: [], loads: [], windows: [] }
    );
  }

  /** Looks, and goes on looking until it is stopped. Resolves after the first look. */
  async start(): Promise<void> {
    await this.look();
    const again = (): void => {
      if (this.isStopped) return;
      this.timer = setTimeout(() => void this.look().then(again), LOOK_EVERY_MS);
    };
    again();
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
    this.close();
  }

  private close(): void {
    this.opened?.reader.close();
    this.opened = undefined;
    this.position = NOTHING;
    this.version = -1;
  }

  /** A look that fails is tried again: the archive may be on its way back from a backup. */
  private async look(): Promise<void> {
    try {
      this.status = readStatus(this.state);
      const hasCome = this.open();
      if (this.opened !== undefined) {
        const { version } = this.opened.tail;
        if (hasCome || this.isStrange) await this.readAll();
        else if (version !== this.version) this.follow();
        this.version = version;
        this.isReady = true;
      }
      for (const area of this.areas.values()) area.lookAt({ gridMs: this.gridMs, live: this.live });
      this.trouble = undefined;
    } catch (error) {
      this.close();
      this.isReady = false;
      const trouble = error instanceof Error ? error.message : String(error);
      if (trouble !== this.trouble && codeOf(error) !== 'ERR_STORE_EMPTY')
        this.logger.warn(
          { code: codeOf(error) ?? 'ERR_BUG', reason: trouble },
          'cannot read the archive: trying again',
        );
      this.trouble = trouble;
    }
  }

  /** Replayed time is known only from the utility. */
  private get gridMs(): number | undefined {
    return this.config.clock.source === 'system' ? Date.now() : this.status?.gridMs;
  }

  /** Whether it was opened just now: it is new, or another file than before. */
  private open(): boolean {
    if (!existsSync(this.path)) {
      this.close();
      this.isReady = false;
      return false;
    }
    const inode = statSync(this.path).ino;
    if (this.opened?.inode === inode) return false;
    this.close();
    const reader = ArchiveReader.open(this.path);
    this.opened = { reader, tail: new ArchiveTail(reader.on), inode };
    return true;
  }

  /** Everything, of one moment; area by area and window by window, with a breath between. */
  private async readAll(): Promise<void> {
    const { opened } = this;
    if (opened === undefined) return;
    opened.reader.holdSnapshot();
    try {
      const { end } = opened.tail;
      const areas = new Map<string, WatchedArea>();
      for (const name of opened.reader.areas()) areas.set(name, await this.readArea(opened, name));
      this.areas = areas;
      this.position = end;
      this.isStrange = false;
      this.readProofs(opened);
    } finally {
      opened.reader.release();
    }
  }

  private readProofs({ reader }: Opened): void {
    const { deployment, anchors } = this.config;
    this.proofs = keptProofs({ stateFolder: this.state, deployment, anchors }, reader.proofs());
  }

  private async readArea(opened: Opened, name: string): Promise<WatchedArea> {
    const area = new WatchedArea(nodeCrypto, name, this.documents);
    area.lookAt({ gridMs: this.gridMs, live: this.live });
    for (let length = -1; area.length > length;) {
      length = area.length;
      for (const certified of opened.reader.entries(name, length, ENTRIES_AT_ONCE)) {
        area.addEntry(certified);
        const { entry } = certified;
        if (entry.kind === 'bill') readWindow(opened.tail, area, entry.sequence, entry);
      }
      await breath();
    }
    const { knownFrom, nextToClose, pages } = area.indexed.log;
    for (const load of opened.tail.loadsOf(name, knownFrom, nextToClose)) area.addLoad(load);
    const first = pages.get(knownFrom)?.sequence ?? area.length;
    for (const answer of opened.tail.answersOf(name, first, area.length))
      if (answer.meters === '') area.addAnswer(answer);
    return area;
  }

  /** What came since; an area whose settled windows changed after all is read anew. */
  private follow(): void {
    const { opened } = this;
    if (opened === undefined) return;
    const strange = new Set<string>();
    for (let isMore = true; isMore;) {
      this.followLogs(opened);
      const arrivals = opened.tail.since(this.position);
      for (const answer of arrivals.answers) this.areas.get(answer.area)?.addAnswer(answer);
      for (const load of arrivals.loads) this.areas.get(load.area)?.addLoad(load);
      for (const bill of arrivals.bills) if (this.areas.get(bill.area)?.addBill(bill) === false) strange.add(bill.area);
      for (const one of arrivals.windows) if (this.areas.get(one.area)?.addWindow(one) === false) strange.add(one.area);
      this.position = arrivals.position;
      ({ isMore } = arrivals);
      if (strange.size === 0) for (const area of this.areas.values()) area.settle();
      this.onNews(arrivals);
    }
    this.readProofs(opened);
    // A figure of a window that was settled: rare, and then all is read again. Until then lists are as they were.
    if (strange.size > 0) this.isStrange = true;
  }

  private followLogs({ reader }: Opened): void {
    const areas = new Map(this.areas);
    for (const name of reader.areas()) {
      const area = areas.get(name) ?? new WatchedArea(nodeCrypto, name, this.documents);
      areas.set(name, area);
      for (const certified of reader.entries(name, area.length)) area.addEntry(certified);
    }
    this.areas = areas;
  }
}

/** The figures of a window whose bill entry has just been read: then it may be settled. */
function readWindow(
  tail: ArchiveTail,
  area: WatchedArea,
  sequence: number,
  { from, count }: { readonly from: number; readonly count: number },
): void {
  const { name } = area;
  for (const figure of tail.loadsOf(name, from, from + count)) area.addLoad(figure);
  for (const figure of tail.billsOf(name, sequence)) area.addBill(figure);
  for (const figure of tail.windowsOf(name, sequence)) area.addWindow(figure);
  const pages = area.indexed.log.pages;
  for (const answer of tail.answersOf(name, sequence, sequence + 1)) area.addAnswer(answer);
  const first = pages.get(from)?.sequence ?? sequence;
  for (const answer of tail.answersOf(name, first, sequence)) area.addAnswer(answer);
  area.settle();
}

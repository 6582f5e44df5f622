/** What a process says of itself: how it is, every few seconds, in its health file. */
import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { kindOfTopic } from '../../protocol/wire/topics.ts';
import { codeOf, messageOf } from '../base/errors.ts';
import { LOCK_FILE } from '../base/lock.ts';
import type { PartyLogger } from '../base/logger.ts';
import { describeTrouble } from '../base/trouble.ts';
import { SOFTWARE_VERSION } from '../base/version.ts';
import { identityOf } from '../store/state-watch.ts';
import { diagnose } from './diagnosis.ts';
import { type Ages, HEALTH_FILE, type Health, type Role, writeHealth } from './health-record.ts';

/** So often it looks whether there is anything new to say. */
const LOOK_EVERY_MS = 2_000;
/** Without news it is written so often, that others see that the process lives: a rename is dear on an SD card. */
const WRITE_EVERY_MS = 6_000;
/** A store that has not answered for so long hangs; SQLite gives up a lock after half of it. */
const HANGS_AFTER_MS = 10_000;

/** What a process sees of itself going on. Times are for people and other processes, ages are how long ago that was. */
export class Activity {
  isConnected = false;
  sinceMs = Date.now();
  readonly #startedAt = performance.now();
  #changedAt = performance.now();
  #committedAt: number | undefined;
  readonly #messageAt = new Map<string, number>();
  /** What the store was asked last, and has not answered. */
  #asked: { readonly what: string; readonly at: number } | undefined;
  #turnedAway = 0;
  /** Messages and ticks for which there was no room while the store was busy, ever. */
  turnedAwayCount = 0;
  reason: string | undefined;
  lastCommitAtMs: number | undefined;
  readonly lastMessageAtMs: Record<string, number> = {};
  readonly lastWriteAtMs: Record<string, number> = {};
  /** Hears how long each commit took. */
  onCommit: ((durationMs: number) => void) | undefined;

  connected(): void {
    this.isConnected = true;
    this.#changed();
    this.reason = undefined;
  }

  disconnected(reason: string): void {
    if (this.isConnected) this.#changed();
    this.isConnected = false;
    this.reason = reason;
  }

  #changed(): void {
    this.sinceMs = Date.now();
    this.#changedAt = performance.now();
  }

  get agesMs(): Ages {
    const now = performance.now();
    const age = (at: number): number => Math.round(now - at);
    return {
      started: age(this.#startedAt),
      since: age(this.#changedAt),
      ...(this.#committedAt === undefined ? {} : { lastCommit: age(this.#committedAt) }),
      lastMessage: Object.fromEntries([...this.#messageAt].map(([name, at]) => [name, age(at)])),
    };
  }

  message(topic: string): void {
    const known = kindOfTopic(topic);
    if (known === undefined) return;
    this.lastMessageAtMs[known] = Date.now();
    this.#messageAt.set(known, performance.now());
  }

  /** The store is asked something: `a commit`, `a read`. */
  asked(what: string): void {
    this.#asked = { what, at: performance.now() };
  }

  answered(): void {
    if (this.#asked?.what === 'a commit') this.onCommit?.(performance.now() - this.#asked.at);
    this.#asked = undefined;
    this.#turnedAway = 0;
  }

  /** One more. */
  turnedAway(): void {
    this.#turnedAway += 1;
    this.turnedAwayCount += 1;
  }

  /** That the store does not answer, or not before too much gathers, in words, with what to do; undefined if it does. */
  get problem(): string | undefined {
    if (this.#asked === undefined) return undefined;
    const { what, at } = this.#asked;
    const forMs = performance.now() - at;
    if (forMs < HANGS_AFTER_MS && this.#turnedAway === 0) return undefined;
    const turned =
      this.#turnedAway === 0 ? '' : `, and ${this.#turnedAway} inputs were turned away (their senders repeat them)`;
    return (
      `its store has not answered ${what} for ${Math.round(forMs / 1000)} s${turned}: nothing is promised meanwhile. ` +
      'Look at its disk or database server; it goes on by itself when that answers, and if it does not, restart it'
    );
  }

  /** The store was asked something long ago, and has not answered. */
  get isHanging(): boolean {
    return this.#asked !== undefined && performance.now() - this.#asked.at >= HANGS_AFTER_MS;
  }

  committed(ops: readonly { readonly kind: string }[]): void {
    const nowMs = Date.now();
    this.lastCommitAtMs = nowMs;
    this.#committedAt = performance.now();
    for (const { kind } of ops) this.lastWriteAtMs[kind] = nowMs;
  }
}

export function errorOf(error: unknown): NonNullable<Health['error']> {
  return { code: codeOf(error) ?? 'ERR_BUG', message: messageOf(error) };
}

/**
 * A sign of life that takes no room: what the lock file's time says. Given only while the health file can't be written, so
 * that whoever asks tells a process that lives from one that hangs.
 */
export function giveSign(stateFolder: string): void {
  try {
    const now = new Date();
    utimesSync(join(stateFolder, LOCK_FILE), now, now);
  } catch {
    // A disk that takes not even that: who asks sees by the lock that there is a process, and why it is silent.
  }
}

/** Whether a party gets on with its work, connected or not, and in words how it is. */
export interface Progress {
  readonly isMoving: boolean;
  readonly isConnected: boolean;
  readonly text: string;
}

export class HealthFile {
  readonly role: Role;
  readonly party: string;
  readonly activity: Activity;
  readonly counts: () => Readonly<Record<string, number>>;
  private readonly stateFolder: string;
  private readonly logger: PartyLogger;
  private readonly problem: () => string | undefined;
  private readonly notes: () => readonly string[];
  /** Which folder it was. */
  private readonly folder: string | undefined;
  private readonly startedAtMs = Date.now();
  private readonly timer: NodeJS.Timeout;
  private state: Health['state'] = 'starting';
  /** Why it can't be written now; undefined if it can. */
  private trouble: string | undefined;
  /** What was written last, but for times that are always others, and when that was. */
  private said: string | undefined;
  private saidAt = 0;
  private saidAtMs = 0;

  constructor(
    stateFolder: string,
    role: Role,
    party: string,
    activity: Activity,
    logger: PartyLogger,
    counts: () => Readonly<Record<string, number>>,
    problem: () => string | undefined = () => undefined,
    notes: () => readonly string[] = () => [],
  ) {
    this.stateFolder = stateFolder;
    this.role = role;
    this.party = party;
    this.activity = activity;
    this.logger = logger;
    this.counts = counts;
    this.problem = problem;
    this.notes = notes;
    this.folder = identityOf(stateFolder);
    this.timer = setInterval(() => this.write(), LOOK_EVERY_MS).unref();
    this.write();
  }

  /** Its store is open and it goes about its business, connected or not. */
  running(): void {
    this.become('running');
  }

  stopping(): void {
    this.become('stopping');
  }

  stopped(): void {
    clearInterval(this.timer);
    this.become('stopped');
  }

  failed(error: unknown): void {
    clearInterval(this.timer);
    this.state = 'failed';
    this.write(errorOf(error));
  }

  /**
   * For whoever restarts what does not move: what `gridshare health --alive` says of the file, and that the store answers. Asked
   * by the process itself, so that one that hangs says nothing.
   */
  get progress(): Progress {
    const { isConnected, isHanging } = this.activity;
    const { isHealthy, text } = diagnose(this.stateFolder, true, Date.now());
    return { isMoving: isHealthy && !isHanging, isConnected, text };
  }

  /** What `gridshare health` says of the file, but for backups. */
  get isWell(): boolean {
    return diagnose(this.stateFolder, false, Date.now()).isHealthy;
  }

  /** Whether something keeps it from its work. */
  get hasProblem(): boolean {
    return this.activity.problem !== undefined || this.problem() !== undefined;
  }

  private become(state: Health['state']): void {
    this.state = state;
    this.write();
  }

  private write(error?: Health['error']): void {
    const { isConnected, sinceMs, agesMs, reason, lastCommitAtMs, lastMessageAtMs, lastWriteAtMs, turnedAwayCount } =
      this.activity;
    const problems = [this.activity.problem, this.problem()].filter((one) => one !== undefined);
    const problem = problems.length === 0 ? undefined : problems.join('; and ');
    const notes = this.notes();
    const news = {
      role: this.role,
      party: this.party,
      software: SOFTWARE_VERSION,
      pid: process.pid,
      state: this.state,
      startedAtMs: this.startedAtMs,
      isConnected,
      sinceMs,
      ...(reason === undefined ? {} : { reason }),
      ...(lastCommitAtMs === undefined ? {} : { lastCommitAtMs }),
      lastMessageAtMs,
      lastWriteAtMs,
      counts: { ...this.counts(), ...(turnedAwayCount === 0 ? {} : { turnedAway: turnedAwayCount }) },
      ...(problem === undefined ? {} : { problem }),
      ...(notes.length === 0 ? {} : { notes }),
      ...(error === undefined ? {} : { error }),
    };
    const said = JSON.stringify(news);
    if (said === this.said && this.isFresh) return;
    const health: Health = { version: 1, ...news, writtenAtMs: Date.now(), agesMs };
    // Neither into a folder that took the place of this party's, nor in place of one that is gone.
    if (identityOf(this.stateFolder) !== this.folder) return;
    // A disk that is full must not be what ends a party: it goes on, and tries again every time.
    try {
      writeHealth(this.stateFolder, health);
      this.said = said;
      this.saidAt = performance.now();
      this.saidAtMs = health.writtenAtMs;
      this.noteTrouble(undefined);
    } catch (cause) {
      giveSign(this.stateFolder);
      this.noteTrouble(describeTrouble(cause));
    }
  }

  /** Whether what was written last will do for a sign of life: by a clock that was set since it looks old, or of tomorrow. */
  private get isFresh(): boolean {
    const passedMs = performance.now() - this.saidAt;
    const isClockSet = Math.abs(Date.now() - this.saidAtMs - passedMs) > 1_000;
    return passedMs < WRITE_EVERY_MS && !isClockSet;
  }

  /** Said once, and once more when it is over or has another cause. */
  private noteTrouble(trouble: string | undefined): void {
    if (trouble === this.trouble) return;
    this.trouble = trouble;
    const path = join(this.stateFolder, HEALTH_FILE);
    if (trouble === undefined) {
      this.logger.info(`${path} can be written again`);
      return;
    }
    const text = `cannot write ${path}: ${trouble}. This party goes on; gridshare health and doctor do not see how it is until the file can be written`;
    this.logger.error({ code: 'ERR_HEALTH_WRITE' }, text);
  }
}

/**
 * A meter that moves: it asks the authority four times a day whether it does, with keys that it makes for that, and takes up what
 * lies in its state folder as it runs. [P-9.6.7]
 */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { HostError } from '../../host/base/errors.ts';
import type { PartyLogger } from '../../host/base/logger.ts';
import { replaceFile } from '../../host/base/replace-file.ts';
import { WatchedFiles } from '../../host/base/watch-files.ts';
import { type MeterKeys, assertPrivate } from '../../host/keys/keys.ts';
import { type TlsFiles, readPem, readTls } from '../../host/keys/tls-files.ts';
import { parseStored } from '../../host/store/sqlite.ts';
import type { EnrolAnswer } from '../../schemas/types.ts';
import type { MeterParty } from '../party.ts';
import { MOVED_FILE, type MeterSeeds, addMovedKeys, newSeeds, publicOf, readOwnKeys } from './moved-keys.ts';

const LOOK_EVERY_MS = 2_000;
const ASK_EVERY_MS = 6 * 3_600_000;
/** Not while everything else begins. */
const ASK_FIRST_MS = 5_000;
/** Keys that it would have elsewhere: the same ones until the authority took them, whose answer may be lost. */
const NEXT_FILE = 'next-keys.json';

function seedsToOffer(state: string): MeterSeeds {
  const path = join(state, NEXT_FILE);
  if (existsSync(path)) {
    assertPrivate(path);
    return parseStored<MeterSeeds>(readPem(path));
  }
  const seeds = newSeeds();
  replaceFile(path, `${JSON.stringify(seeds)}\n`, 0o600);
  return seeds;
}

/** Asks once; what it is by now, if it moved. Throws HostError ERR_TLS_*, ERR_KEYS_* or ERR_AUTHORITY_*. */
async function askToMove(
  state: string,
  current: MeterKeys,
  files: TlsFiles,
  authorityUrl: string,
): Promise<EnrolAnswer | undefined> {
  const tls = readTls(files);
  const seeds = seedsToOffer(state);
  const path = join(state, NEXT_FILE);
  const { ask } = await import('../../host/keys/authority-client.ts');
  const offer = { version: 1, ...publicOf(seeds, path) };
  const { isDue } = await ask(authorityUrl, '/move', tls, offer, 'move-answer');
  if (isDue !== true) return undefined;
  // A library for X.509, in the process from then on: loaded when it moves.
  const { createRequest } = await import('../../host/keys/certificate-request.ts');
  const { certificateProblem } = await import('../../host/keys/renewal.ts');
  const { request } = await createRequest(tls.key);
  const { enrolled } = await ask(authorityUrl, '/move', tls, { ...offer, request }, 'move-answer');
  if (enrolled === undefined) return undefined;
  const { meter: id, area, keyEpoch, registers, cert } = enrolled;
  const name = new X509Certificate(tls.cert).subject.replace(/^CN=/, '');
  const problem =
    id !== current.id || registers.join() !== current.registers.join()
      ? 'it is about another meter'
      : certificateProblem(cert, tls.ca, tls.key, name);
  if (problem !== undefined) throw new HostError('ERR_AUTHORITY_REFUSED', `the answer is unusable: ${problem}`);
  // Asked again, since the certificate did not come to lie here: these are its keys already.
  if (keyEpoch > current.keyEpoch) addMovedKeys(state, { id, area, keyEpoch, registers, ...seeds });
  replaceFile(files.cert, cert, 0o644);
  rmSync(path, { force: true });
  return enrolled;
}

/** Whose meters move: where their keys are, and what is made of them. */
interface MovingMeters {
  readonly keyPath: string;
  readonly state: string;
  readonly partyOf: (keys: MeterKeys) => MeterParty;
}

export class Moving {
  private readonly meters: MovingMeters;
  private readonly logger: PartyLogger;
  private readonly onMoved: (party: MeterParty) => void;
  private readonly files: WatchedFiles;
  private readonly timers: NodeJS.Timeout[] = [];
  private lastTrouble = '';

  /** `onMoved` hears what a meter that moved is by now, again and again. */
  constructor(meters: MovingMeters, logger: PartyLogger, onMoved: (party: MeterParty) => void) {
    this.meters = meters;
    this.logger = logger;
    this.onMoved = onMoved;
    this.files = new WatchedFiles([join(meters.state, MOVED_FILE)]);
  }

  /** `authorityUrl`, `files`: of a process of one meter that renews its certificate by itself. */
  start(authorityUrl: string | undefined, files: TlsFiles | undefined): void {
    this.timers.push(setInterval(() => this.look(), LOOK_EVERY_MS).unref());
    if (authorityUrl === undefined || files === undefined) return;
    const ask = (): void => void this.ask(authorityUrl, files);
    this.timers.push(setTimeout(ask, ASK_FIRST_MS * (0.5 + Math.random())).unref());
    // Spread, so that a fleet does not come back in step.
    this.timers.push(setInterval(ask, ASK_EVERY_MS * (0.75 + Math.random() / 2)).unref());
  }

  stop(): void {
    for (const timer of this.timers) clearInterval(timer);
  }

  private look(): void {
    if (!this.files.hasChanged()) return;
    const { keyPath, state, partyOf } = this.meters;
    try {
      for (const keys of readOwnKeys(keyPath, state)) if (keys.former !== undefined) this.onMoved(partyOf(keys));
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      this.logger.error({ code: error.code }, `keys of another area were not taken up: ${error.message}`);
    }
  }

  private async ask(authorityUrl: string, files: TlsFiles): Promise<void> {
    const { keyPath, state } = this.meters;
    try {
      const [current, other] = readOwnKeys(keyPath, state);
      // A fleet has no certificate of one meter.
      if (current === undefined || other !== undefined) return;
      const moved = await askToMove(state, current, files, authorityUrl);
      this.lastTrouble = '';
      if (moved === undefined) return;
      const { meter, area, keyEpoch } = moved;
      this.logger.info(
        { meter, area, keyEpoch },
        `${meter} moves to ${area}: what it owes the area before goes there still`,
      );
    } catch (error) {
      // The authority may be down, and most meters never move: said once.
      const reason = error instanceof Error ? error.message : String(error);
      if (reason === this.lastTrouble) return;
      this.lastTrouble = reason;
      const code = error instanceof HostError ? error.code : undefined;
      this.logger.info({ code, reason }, 'could not ask the authority whether this meter moves: asking again later');
    }
  }
}

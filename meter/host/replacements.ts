/**
 * What somebody says of exchanged electricity meters: a file each in the state folder, written by `gridshare meter replaced` and
 * taken up once by the meter process, whether it runs or is started later. [P-2.4]
 */
import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { PartyLogger } from '../../host/base/logger.ts';
import { replaceFile } from '../../host/base/replace-file.ts';
import { readTextFile } from '../../host/base/text-file.ts';
import type { Replacement } from '../sample.ts';

const FILE = /^exchange-([0-9a-f]{16})\.json$/;
const DIGITS = /^\d{1,30}$/;
const LOOK_EVERY_MS = 1_000;

export interface SaidReplacement {
  readonly meter: string;
  readonly replacement: Replacement;
}

function pathOf(stateFolder: string, id: string): string {
  return join(stateFolder, `exchange-${id}.json`);
}

/** Leaves it for the meter process, whole or not at all. Returns its id. Throws HostError ERR_FILE_*. */
export function sayReplaced(stateFolder: string, meter: string, said: Omit<Replacement, 'id'>): string {
  const id = randomBytes(8).toString('hex');
  replaceFile(pathOf(stateFolder, id), `${JSON.stringify({ meter, ...said })}\n`, 0o600);
  return id;
}

/** What a file says; undefined if that is no such thing. */
function saidIn(stateFolder: string, id: string): SaidReplacement | undefined {
  let value: unknown;
  try {
    value = JSON.parse(readTextFile(pathOf(stateFolder, id)));
  } catch {
    return undefined;
  }
  const fields = new Map(Object.entries(Object(value)));
  const text = (name: string): string => String(fields.get(name));
  const [finalMilli, initialMilli] = [text('finalMilli'), text('initialMilli')];
  if (!DIGITS.test(finalMilli) || !DIGITS.test(initialMilli)) return undefined;
  return { meter: text('meter'), replacement: { id, register: text('register'), finalMilli, initialMilli } };
}

export class ReplacementFiles {
  private readonly stateFolder: string;
  private readonly logger: PartyLogger;
  /** Handed over, or nothing that can be. */
  private readonly seen: Set<string>;
  private timer: NodeJS.Timeout | undefined;

  /** `taken`: ids of what an earlier process took up, and may not have removed. */
  constructor(stateFolder: string, taken: readonly string[], logger: PartyLogger) {
    this.stateFolder = stateFolder;
    this.logger = logger;
    this.seen = new Set(taken);
    for (const id of this.ids) if (this.seen.has(id)) this.done(id);
  }

  private get ids(): string[] {
    return readdirSync(this.stateFolder).flatMap((name) => FILE.exec(name)?.[1] ?? []);
  }

  /** `onSaid` hears of each of them once. */
  start(onSaid: (said: SaidReplacement) => void): void {
    const look = (): void => {
      for (const id of this.ids.filter((one) => !this.seen.has(one))) {
        this.seen.add(id);
        const said = saidIn(this.stateFolder, id);
        if (said !== undefined) onSaid(said);
        else
          this.logger.warn(
            { code: 'replacement_refused' },
            `${pathOf(this.stateFolder, id)} says nothing of an exchanged meter: delete it`,
          );
      }
    };
    look();
    this.timer = setInterval(look, LOOK_EVERY_MS);
  }

  /** The store has it: the file has done its duty. */
  done(id: string): void {
    rmSync(pathOf(this.stateFolder, id), { force: true });
  }

  stop(): void {
    clearInterval(this.timer);
  }
}

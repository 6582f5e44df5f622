/**
 * What a meter process sees right now, for its household: told over a socket in its state folder to whoever may open that. So a
 * live reading costs no write, and is in no file.
 */
import { rmSync } from 'node:fs';
import { type Server, connect, createServer } from 'node:net';
import { join, relative } from 'node:path';
import type { PartyLogger } from '../../host/base/logger.ts';
import { ENERGY_UNIT, type RegisterUnit } from '../../protocol/grid/register.ts';
import type { HeardBills } from '../received-bills.ts';
import type { Sample } from '../sample.ts';

const FILE = 'live.sock';
const ANSWER_MS = 2_000;
const MOST_BYTES = 16_777_216;

/** Of one meter: what its last sample showed. Values are decimal digits, in thousandths of the unit. */
export interface LiveSample {
  readonly hostMs: number;
  readonly meterMs?: number;
  readonly quality: Sample['quality'];
  readonly registers: readonly { readonly register: string; readonly unit: RegisterUnit; readonly milli: string }[];
}

export interface Live {
  readonly samples: Readonly<Record<string, LiveSample>>;
  /** What keeps the source from handing anything over, and what is wrong with the clock. */
  readonly sourceProblem?: string;
  readonly clockProblem?: string;
  /** By meter, where there is some: what was heard of bills and is not in the books. */
  readonly heardBills?: Readonly<Record<string, HeardBills>>;
  /** Samples that wait until the clock is known to be right. */
  readonly heldSamples: number;
}

export function liveSample({ hostMs, meterMs, quality, registers }: Sample): LiveSample {
  const shown = registers.map(({ register, unit = ENERGY_UNIT, milli }) => ({ register, unit, milli: String(milli) }));
  return { hostMs, ...(meterMs === undefined ? {} : { meterMs }), quality, registers: shown };
}

/** An address of a socket has 107 bytes: the shorter of two ways to it. */
function addressOf(stateFolder: string): string {
  const path = join(stateFolder, FILE);
  const near = relative(process.cwd(), path);
  return near.length < path.length ? near : path;
}

export class LiveSocket {
  private readonly server: Server;

  /** In a folder that this process has locked. Where there can be no socket, there is no live reading. */
  constructor(stateFolder: string, live: () => Live, logger: PartyLogger) {
    const address = addressOf(stateFolder);
    rmSync(address, { force: true });
    this.server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.end(`${JSON.stringify(live())}\n`);
    });
    this.server.on('error', ({ message }) =>
      logger.info({ reason: message }, 'gridshare meter show has no live reading: there can be no socket here'),
    );
    this.server.listen(address);
    this.server.unref();
  }

  stop(): void {
    this.server.close();
  }
}

/** What the process of a state folder sees; undefined if none answers. */
export function readLive(stateFolder: string): Promise<Live | undefined> {
  return new Promise((resolve) => {
    const socket = connect(addressOf(stateFolder));
    let text = '';
    const end = (): void => {
      socket.destroy();
      resolve(undefined);
    };
    socket.setTimeout(ANSWER_MS, end);
    socket.setEncoding('utf8');
    socket.on('error', end);
    socket.on('data', (chunk: string) => {
      text += chunk;
      if (text.length > MOST_BYTES) end();
    });
    socket.on('end', () => {
      socket.destroy();
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of the process that has locked this folder
      resolve(text === '' ? undefined : (JSON.parse(text) as Live));
    });
  });
}

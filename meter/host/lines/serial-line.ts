/**
 * A serial port, without a native module: `stty` sets its speed, and Node.js reads it as a terminal. A port that is unplugged
 * ends its line; one that is not there yet can't be opened, and may be later.
 */
import { execFile } from 'node:child_process';
import { close, constants, open, write } from 'node:fs';
import { ReadStream } from 'node:tty';
import { promisify } from 'node:util';
import { HostError } from '../../../host/base/errors.ts';
import { escaped } from '../../../host/base/printable.ts';
import { describeTrouble } from '../../../host/base/trouble.ts';
import type { ByteLine, OpenLine, Speeds } from './byte-line.ts';

const BAUDS = [300, 600, 1200, 1800, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200];

export interface SerialSpeed {
  readonly baud: number;
  readonly dataBits: 7 | 8;
  readonly parity: 'E' | 'N' | 'O';
  readonly stopBits: 1 | 2;
}

/** Of `115200-8N1`; undefined for what is none. */
export function parseSpeed(text: string): SerialSpeed | undefined {
  const match = /^(\d{3,6})-([78])([ENO])([12])$/i.exec(text);
  if (match === null || !BAUDS.includes(Number(match[1]))) return undefined;
  const parity = match[3]?.toUpperCase();
  return {
    baud: Number(match[1]),
    dataBits: match[2] === '7' ? 7 : 8,
    parity: parity === 'E' || parity === 'O' ? parity : 'N',
    stopBits: match[4] === '2' ? 2 : 1,
  };
}

function speedText({ baud, dataBits, parity, stopBits }: SerialSpeed): string {
  return `${baud}-${dataBits}${parity}${stopBits}`;
}

function trouble(path: string, cause: unknown): HostError {
  return new HostError('ERR_SOURCE_LINE', `cannot open ${escaped(path)}: ${describeTrouble(cause)}`, { cause });
}

async function stty(path: string, words: readonly string[]): Promise<string> {
  return (await promisify(execFile)('stty', ['-F', path, ...words])).stdout;
}

/** Whether a port took the speed, but not all of the frame: USB adapters and pseudo terminals may have 8 bits only. */
async function hasBaud(path: string, baud: number, said: string): Promise<boolean> {
  // The second is what the system says when nothing of what was asked for is new.
  if (!/unable to perform all requested operations|Invalid argument/.test(said)) return false;
  return Number(await stty(path, ['speed']).catch(() => '')) === baud;
}

/**
 * Sets it. A port with 8 bits only reads 7 bits and their parity as 8 bits, which a decoder of text looks at. Throws HostError
 * ERR_SOURCE_LINE.
 */
export async function setSpeed(path: string, { baud, dataBits, parity, stopBits }: SerialSpeed): Promise<void> {
  // A character whose parity is wrong is read as 0, which no text has.
  const parities = { N: ['-parenb'], E: ['parenb', '-parodd', 'inpck'], O: ['parenb', 'parodd', 'inpck'] };
  const words = ['raw', '-echo', 'clocal', '-crtscts', '-hupcl', `${baud}`, `cs${dataBits}`, ...parities[parity]];
  words.push(stopBits === 2 ? 'cstopb' : '-cstopb');
  try {
    await stty(path, words);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')
      throw new HostError('ERR_SOURCE_LINE', 'stty is missing, which sets the speed of a port: install coreutils', {
        cause,
      });
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : String(cause);
    if (await hasBaud(path, baud, said)) return;
    throw new HostError('ERR_SOURCE_LINE', `${escaped(path)} takes no speed: ${escaped(said)}`, { cause });
  }
}

class SpeedChoice implements Speeds {
  private readonly speeds: readonly SerialSpeed[];
  private at = 0;

  constructor(speeds: readonly SerialSpeed[]) {
    this.speeds = speeds;
  }

  get count(): number {
    return this.speeds.length;
  }

  get current(): SerialSpeed {
    const speed = this.speeds[this.at % this.speeds.length];
    if (speed === undefined) throw new HostError('ERR_SOURCE_SPEC', 'a serial port needs a speed');
    return speed;
  }

  get name(): string {
    return speedText(this.current);
  }

  next(): void {
    this.at += 1;
  }
}

export class SerialLine implements ByteLine {
  readonly name: string;
  readonly isRecording = false;
  readonly speeds: SpeedChoice;

  /** `speeds`: the likeliest first. */
  constructor(path: string, speeds: readonly SerialSpeed[]) {
    this.name = path;
    this.speeds = new SpeedChoice(speeds);
  }

  async run(
    take: (bytes: Uint8Array) => void,
    signal: AbortSignal,
    opened: (line: OpenLine) => void = () => {},
  ): Promise<void> {
    const path = this.name;
    // Without a control terminal, and without waiting for a modem.
    const flags = constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK;
    const file = await promisify(open)(path, flags).catch((cause: unknown) => {
      throw trouble(path, cause);
    });
    let stream: ReadStream;
    try {
      await setSpeed(path, this.speeds.current);
      stream = new ReadStream(file);
    } catch (cause) {
      close(file, () => {});
      throw cause instanceof HostError ? cause : trouble(path, cause);
    }
    const stop = (): void => void stream.destroy();
    signal.addEventListener('abort', stop, { once: true });
    try {
      await new Promise<void>((ended) => {
        // A port that was unplugged ends, or fails: both are its end.
        stream.once('error', () => ended());
        stream.once('close', () => ended());
        stream.once('end', () => ended());
        stream.on('data', take);
        opened({ write: (bytes) => write(file, bytes, (error) => void (error !== null && stop())) });
        if (signal.aborted) stop();
      });
    } finally {
      signal.removeEventListener('abort', stop);
      stream.destroy();
    }
  }
}

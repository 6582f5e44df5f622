/**
 * The port of a meter that is asked (IEC 62056-21, modes A, B and C): every so often a request goes out at 300 baud, the meter
 * says how fast it can, and what follows comes at that speed. [meter/sources/d0/mode-c.ts]
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { FIRST_BAUD, acknowledgement, parseIdentification, signOnRequest } from '../../sources/d0/mode-c.ts';
import type { ByteLine, OpenLine } from './byte-line.ts';
import { SerialLine, type SerialSpeed, setSpeed } from './serial-line.ts';

const frame = (baud: number): SerialSpeed => ({ baud, dataBits: 7, parity: 'E', stopBits: 1 });
/** A meter wants to rest so long before it is answered. */
const REACTION_MS = 250;
/** No identification is as long as this. */
const MOST_CHARACTERS = 128;
/** Bits of a character on the line, with start, parity and stop. */
const BITS = 10;

export class AskedLine implements ByteLine {
  readonly name: string;
  readonly isRecording = false;
  private readonly line: SerialLine;
  private readonly everyMs: number;

  constructor(path: string, everySeconds: number) {
    this.name = path;
    this.line = new SerialLine(path, [frame(FIRST_BAUD)]);
    this.everyMs = 1_000 * everySeconds;
  }

  async run(take: (bytes: Uint8Array) => void, signal: AbortSignal): Promise<void> {
    let said = '';
    let isAnswered = false;
    const closing = new AbortController();
    const either = AbortSignal.any([signal, closing.signal]);
    let open: OpenLine | undefined;
    const asking = async (): Promise<void> => {
      while (!either.aborted) {
        said = '';
        isAnswered = false;
        await setSpeed(this.name, frame(FIRST_BAUD));
        open?.write(signOnRequest());
        await sleep(this.everyMs, undefined, { signal: either }).catch(() => undefined);
      }
    };
    const answer = async (line: string): Promise<void> => {
      const found = parseIdentification(line);
      if (found === undefined) return;
      isAnswered = true;
      if (found.mode === 'C') {
        await sleep(REACTION_MS);
        const words = acknowledgement(found);
        open?.write(words);
        // What is still on its way out goes at the old speed.
        await sleep((words.length * BITS * 1_000) / FIRST_BAUD);
      }
      if (found.baud !== FIRST_BAUD && !either.aborted) await setSpeed(this.name, frame(found.baud));
    };
    const gone = (): void => closing.abort();
    await this.line.run(
      (bytes) => {
        take(bytes);
        if (isAnswered) return;
        said = `${said}${String.fromCharCode(...bytes.map((byte) => byte & 0x7f))}`.slice(-MOST_CHARACTERS);
        // The request may come back, as an echo of the optical head.
        const line = /\/[A-Za-z]{3}[^\r\n]*\r?\n/.exec(said);
        if (line !== null) void answer(line[0]).catch(gone);
      },
      either,
      (opened) => {
        open = opened;
        void asking().catch(gone);
      },
    );
    closing.abort();
  }
}

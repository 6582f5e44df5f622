/** Lines of text that keep coming: of standard input, or of a file that is followed as it grows. */
import { type FileHandle, open, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { HostError } from '../../host/base/errors.ts';
import { escaped } from '../../host/base/printable.ts';
import { describeTrouble } from '../../host/base/trouble.ts';

/** How often a file is looked at. */
const LOOK_MS = 200;
const CHUNK_BYTES = 65_536;
/** A longer line is no sample: what is in memory of it is given up. */
const MOST_LINE_CHARACTERS = 65_536;

/** Cuts text in pieces into lines. */
class Lines {
  private readonly decoder = new TextDecoder('utf-8');
  private rest = '';
  private isTooLong = false;

  /** The lines that end in a piece. One that is too long comes as far as it was kept. */
  *take(bytes: Uint8Array): Generator<string> {
    const parts = `${this.rest}${this.decoder.decode(bytes, { stream: true })}`.split('\n');
    this.rest = parts.pop() ?? '';
    for (const part of parts) {
      const wasTooLong = this.isTooLong;
      this.isTooLong = false;
      if (!wasTooLong) yield part.slice(0, MOST_LINE_CHARACTERS).trim();
    }
    if (this.rest.length <= MOST_LINE_CHARACTERS) return;
    if (!this.isTooLong) yield this.rest.slice(0, MOST_LINE_CHARACTERS);
    this.isTooLong = true;
    this.rest = '';
  }
}

/** Lines of standard input, as they come; ends with it. */
export async function* standardLines(signal: AbortSignal): AsyncGenerator<string> {
  const lines = new Lines();
  const stop = (): void => void process.stdin.destroy();
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const chunk of process.stdin as AsyncIterable<Buffer>) yield* lines.take(chunk);
    // What ends without the end of a line is a line.
    yield* lines.take(Buffer.from('\n'));
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Waits, or less if it is stopped. */
async function pause(signal: AbortSignal): Promise<void> {
  await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
}

function unreadable(path: string, cause: unknown): HostError {
  return new HostError('ERR_SOURCE_FILE', `${escaped(path)} can't be read: ${describeTrouble(cause)}`, { cause });
}

/** The file, once it is there; undefined if it was stopped before. Throws HostError ERR_SOURCE_FILE if it can't be read. */
async function opened(path: string, signal: AbortSignal): Promise<FileHandle | undefined> {
  while (!signal.aborted) {
    try {
      return await open(path, 'r');
    } catch (error) {
      const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (!isMissing) throw unreadable(path, error);
    }
    await pause(signal);
  }
  return undefined;
}

/**
 * Whole lines of a file, for ever: as it grows, after it was cut, and of the one that takes its place. `isFromStart`: also those
 * that are there already. Ends when it is stopped. Throws HostError ERR_SOURCE_FILE.
 */
export async function* followedLines(path: string, isFromStart: boolean, signal: AbortSignal): AsyncGenerator<string> {
  let isFromHere = !isFromStart;
  while (!signal.aborted) {
    const file = await opened(path, signal);
    if (file === undefined) return;
    try {
      const { ino, size } = await file.stat();
      yield* fileLines(file, isFromHere ? size : 0, path, ino, signal);
      // Whatever takes its place is new.
      isFromHere = false;
    } catch (error) {
      throw unreadable(path, error);
    } finally {
      await file.close();
    }
  }
}

/** Lines of an open file until it is cut or another one takes its place. */
async function* fileLines(
  file: FileHandle,
  from: number,
  path: string,
  ino: number,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const lines = new Lines();
  const buffer = new Uint8Array(CHUNK_BYTES);
  let position = from;
  while (!signal.aborted) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, position);
    position += bytesRead;
    if (bytesRead > 0) {
      yield* lines.take(buffer.subarray(0, bytesRead));
      continue;
    }
    await pause(signal);
    const now = await stat(path).catch(() => undefined);
    // One that is away for a moment is being replaced; what was written to the end of the old one is read first.
    const isOther = now !== undefined && (now.ino !== ino || now.size < position);
    if (isOther && (await file.stat()).size <= position) return;
  }
}

/** Bytes of a file that was recorded, to its end; or of a named pipe, for as long as somebody writes into it. */
import { type Stats, createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { HostError } from '../../../host/base/errors.ts';
import { escaped } from '../../../host/base/printable.ts';
import { describeTrouble } from '../../../host/base/trouble.ts';
import type { ByteLine } from './byte-line.ts';
import { SerialLine, type SerialSpeed } from './serial-line.ts';

class FileLine implements ByteLine {
  readonly name: string;
  readonly isRecording: boolean;

  constructor(path: string, isRecording: boolean) {
    this.name = path;
    this.isRecording = isRecording;
  }

  async run(take: (bytes: Uint8Array) => void, signal: AbortSignal): Promise<void> {
    try {
      for await (const bytes of createReadStream(this.name, { signal }) as AsyncIterable<Buffer>) take(bytes);
    } catch (cause) {
      if (signal.aborted) return;
      throw new HostError('ERR_SOURCE_LINE', `${escaped(this.name)} can't be read: ${describeTrouble(cause)}`, {
        cause,
      });
    }
  }
}

/** What a path names: a file, a pipe, or a port, also one that is not plugged in yet. Throws HostError ERR_SOURCE_LINE. */
export async function lineAt(path: string, speeds: readonly SerialSpeed[]): Promise<ByteLine> {
  let found: Stats | undefined;
  try {
    found = await stat(path);
  } catch (cause) {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    if (!isMissing)
      throw new HostError('ERR_SOURCE_LINE', `cannot open ${escaped(path)}: ${describeTrouble(cause)}`, { cause });
  }
  if (found?.isDirectory() === true)
    throw new HostError('ERR_SOURCE_LINE', `${escaped(path)} is a folder: name a device or a file`);
  return found?.isFile() === true || found?.isFIFO() === true
    ? new FileLine(path, found.isFile())
    : new SerialLine(path, speeds);
}

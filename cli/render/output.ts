/**
 * Everything that a command prints goes out here: text of others escaped, JSON without anything that a terminal obeys, and
 * no complaint when the reader has seen enough (`| head`).
 */
import { escapedJson, printable } from '../../host/base/printable.ts';
import { EXIT } from '../exit.ts';
import { terminalOf } from './terminal.ts';

/** Streams that nobody reads any more. */
const deserted = new Set<NodeJS.WriteStream>();

/** Prints on standard output, or on another stream of this process. */
export function say(text: string, stream: NodeJS.WriteStream = process.stdout): void {
  stream.write(printable(text, terminalOf(stream, process.env).hasColor));
}

/** A value as one line of JSON, or of more with an indentation. */
export function jsonText(value: unknown, indentation?: number): string {
  return escapedJson(`${JSON.stringify(value, undefined, indentation)}\n`);
}

/** Whether nobody reads standard output any more: who reads on and on ends then. */
export function isOutputClosed(): boolean {
  return deserted.has(process.stdout);
}

/** Whether nobody reads standard output or standard error any more: what shows itself on both ends then. */
export function isDeserted(): boolean {
  return deserted.size > 0;
}

/** A pipe that was closed ends nothing and is no error; what can't be written otherwise (a full disk) is one, said once. */
export function watchOutput(): void {
  let isFailed = false;
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      deserted.add(stream);
      if (error.code === 'EPIPE' || isFailed) return;
      isFailed = true;
      if (stream === process.stdout)
        process.stderr.write(`gridshare: cannot write standard output: ${error.message} [ERR_OUTPUT_WRITE]\n`);
      process.once('exit', () => (process.exitCode = EXIT.environment));
    });
  }
}

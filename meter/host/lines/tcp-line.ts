/** Bytes over TCP: ser2net, a P1 gateway, a reader's own port. A connection that is half open shows by its silence only. */
import { connect } from 'node:net';
import type { Address } from '../../../host/base/address.ts';
import { HostError } from '../../../host/base/errors.ts';
import type { ByteLine, OpenLine } from './byte-line.ts';
import { networkTrouble } from './network-words.ts';

const CONNECT_MS = 10_000;
const PROBE_MS = 15_000;

export class TcpLine implements ByteLine {
  readonly name: string;
  readonly isRecording = false;
  private readonly address: Address;

  constructor(address: Address) {
    this.address = address;
    this.name = address.text.replace(/^[a-z]+:\/\//, '');
  }

  async run(
    take: (bytes: Uint8Array) => void,
    signal: AbortSignal,
    opened: (line: OpenLine) => void = () => {},
  ): Promise<void> {
    const { host, port } = this.address;
    const socket = connect({ host, port, keepAlive: true, keepAliveInitialDelay: PROBE_MS });
    const stop = (): void => void socket.destroy();
    signal.addEventListener('abort', stop, { once: true });
    const patience = setTimeout(
      () => socket.destroy(new Error('it does not answer: is it on, and in this network?')),
      CONNECT_MS,
    );
    try {
      await new Promise<void>((ended, failed) => {
        socket.once('connect', () => {
          clearTimeout(patience);
          opened({ write: (bytes) => void socket.write(bytes) });
        });
        socket.on('data', take);
        // Without an answer it would stay half open.
        socket.once('end', stop);
        socket.once('error', failed);
        socket.once('close', () => ended());
        if (signal.aborted) stop();
      });
    } catch (cause) {
      if (signal.aborted) return;
      throw new HostError('ERR_SOURCE_LINE', `${this.name} can't be read: ${networkTrouble(cause)}`, { cause });
    } finally {
      clearTimeout(patience);
      signal.removeEventListener('abort', stop);
      socket.destroy();
    }
  }
}

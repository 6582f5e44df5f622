/** A client that writes whatever bytes it is told, and looks what a broker makes of them. */
import { type Socket, connect } from 'node:net';
import { PING } from './mqtt-frames.ts';

/** `open`: the broker answered and the connection lives. `silent`: it waits for more. */
export type Outcome = 'open' | 'closed' | 'silent';

/** A broker that has taken a frame for the beginning of a longer one says nothing; nobody waits for it longer. */
const SILENCE_MS = 250;
const CONNECT_WITHIN_MS = 5_000;
const PING_ANSWER = 0xd0;
const CONNACK = 0x20;

export class FrameClient {
  private readonly socket: Socket;
  private received = Buffer.alloc(0);
  private isClosed = false;
  private onChange: () => void = () => {};

  private constructor(port: number) {
    this.socket = connect({ host: '127.0.0.1', port, noDelay: true });
    this.socket.on('data', (chunk: Buffer) => {
      this.received = Buffer.concat([this.received, chunk]);
      this.onChange();
    });
    this.socket.on('error', () => {});
    this.socket.on('close', () => {
      this.isClosed = true;
      this.onChange();
    });
  }

  /** Throws if the broker's port takes no connection. */
  static async open(port: number): Promise<FrameClient> {
    const client = new FrameClient(port);
    await client.until(() => client.isClosed || !client.socket.connecting, CONNECT_WITHIN_MS, 'connect');
    if (client.isClosed || client.socket.connecting) throw new Error(`nobody listens on port ${port}`);
    return client;
  }

  private async until(isMet: () => boolean, withinMs: number, event?: 'connect'): Promise<void> {
    if (isMet()) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, withinMs);
      const look = (): void => {
        if (!isMet()) return;
        clearTimeout(timer);
        resolve();
      };
      this.onChange = look;
      if (event !== undefined) this.socket.once(event, look);
    });
    this.onChange = () => {};
  }

  /** The types of the frames that came since the last call; the server's frames are well-formed. */
  private takeTypes(): number[] {
    const types: number[] = [];
    for (;;) {
      let length = 0;
      let at = 1;
      for (; at < this.received.length; at++) {
        length += (this.received[at]! & 127) * 128 ** (at - 1);
        if ((this.received[at]! & 128) === 0) break;
      }
      if (this.received.length < at + 1 + length) return types;
      types.push(this.received[0]! & 0xf0);
      this.received = this.received.subarray(at + 1 + length);
    }
  }

  /** Whether the broker accepted this CONNECT. */
  async connect(bytes: Uint8Array): Promise<boolean> {
    this.socket.write(bytes);
    await this.until(() => this.isClosed || this.received.length >= 4, CONNECT_WITHIN_MS);
    const isAccepted = this.received[0] === CONNACK && this.received[3] === 0;
    this.takeTypes();
    return isAccepted && !this.isClosed;
  }

  /** Writes bytes and a PINGREQ: once that is answered, or the connection closed, the broker is done with them. */
  async send(bytes: Uint8Array): Promise<Outcome> {
    if (this.isClosed) return 'closed';
    this.socket.write(bytes);
    this.socket.write(PING);
    let hasAnswered = false;
    await this.until(() => {
      hasAnswered ||= this.takeTypes().some((type) => type === PING_ANSWER || type === CONNACK);
      return this.isClosed || hasAnswered;
    }, SILENCE_MS);
    if (this.isClosed) return 'closed';
    return hasAnswered ? 'open' : 'silent';
  }

  /** Writes a lot, as fast as the broker takes it, until `byteCount` are out or it closes. */
  async flood(head: Uint8Array, byteCount: number): Promise<void> {
    this.socket.write(head);
    const chunk = Buffer.alloc(65_536, 0x61);
    for (let sent = 0; sent < byteCount && !this.isClosed; sent += chunk.length) {
      if (this.socket.write(chunk)) continue;
      await new Promise<void>((resolve) => {
        const finish = (): void => {
          this.socket.off('drain', finish);
          this.socket.off('close', finish);
          resolve();
        };
        this.socket.once('drain', finish);
        this.socket.once('close', finish);
      });
    }
  }

  get isOpen(): boolean {
    return !this.isClosed;
  }

  close(): void {
    this.socket.destroy();
  }
}

/** An MQTT 3.1.1 client over TLS that does just what an attacker wants, and keeps everything it is given. */
import { type Socket, connect } from 'node:net';
import { type TLSSocket, connect as connectTls } from 'node:tls';
import { until } from '../../host/bus/bus.conformance.ts';
import { type TlsFiles, readTls } from '../../host/keys/tls-files.ts';
import { DISCONNECT, PING, connectFrame, frame, publishFrame, subscribeFrame, text } from '../fuzz/mqtt-frames.ts';

export interface Delivery {
  readonly topic: string;
  readonly text: string;
  readonly isRetained: boolean;
}

export interface RawWill {
  readonly topic: string;
  readonly payload: string;
  readonly isRetained: boolean;
}

export interface RawOptions {
  readonly clientId: string;
  readonly isClean?: boolean;
  readonly will?: RawWill;
}

const CONNACK = 2;
const PUBLISH = 3;
const PUBACK = 4;
const SUBACK = 9;
const PINGRESP = 13;
const ACKNOWLEDGE = 0x40;

export class RawClient {
  readonly socket: Socket | TLSSocket;
  readonly deliveries: Delivery[] = [];
  /** Of CONNACK, 0 for accepted. */
  returnCode: number | undefined;
  isClosed = false;
  private received = Buffer.alloc(0);
  private pubacks = 0;
  private pings = 0;
  private granted: number[] = [];

  /** Without `files` plain TCP, for who gets no further than that. */
  constructor(port: number, files?: TlsFiles) {
    const to = { host: '127.0.0.1', port };
    this.socket = files === undefined ? connect(to) : connectTls({ ...to, ...readTls(files) });
    this.socket.on('data', (chunk: Buffer) => this.take(chunk));
    this.socket.on('error', () => undefined);
    this.socket.once('close', () => (this.isClosed = true));
  }

  private take(chunk: Buffer): void {
    this.received = Buffer.concat([this.received, chunk]);
    for (;;) {
      let [length, at] = [0, 1];
      while (at < this.received.length && (this.received[at]! & 128) !== 0) at += 1;
      if (at >= this.received.length) return;
      for (let digit = at; digit >= 1; digit--) length = length * 128 + (this.received[digit]! & 127);
      const end = at + 1 + length;
      if (this.received.length < end) return;
      this.frame(this.received[0]!, this.received.subarray(at + 1, end));
      this.received = this.received.subarray(end);
    }
  }

  private frame(first: number, body: Buffer): void {
    const type = first >> 4;
    if (type === CONNACK) this.returnCode = body[1];
    else if (type === PUBACK) this.pubacks += 1;
    else if (type === PINGRESP) this.pings += 1;
    else if (type === SUBACK) this.granted.push(...body.subarray(2));
    else if (type === PUBLISH) {
      const topicEnd = 2 + body.readUInt16BE(0);
      const hasId = (first & 6) !== 0;
      const topic = body.subarray(2, topicEnd).toString('utf8');
      const payload = body.subarray(topicEnd + (hasId ? 2 : 0));
      this.deliveries.push({ topic, text: payload.toString('utf8'), isRetained: (first & 1) === 1 });
      if (hasId) this.socket.write(frame(ACKNOWLEDGE, body.subarray(topicEnd, topicEnd + 2)));
    }
  }

  /** Whether it was accepted. */
  async connect({ clientId, isClean = true, will }: RawOptions): Promise<boolean> {
    const flags = (isClean ? 2 : 0) | (will === undefined ? 0 : 0x0c | (will.isRetained ? 0x20 : 0));
    const more = will === undefined ? [] : [text(will.topic), text(will.payload)];
    this.socket.write(connectFrame(clientId, flags, 30, ...more));
    await until('it is answered', () => this.isClosed || this.returnCode !== undefined);
    return this.returnCode === 0 && !this.isClosed;
  }

  /** The SUBACK codes, one for each filter; fewer if the connection was closed over it. */
  async subscribe(filters: readonly string[]): Promise<number[]> {
    this.granted = [];
    for (const filter of filters) this.socket.write(subscribeFrame(filter));
    await until('it is answered', () => this.isClosed || this.granted.length >= filters.length);
    return this.granted;
  }

  /** Whether it was acknowledged, which proves nothing. */
  async publish(topic: string, payload: string, isRetained = false): Promise<boolean> {
    const before = this.pubacks;
    this.socket.write(publishFrame(topic, Buffer.from(payload), isRetained));
    await until('it is answered', () => this.isClosed || this.pubacks > before);
    return this.pubacks > before;
  }

  /** The broker is done with everything that was sent, or has closed the connection. */
  async flush(): Promise<void> {
    const before = this.pings;
    this.socket.write(PING);
    await until('it is answered', () => this.isClosed || this.pings > before);
  }

  texts(): string[] {
    return this.deliveries.map((delivery) => delivery.text);
  }

  /** In order, or as when the line is cut. */
  async end(isOrderly: boolean): Promise<void> {
    if (isOrderly && !this.isClosed) this.socket.end(DISCONNECT);
    else this.socket.destroy();
    await until('it is closed', () => this.isClosed);
  }
}

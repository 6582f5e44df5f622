/**
 * How much a connection may have said that is not delivered yet, before nothing more is read from it. [P-10.7]
 * Attack: somebody subscribes and stops reading while somebody else sends large frames. Aedes reads on as long as a frame is longer
 * than what came in one piece, and queues without a bound what cannot be delivered.
 */
import type { Readable } from 'node:stream';

export interface UndeliveredLimits {
  /** Of one connection. */
  readonly ownBytes: number;
  /** Of all together; beyond it each may have one more message on its way. */
  readonly totalBytes: number;
}

export const DEFAULT_UNDELIVERED: UndeliveredLimits = { ownBytes: 4 * 1024 * 1024, totalBytes: 64 * 1024 * 1024 };

/** What a message takes beside its payload. */
const OVERHEAD_BYTES = 512;
/** By then whatever a closed connection said is delivered or given up. */
const FORGET_AFTER_MS = 30_000;

export class Undelivered {
  private readonly limits: UndeliveredLimits;
  private readonly held = new Set<Inflow>();
  private totalBytes = 0;

  constructor(limits: UndeliveredLimits) {
    this.limits = limits;
  }

  /** Puts a gate between a socket and whoever reads it. */
  gate(socket: Readable): Inflow {
    return new Inflow(socket, this);
  }

  mayRead(ownBytes: number): boolean {
    if (ownBytes === 0) return true;
    return ownBytes <= this.limits.ownBytes && this.totalBytes <= this.limits.totalBytes;
  }

  add(bytes: number): void {
    this.totalBytes += bytes;
  }

  remove(bytes: number): void {
    this.totalBytes -= bytes;
    for (const inflow of this.held) inflow.retry();
  }

  hold(inflow: Inflow, isHeld: boolean): void {
    if (isHeld) this.held.add(inflow);
    else this.held.delete(inflow);
  }
}

/** One connection's. Reading is asked for at `_read`, and ends where `push` returns false: both are how a Readable is told. */
export class Inflow {
  private readonly undelivered: Undelivered;
  private ownBytes = 0;
  private readonly read: (size: number) => void;
  /** What was asked for while the gate was closed. */
  private askedBytes: number | undefined;

  constructor(socket: Readable, undelivered: Undelivered) {
    this.undelivered = undelivered;
    const push = socket.push.bind(socket);
    // oxlint-disable-next-line no-underscore-dangle -- that is its name
    this.read = socket._read.bind(socket);
    socket.push = (chunk: unknown, encoding?: BufferEncoding) => push(chunk, encoding) && this.isOpen;
    // oxlint-disable-next-line no-underscore-dangle -- and again
    socket._read = (size: number) => {
      if (this.isOpen) this.read(size);
      else this.wait(size);
    };
    socket.once('close', () => {
      this.askedBytes = undefined;
      undelivered.hold(this, false);
      setTimeout(() => this.remove(this.ownBytes), FORGET_AFTER_MS).unref();
    });
  }

  private get isOpen(): boolean {
    return this.undelivered.mayRead(this.ownBytes);
  }

  private wait(size: number): void {
    this.askedBytes = size;
    this.undelivered.hold(this, true);
  }

  /** The broker accepted a message of so many bytes. */
  accepted(payloadBytes: number): void {
    this.ownBytes += payloadBytes + OVERHEAD_BYTES;
    this.undelivered.add(payloadBytes + OVERHEAD_BYTES);
  }

  /** It was delivered to everybody, or given up. */
  delivered(payloadBytes: number): void {
    this.remove(Math.min(this.ownBytes, payloadBytes + OVERHEAD_BYTES));
  }

  private remove(bytes: number): void {
    this.ownBytes -= bytes;
    this.undelivered.remove(bytes);
  }

  /** Goes on reading, if it may again. */
  retry(): void {
    const size = this.askedBytes;
    if (size === undefined || !this.isOpen) return;
    this.askedBytes = undefined;
    this.undelivered.hold(this, false);
    this.read(size);
  }
}

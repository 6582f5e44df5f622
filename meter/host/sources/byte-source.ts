/**
 * A meter's port as a source: any line of bytes, read by any decoder. It is opened again when it ends or falls silent, its
 * speed is found out by what makes telegrams, and a sample is as old as the bytes that completed it.
 */
import { HostError } from '../../../host/base/errors.ts';
import type { Decoded, StreamDecoder } from '../../sources/decoder.ts';
import { sampleOf } from '../../sources/telegram-sample.ts';
import type { ByteLine } from '../lines/byte-line.ts';
import type { SourceSink } from '../source.ts';
import type { SourceHost } from './source-watch.ts';
import { WatchedSource } from './watched-source.ts';

/** A speed is given up that made no telegram of what came in so long, or of so much. */
/** Text has no others; a parity may stand in the eighth. */
const SEVEN_BITS = 0x7f;
const TRY_MS = 25_000;
const TRY_BYTES = 6_000;
/** Of so many bytes it is told whether they look like text. */
const LOOK_BYTES = 200;

export interface ByteSourceOptions {
  readonly line: ByteLine;
  readonly decoder: () => StreamDecoder;
  readonly idleSeconds: number;
  /** Whether telegrams are text: bytes that are none then come from an inverted line. */
  readonly isText: boolean;
}

/** What came since a line was opened, or since its last telegram. */
interface Unread {
  sinceMs: number | undefined;
  byteCount: number;
  textCount: number;
}

const nothingUnread = (): Unread => ({ sinceMs: undefined, byteCount: 0, textCount: 0 });

export class ByteSource extends WatchedSource {
  private readonly options: ByteSourceOptions;
  private telegramCount = 0;
  private triedSpeeds = 0;
  private unread = nothingUnread();
  private hasEnded = false;
  /** It was closed to be opened with another speed. */
  private isTrying = false;

  constructor(options: ByteSourceOptions, host: SourceHost) {
    super(options.line.name, host, options.line.isRecording);
    this.options = options;
  }

  override get problem(): string | undefined {
    return this.hasEnded ? `${this.options.line.name} was read to its end` : this.watch.problem;
  }

  async run(sink: SourceSink): Promise<void> {
    const { stopped } = this;
    while (!stopped.aborted) {
      let trouble: string | undefined;
      try {
        await this.once(sink);
      } catch (error) {
        if (!(error instanceof HostError) || (!this.host.isPatient && this.telegramCount === 0)) throw error;
        trouble = error.message;
      }
      if (stopped.aborted) return;
      if (this.isRecording && trouble === undefined) {
        this.hasEnded = true;
        return;
      }
      if (this.isTrying && trouble === undefined) {
        this.isTrying = false;
        continue;
      }
      this.watch.away(
        trouble ?? this.watch.trouble ?? `${this.watch.name} has ended or fell silent: it is opened again`,
      );
      await this.pause();
    }
  }

  /** From one opening of the line to its end. */
  private async once(sink: SourceSink): Promise<void> {
    const { line, decoder: newDecoder, idleSeconds, isText } = this.options;
    const decoder = newDecoder();
    const closing = new AbortController();
    const close = (): void => closing.abort();
    this.unread = nothingUnread();
    // A recording is read as fast as it goes.
    const idle = line.isRecording ? undefined : setTimeout(close, 1_000 * idleSeconds);
    try {
      await line.run(
        (bytes) => {
          idle?.refresh();
          this.host.heard?.(isText ? bytes.map((byte) => byte & SEVEN_BITS) : bytes);
          this.take(decoder.push(bytes), sink);
          if (this.isHopeless(bytes)) close();
        },
        AbortSignal.any([this.stopped, closing.signal]),
      );
    } finally {
      clearTimeout(idle);
      // What is cut off by being stopped was not damaged.
      if (!this.stopped.aborted) this.take(decoder.end(), sink);
    }
  }

  private take(found: readonly Decoded[], sink: SourceSink): void {
    for (const one of found) {
      if (one.kind === 'fault') {
        this.watch.fault(one.fault, one.text);
        continue;
      }
      this.telegramCount += 1;
      this.unread = nothingUnread();
      this.backOff.succeeded();
      const { gridMs: hostMs, monotonicMs } = this.host.now();
      const sample = sampleOf(one);
      if (sample === undefined) continue;
      this.handOver({ hostMs, monotonicMs, ...sample }, sink);
    }
  }

  /** Whether what comes makes no telegram at this speed: then the next one is tried, and whoever looks is told. */
  private isHopeless(bytes: Uint8Array): boolean {
    const { line, isText } = this.options;
    if (line.isRecording || this.telegramCount > 0) return false;
    const { unread } = this;
    const { monotonicMs } = this.host.now();
    unread.sinceMs ??= monotonicMs;
    unread.byteCount += bytes.length;
    for (const byte of bytes) {
      const low = byte & SEVEN_BITS;
      if (byte === low && (low >= 0x20 || low === 0x0a || low === 0x0d)) unread.textCount += 1;
    }
    if (monotonicMs - unread.sinceMs < TRY_MS && unread.byteCount < TRY_BYTES) return false;
    const { speeds } = line;
    this.triedSpeeds += 1;
    if (this.triedSpeeds >= (speeds?.count ?? 1))
      this.watch.trouble = unintelligible(line.name, isText && isNoText(unread), speeds === undefined);
    speeds?.next();
    this.unread = nothingUnread();
    this.isTrying = speeds !== undefined && speeds.count > 1;
    return this.isTrying;
  }
}

function isNoText({ byteCount, textCount }: Unread): boolean {
  return byteCount >= LOOK_BYTES && textCount < byteCount / 2;
}

function unintelligible(name: string, isInverted: boolean, isNetwork: boolean): string {
  const what = `bytes come from ${name}, and they make no telegram`;
  if (isNetwork) return `${what}: is it this kind of port, and does the gateway hand on raw bytes?`;
  if (isInverted)
    return `${what} at any speed, and no text: the signal is inverted, as on P1 ports. Take a cable with an inverter, or invert RX in its chip (FTDI: ft232r_prog --invert_rxd)`;
  return `${what} at any speed: is it this kind of port? Look at the cable, at how the optical head sits, and say baud in the source if you know it`;
}

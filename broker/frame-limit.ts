/**
 * Reads the sizes of MQTT frames as the bytes come in, before any parser keeps them. [P-10]
 * Attack: a frame that announces 256 MB is collected in memory by the parser until it is complete, even before CONNECT;
 * five silent sockets took Aedes from 53 to 256 MB.
 */
import { Readable } from 'node:stream';

export interface FrameLimit {
  /** Largest remaining length accepted from now on; applies to frames that begin later. */
  maxBytes: number;
}

const CONNECT_TYPE = 1;
const MAX_LENGTH_BYTES = 4;

/** Follows frame boundaries; `accepts` returns the reason for refusing, or undefined. */
export function frameChecker(limit: FrameLimit): (chunk: Uint8Array) => string | undefined {
  let isFirst = true;
  let isInLength = false;
  let lengthByteCount = 0;
  let length = 0;
  let bodyLeft = 0;
  return (chunk) => {
    let at = 0;
    while (at < chunk.length) {
      if (bodyLeft > 0) {
        const taken = Math.min(bodyLeft, chunk.length - at);
        bodyLeft -= taken;
        at += taken;
        continue;
      }
      const byte = chunk[at] ?? 0;
      at += 1;
      if (!isInLength) {
        if (isFirst && byte >> 4 !== CONNECT_TYPE) return 'the first frame is not CONNECT';
        isFirst = false;
        isInLength = true;
        lengthByteCount = 0;
        length = 0;
        continue;
      }
      length += (byte & 0x7f) * 128 ** lengthByteCount;
      lengthByteCount += 1;
      if (length > limit.maxBytes) return `a frame of ${length} bytes or more, at most ${limit.maxBytes} are accepted`;
      if ((byte & 0x80) === 0) {
        isInLength = false;
        bodyLeft = length;
      } else if (lengthByteCount === MAX_LENGTH_BYTES) return 'a frame length of more than four bytes';
    }
    return undefined;
  };
}

/**
 * Puts the check between a socket and whoever reads it. `push` is where every chunk of a Readable enters, whichever way it is
 * consumed later, and overriding it costs no second stream. Refused sockets are destroyed.
 */
export function limitFrames(socket: Readable, limit: FrameLimit, onRefused: (reason: string) => void): void {
  const check = frameChecker(limit);
  let isRefused = false;
  socket.push = function push(this: Readable, chunk: unknown, encoding?: BufferEncoding): boolean {
    if (isRefused) return false;
    if (chunk instanceof Uint8Array) {
      const reason = check(chunk);
      if (reason !== undefined) {
        isRefused = true;
        onRefused(reason);
        socket.destroy();
        return false;
      }
    }
    return Readable.prototype.push.call(this, chunk, encoding);
  };
}

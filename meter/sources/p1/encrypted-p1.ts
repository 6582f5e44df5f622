/**
 * P1 telegrams in encrypted frames: AES-128-GCM with a key of the meter's own and a tag of 12 bytes. What cannot be opened gives
 * a fault and nothing else, and so does a frame that was sent before: its counter must go up, for as long as this decoder lives.
 */
import { type Decoded, type StreamDecoder, faultOf } from '../decoder.ts';
import { type EncryptedFrame, EncryptedFrames, SECURITY_CONTROL } from './encrypted-frames.ts';

/** Opens AES-128-GCM; undefined where the tag is wrong. */
export type OpenAesGcm = (
  key: Uint8Array,
  iv: Uint8Array,
  aad: Uint8Array,
  ciphertext: Uint8Array,
  tag: Uint8Array,
) => Uint8Array | undefined;

export interface P1Encryption {
  /** 16 bytes, from whoever runs the grid. */
  readonly key: Uint8Array;
  /** 16 bytes that are authenticated with the frame; left out where the meter has none. */
  readonly authenticationKey?: Uint8Array;
  readonly open: OpenAesGcm;
}

export class EncryptedP1 implements StreamDecoder {
  private readonly frames = new EncryptedFrames();
  private readonly plain: StreamDecoder;
  private readonly encryption: P1Encryption | undefined;
  private readonly aad: Uint8Array;
  /** System title and counter of the frame before. */
  private lastTitle = '';
  private lastCounter = -1;

  /** Without `encryption` plain telegrams count, and frames give faults; with it, frames only. */
  constructor(plain: StreamDecoder, encryption: P1Encryption | undefined) {
    this.plain = plain;
    this.encryption = encryption;
    const key = encryption?.authenticationKey;
    this.aad = key === undefined ? new Uint8Array(0) : Uint8Array.of(SECURITY_CONTROL, ...key);
  }

  push(bytes: Uint8Array): readonly Decoded[] {
    const found: Decoded[] = [];
    this.frames.push(
      bytes,
      (frame) => {
        const opened = this.open(frame);
        if (opened === undefined)
          found.push(faultOf('encrypted', 'it is encrypted, with another key than this, or damaged'));
        else found.push(...opened);
        return opened !== undefined;
      },
      (piece) => {
        if (this.encryption === undefined) found.push(...this.plain.push(piece));
      },
    );
    return found;
  }

  end(): readonly Decoded[] {
    const left = this.frames.end();
    if (this.encryption === undefined) return [...this.plain.push(left), ...this.plain.end()];
    return left.length > 0 ? [faultOf('truncated', 'the stream ended within an encrypted frame')] : [];
  }

  private open({ iv, counter, ciphertext, tag }: EncryptedFrame): readonly Decoded[] | undefined {
    if (this.encryption === undefined) return [faultOf('encrypted', 'it is encrypted, and there is no key')];
    const text = this.encryption.open(this.encryption.key, iv, this.aad, ciphertext, tag);
    if (text === undefined) return undefined;
    const title = iv.subarray(0, -4).join(' ');
    if (title === this.lastTitle && counter <= this.lastCounter)
      return [faultOf('encrypted', 'its frame counter has not gone up: it was sent before')];
    this.lastTitle = title;
    this.lastCounter = counter;
    const found = [...this.plain.push(text), ...this.plain.end()];
    return found.length > 0 ? found : [faultOf('syntax', 'no telegram is in its frame')];
  }
}

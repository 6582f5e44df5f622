/**
 * The checksum of a P1 telegram, over everything from `/` to `!`: CRC-16/ARC by the standard, CRC-16/X-25 by some meters (HU).
 * Only one of the two counts at a time: accepting either would accept twice as many damaged telegrams. ARC counts at first; when
 * three telegrams in a row fit the other one, that is the meter's from the third on. Chance does so once in 2^48.
 */

import { crc16 } from '../crc16.ts';

export type CrcKind = 'arc' | 'x25';

/** So many telegrams in a row must fit the other checksum. */
const IN_A_ROW = 3;

/** Says of one telegram after the other whether its checksum is right. */
export class ChecksumJudge {
  private readonly isLearning: boolean;
  private kind: CrcKind;
  private otherInARow = 0;

  constructor(kind: CrcKind | 'auto') {
    this.isLearning = kind === 'auto';
    this.kind = kind === 'auto' ? 'arc' : kind;
  }

  isRight(bytes: Uint8Array, given: number): boolean {
    if (crc16(this.kind, bytes) === given) {
      this.otherInARow = 0;
      return true;
    }
    if (!this.isLearning) return false;
    const other = this.kind === 'arc' ? 'x25' : 'arc';
    this.otherInARow = crc16(other, bytes) === given ? this.otherInARow + 1 : 0;
    if (this.otherInARow < IN_A_ROW) return false;
    this.kind = other;
    this.otherInARow = 0;
    return true;
  }
}

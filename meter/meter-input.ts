/** What the machine of a meter process is fed. */
import type { CommonInput } from '../protocol/machine.ts';
import type { ReadingInput } from './meter.ts';
import type { MeterParty } from './party.ts';
import type { Replacement, Sample } from './sample.ts';

export type MeterInput =
  | CommonInput
  | { readonly kind: 'reading'; readonly meter: string; readonly reading: ReadingInput }
  | { readonly kind: 'sample'; readonly meter: string; readonly sample: Sample }
  /** Somebody says where an old device ended, and where the new one began. */
  | { readonly kind: 'replaced'; readonly meter: string; readonly replacement: Replacement }
  /** A meter is enrolled in another area, under these keys. */
  | { readonly kind: 'moved'; readonly party: MeterParty }
  /** What the system says of this device's clock. */
  | { readonly kind: 'synchronized'; readonly isSynchronized: boolean }
  /** The process ends in order. */
  | { readonly kind: 'stopping' }
  /** The operator has acknowledged this evidence, by name. */
  | { readonly kind: 'acknowledged'; readonly names: readonly string[] };

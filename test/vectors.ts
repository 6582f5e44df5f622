/** The good vectors of one kind of message. */
import { readFileSync } from 'node:fs';
import type { GoodVector } from './make-vectors.ts';

export function readVectors(wire: string): GoodVector[] {
  return JSON.parse(readFileSync(new URL(`../schemas/vectors/${wire}.json`, import.meta.url), 'utf8')) as GoodVector[];
}

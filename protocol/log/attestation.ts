/**
 * What a manifest or holdings message says, read the same way by who proposes an entry and by who checks it: a message
 * with any defect counts for nothing as a whole. [P-7.2]
 */
import type { Holdings, Manifest } from '../../schemas/types.ts';
import { Bitmap } from '../math/bitmap.ts';

/** The bitmaps of a manifest by interval; undefined unless its pages are consecutive and well-formed. */
export function pagesOf(manifest: Manifest): Map<number, Bitmap> | undefined {
  const pages = new Map<number, Bitmap>();
  const first = manifest.pages[0]?.interval ?? 0;
  for (const [at, { interval, held }] of manifest.pages.entries()) {
    const bitmap = Bitmap.decode(held);
    if (interval !== first + at || bitmap === undefined) return undefined;
    pages.set(interval, bitmap);
  }
  return pages;
}

/** The meters wholly held by a holdings message; undefined if it is malformed. */
export function metersOf(holdings: Holdings): Bitmap | undefined {
  return Bitmap.decode(holdings.held);
}

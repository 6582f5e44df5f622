/** What the conformance suites of the stores need: a store to open and close, and material to put into it. */
import { expect, test } from 'vitest';
import { HostError } from '../../host/base/errors.ts';
import type { Announcement, CertifiedEntry, Manifest, SealedBill } from '../../schemas/types.ts';
import { readVectors } from '../vectors.ts';

/** Where one store lies: closed and opened again, it holds what it held. */
export interface Medium<Port> {
  open(): Promise<Port>;
  /** After the last `close`. */
  remove(): Promise<void>;
}

/**
 * Registers a suite's tests; for a control (`failing`: titles), only those, each of which must fail: whatever is behind the
 * port does wrong what they are about.
 */
export function checking(failing: readonly string[] | undefined) {
  return (title: string, run: () => Promise<void>): void => {
    if (failing === undefined) test(title, run);
    else if (failing.includes(title)) test.fails(title, run);
  };
}

function vector(wire: string, name: string): unknown {
  return JSON.parse(readVectors(wire).find((candidate) => candidate.name === name)!.payload);
}

const certified = (vector('request', 'entries') as { entries: CertifiedEntry[] }).entries[0]!;
export const announcement = vector('request', 'announcement-close') as Announcement;
export const manifest = vector('manifest', 'manifest') as Manifest;
export const sealedBill = vector('bill', 'bill') as SealedBill;

/** The entry as if it stood at another place: stores don't check signatures. */
export function entryAt(sequence: number): CertifiedEntry {
  return { ...certified, entry: { ...certified.entry, sequence } };
}

export function bytes(...values: number[]): Uint8Array {
  return Uint8Array.from(values);
}

/** The code with which a call is refused; nothing but a HostError may come out. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    expect(error).toBeInstanceOf(HostError);
    return (error as HostError).code;
  }
  return 'none';
}

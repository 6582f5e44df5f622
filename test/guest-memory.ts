/**
 * What a process that runs emulated has in memory by itself, as it would on a device: the emulator's own program, tables and
 * translated code are in the same process. Which addresses are the guest's only the guest can say: qemu shows
 * it its own mappings as `/proc/self/maps`, at the addresses that they have outside as well.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const EVERY_MS = 1_000;

/** A module that Node.js loads first: it writes down its mappings as long as it runs. */
const PROBE = (path: string): string => `const { readFileSync, renameSync, writeFileSync } = require('node:fs');
setInterval(() => {
  writeFileSync(${JSON.stringify(`${path}.new`)}, readFileSync('/proc/self/maps'));
  renameSync(${JSON.stringify(`${path}.new`)}, ${JSON.stringify(path)});
}, ${EVERY_MS}).unref();
`;

interface Range {
  readonly start: number;
  readonly end: number;
}

function rangeOf(line: string): Range {
  const [, start = '', end = ''] = /^([0-9a-f]+)-([0-9a-f]+) /.exec(line) ?? [];
  return { start: Number.parseInt(start, 16), end: Number.parseInt(end, 16) };
}

/** In MB of 10^6 bytes. */
export interface GuestMemory {
  readonly guestMb: number;
  /** Of guest and emulator. */
  readonly allMb: number;
}

export class GuestProbe {
  private readonly path: string;
  /** For Node.js, before the name of the script. */
  readonly flags: readonly string[];

  constructor(folder: string) {
    this.path = join(folder, 'guest-maps');
    const probe = join(folder, 'guest-probe.cjs');
    writeFileSync(probe, PROBE(this.path));
    this.flags = ['--require', probe];
  }

  /** Resident memory of a process that was started with the flags, as of a second ago. */
  read(pid: number): GuestMemory {
    if (!existsSync(this.path)) throw new Error(`process ${pid} has not written down its mappings`);
    const guest = readFileSync(this.path, 'utf8').trim().split('\n').map(rangeOf);
    const memory = { guestMb: 0, allMb: 0 };
    for (const mapping of readFileSync(`/proc/${pid}/smaps`, 'utf8').split(/^(?=[0-9a-f]+-[0-9a-f]+ )/m)) {
      const { start, end } = rangeOf(mapping);
      const residentMb = (Number(/^Rss:\s+(\d+) kB$/m.exec(mapping)?.[1] ?? 0) * 1024) / 1e6;
      memory.allMb += residentMb;
      // One that is the guest's in part counts in full.
      if (guest.some((one) => start < one.end && one.start < end)) memory.guestMb += residentMb;
    }
    return memory;
  }
}

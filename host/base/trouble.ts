/**
 * What the system says when a file can't be used, in words for whoever has to mend it. One cause each: a full disk is no
 * matter of permissions, and who is sent to look at the wrong one loses a night.
 */

export interface Trouble {
  readonly what: string;
  readonly advice: string;
}

const FULL: Trouble = { what: 'no space is left on its disk', advice: 'free space there (df -h, df -i)' };
const READ_ONLY: Trouble = {
  what: 'it is on a file system that is mounted read-only',
  advice: 'see why in the kernel log (dmesg), and mount it writable again; an SD card that is worn out ends like this',
};
const FORBIDDEN: Trouble = {
  what: 'this user has no right to',
  advice: 'look at owner and mode (ls -ld), and at who runs this',
};
const FAILING: Trouble = { what: 'the disk fails', advice: 'look into the kernel log (dmesg), and replace it' };
const MISSING: Trouble = { what: 'it does not exist', advice: 'correct the path, or mount what it is on' };
const MANY: Trouble = {
  what: 'too many files are open',
  advice: 'raise the limit of open files (ulimit -n, LimitNOFILE)',
};
const BUSY: Trouble = { what: 'another process holds it', advice: 'see which one (fuser, lsof)' };

const SYSTEM: Readonly<Record<string, Trouble>> = {
  ENOSPC: FULL,
  EDQUOT: { what: "this user's quota is used up", advice: 'free space, or raise the quota' },
  EFBIG: {
    what: 'it is larger than files may be there',
    advice: 'look at the limits of the file system and of the process (ulimit -f)',
  },
  EROFS: READ_ONLY,
  EACCES: FORBIDDEN,
  EPERM: FORBIDDEN,
  EIO: FAILING,
  ENOENT: MISSING,
  EEXIST: { what: 'it exists already', advice: 'name a new file' },
  ENOTDIR: { what: 'a part of its path is not a folder', advice: 'correct the path' },
  EISDIR: { what: 'it is a folder', advice: 'name a file' },
  ELOOP: { what: 'its links lead in a circle', advice: 'correct the links' },
  EMFILE: MANY,
  ENFILE: MANY,
  EBUSY: BUSY,
  ESTALE: { what: 'the network file system has lost it', advice: 'mount it again; stores belong on a local disk' },
};

/** SQLite's primary result codes. */
const SQLITE: ReadonlyMap<number, Trouble> = new Map([
  [3, FORBIDDEN],
  [5, BUSY],
  [6, BUSY],
  [
    8,
    {
      what: 'it is read-only for this user',
      advice: 'look at owner and mode of the file and of its folder, and how it is mounted',
    },
  ],
  [10, FAILING],
  [13, FULL],
  [
    14,
    {
      what: 'it can be neither opened nor made',
      advice: 'look at owner and mode of its folder, and whether it is mounted',
    },
  ],
  [26, { what: 'it is not a database', advice: 'see what was put in its place, and keep a copy of it' }],
]);

function codesOf(cause: unknown): { readonly system: string; readonly sqlite: number } {
  const system = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const sqlite = cause instanceof Error && 'errcode' in cause ? Number(cause.errcode) & 0xff : -1;
  return { system, sqlite };
}

/** What is wrong, and what to do about it. */
export function troubleOf(cause: unknown): Trouble {
  const { system, sqlite } = codesOf(cause);
  const known = SYSTEM[system] ?? SQLITE.get(sqlite);
  if (known !== undefined) return known;
  const what = cause instanceof Error ? cause.message : String(cause);
  return { what, advice: 'look at its folder, its disk and the rights there' };
}

/** What is wrong, and what to do: "no space is left on its disk: free space there (df -h, df -i)". */
export function describeTrouble(cause: unknown): string {
  const { what, advice } = troubleOf(cause);
  return `${what}: ${advice}`;
}

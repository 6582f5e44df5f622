/** What the system tells of itself in files, below a folder: `/` here, another one for the card of a device that is not running. */
import { existsSync, readFileSync, readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

export class SystemFiles {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  at(path: string): string {
    return join(this.root, path);
  }

  has(path: string): boolean {
    return existsSync(this.at(path));
  }

  /** Its text; empty for what is not there, or not for this user. */
  text(path: string): string {
    try {
      return readFileSync(this.at(path), 'utf8');
    } catch {
      return '';
    }
  }

  /** What is in a folder; nothing where there is none, or not for this user. */
  names(path: string): readonly string[] {
    try {
      return readdirSync(this.at(path));
    } catch {
      return [];
    }
  }

  /** What a link says. */
  linkAt(path: string): string | undefined {
    try {
      return readlinkSync(this.at(path));
    } catch {
      return undefined;
    }
  }

  /** Where a path leads in the end; undefined where nothing is. */
  real(path: string): string | undefined {
    try {
      return realpathSync(this.at(path));
    } catch {
      return undefined;
    }
  }

  /** Name of a group or a user by its number. */
  nameOf(table: 'group' | 'passwd', id: number): string {
    const row = this.text(`/etc/${table}`)
      .split('\n')
      .map((line) => line.split(':'))
      .find(([, , number]) => number === String(id));
    return row?.[0] ?? String(id);
  }
}

/** Who is to open a device. */
export interface Opener {
  /** Process id, or `self`. */
  readonly process: string;
  readonly uid: number;
  readonly groups: readonly number[];
}

/** By the system's word on a process; undefined where it has none. */
export function openerOf(system: SystemFiles, process: number | 'self'): Opener | undefined {
  const status = system.text(`/proc/${process}/status`);
  const numbers = (name: string): number[] =>
    (new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? '').split(/\s+/).filter(Boolean).map(Number);
  // Of each the second one is in force.
  const [, uid] = numbers('Uid');
  const [, gid] = numbers('Gid');
  if (uid === undefined || gid === undefined) return undefined;
  return { process: String(process), uid, groups: [gid, ...numbers('Groups')] };
}

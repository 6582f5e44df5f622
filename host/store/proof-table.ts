/** The table of proofs that every store has: signed contradictions, one of each signer and each area. [P-7.7] */
import type { DatabaseSync } from 'node:sqlite';
import type { Proof } from '../../schemas/types.ts';
import { isValid } from '../../schemas/validate.ts';
import type { CheckedTable } from './checked-table.ts';

export const PROOF_COLUMNS = ['name', 'text'] as const;
export const PROOF_TABLE = 'CREATE TABLE proof (name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT';

/** Takes a proof for what it is; undefined if its text is none. */
export function parseProof(text: string): Proof | undefined {
  try {
    const proof: unknown = JSON.parse(text);
    const message = { version: 1, deployment: 'any', type: 'evidence', proofs: [proof] };
    return isValid('evidence', message) ? message.proofs[0] : undefined;
  } catch {
    return undefined;
  }
}

export function insertProof(table: CheckedTable, name: string, proof: Proof): void {
  table.remove('name = ?', name);
  table.insert(name, JSON.stringify(proof));
}

export function storedProofs(table: CheckedTable): Proof[] {
  return table.rows('ORDER BY name').flatMap((row) => parseProof(String(row['text'])) ?? []);
}

/** Proofs as a reader beside the running party finds them. */
export function readProofs(database: DatabaseSync): Proof[] {
  const rows = database.prepare('SELECT text FROM proof ORDER BY name').all();
  return rows.flatMap((row) => parseProof(String(row['text'])) ?? []);
}

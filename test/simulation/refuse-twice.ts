/** As a key of SQLite that is there already. */
export function refuseTwice(isThere: boolean, what: string): void {
  if (isThere) throw new Error(`UNIQUE constraint failed: ${what}`);
}

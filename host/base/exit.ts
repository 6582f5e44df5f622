/** Exit codes of every command and every party; `docs/operating.md` explains them. */
export const EXIT = { ok: 0, notExact: 1, usage: 2, environment: 3, bug: 70 } as const;

/** What is wrong with what was asked for or written down, rather than with the world: decides between 2 and 3. */
const USAGE =
  /^ERR_(?:USAGE|CONFIG|CSV|FILE_ENCODING|KEYS|TLS|AUTHORITY_PINNED|BILL_NONE|BROKER_KIND|BROKER_PLAIN|BROKER_ROOTS|ANCHORS|SCHEME|BACKUP|EXPORT_PARTY|FLEET_SMALL|HOUSEHOLD_BROKER|METERS_FILE|PAGE$|REPLACEMENT|SOURCE_(?:CONFIG|FILE|SPEC)|TARIFF_INVALID)/;

/** The exit code of an error with a stable code. */
export function exitCodeOf(code: string): number {
  return USAGE.test(code) ? EXIT.usage : EXIT.environment;
}

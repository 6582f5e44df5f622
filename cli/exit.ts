/** Exit codes of every command. */
export const EXIT = { ok: 0, notExact: 1, usage: 2, environment: 3 } as const;

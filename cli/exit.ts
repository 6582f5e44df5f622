/**
 * Exit codes of every command. `notExact`: a figure is wrong, failed or does not add up; that something still waits is no
 * failure.
 */
export const EXIT = { ok: 0, notExact: 1, usage: 2, environment: 3 } as const;

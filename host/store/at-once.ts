/**
 * Stores that have answered when a call returns, as SQLite in this thread has. Ports are asynchronous, so that a store may be
 * a server or a worker; `at once` is how one in this thread is written, and it stands behind its port with `promised`.
 */

/** A port's calls without their promises. */
export type AtOnce<Port> = {
  readonly [Name in keyof Port]: Port[Name] extends (...given: infer Given) => Promise<infer Answer>
    ? (...given: Given) => Answer
    : Port[Name];
};

/** What a call answers or throws, as a promise that is settled already. */
export function promised<Answer>(call: () => Answer): Promise<Answer> {
  return new Promise((resolve) => {
    resolve(call());
  });
}

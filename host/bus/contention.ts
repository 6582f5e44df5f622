/**
 * Whether somebody else uses the same client id. MQTT 3.1.1 tells nobody why a connection ends: it shows by connections that
 * the broker lets in and closes again soon, one after the other, while it is there all the time. Two copies of a party would
 * go on like that for ever, each throwing out the other every few seconds, and each would look well half of the time. So the
 * party says so, and after a few more waits long: whichever stays does the work of one. Connections that ended over a message of
 * its own are not told here: the outgoing queue finds out which. [P-10.6]
 */

/** Said from so many on: a broker that restarts, or a message that it does not take, closes fewer. */
const SAY_AFTER = 4;
/** From so many on it waits; more than it takes until a message that is closed over is given up. */
const YIELD_AFTER = 8;
/** It waits so many of the longest waits for a connection: five minutes with the config's default. */
const YIELD_WAITS = 5;
/** Beyond the longest wait of the other one, which is most likely configured alike. */
const GRACE_MS = 10_000;

export class Contention {
  private readonly shortMs: number;
  private readonly leaveMs: number;
  private closedCount = 0;

  constructor(reconnectMaxMs: number) {
    this.shortMs = reconnectMaxMs + GRACE_MS;
    this.leaveMs = YIELD_WAITS * reconnectMaxMs;
  }

  /** So long a connection lives if there is no other one: that one may have left the name to this one, and be back later. */
  get #longMs(): number {
    return this.closedCount >= SAY_AFTER ? Math.max(2 * this.leaveMs, this.shortMs) : this.shortMs;
  }

  /** A connection on which everything was in force has ended, and not by this party. */
  closed(livedMs: number): void {
    this.closedCount = livedMs > this.#longMs ? 0 : this.closedCount + 1;
  }

  /** The broker was not there: then that is why connections ended. */
  brokerWasAway(): void {
    if (this.closedCount < YIELD_AFTER) this.closedCount = 0;
  }

  /** A live connection, `livedMs` old: if it goes on like that, the other one is gone. */
  lives(livedMs: number): void {
    if (livedMs > this.#longMs) this.closedCount = 0;
  }

  get closedInARow(): number {
    return this.closedCount;
  }

  /** How long to leave the name to the other one; undefined if nothing is strange. */
  get yieldMs(): number | undefined {
    return this.closedCount >= YIELD_AFTER ? this.leaveMs : undefined;
  }

  problem(clientId: string): string | undefined {
    if (this.closedCount < SAY_AFTER) return undefined;
    return (
      `the broker has let it in and closed its connection again ${this.closedCount} times in a row: most likely another process runs under the ` +
      `same client id ${clientId}, from a copy of this folder, perhaps on another machine. Find that copy and stop it for good: two ` +
      "stores of one party contradict each other. If there is none, the broker's log says why it closes (ERR_BROKER_*)"
    );
  }
}

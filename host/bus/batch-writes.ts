/**
 * One write per socket and turn of the event loop. MQTT libraries write every packet by itself, and at thousands of
 * small packets a second the system calls cost more than everything else (measured: a third of a broker's time).
 */
import type { Writable } from 'node:stream';

/** Gathers whatever is written to `socket` within one turn of the event loop. */
export function batchWrites(socket: Writable): void {
  const cork = socket.cork.bind(socket);
  const uncork = socket.uncork.bind(socket);
  let isCorked = false;
  // mqtt-packet corks around each packet and uncorks at the next tick; here the first cork holds until the turn is over.
  socket.cork = () => {
    if (isCorked) return;
    isCorked = true;
    cork();
    setImmediate(() => {
      isCorked = false;
      uncork();
    });
  };
  socket.uncork = () => {};
}

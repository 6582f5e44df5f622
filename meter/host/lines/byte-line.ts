/**
 * A line that bytes come over: a serial port, a socket, a file. It is opened, read until it ends, and opened anew; when and how
 * often is up to whoever reads it.
 */

/** An open line. */
export interface OpenLine {
  /** Sends bytes. What can't be sent shows as the end of the line. */
  readonly write: (bytes: Uint8Array) => void;
}

export interface ByteLine {
  /** For people: a path, `HOST:PORT`. */
  readonly name: string;
  /** Whether it is over when it ends: a file that was recorded. */
  readonly isRecording: boolean;
  /**
   * Opens it and hands over what comes, until it ends or `signal` says so. Rejects with HostError ERR_SOURCE_LINE if it can't be
   * opened, or broke.
   */
  run(take: (bytes: Uint8Array) => void, signal: AbortSignal, opened?: (line: OpenLine) => void): Promise<void>;
  /** Speeds that may be tried, where there are several. */
  readonly speeds?: Speeds;
}

/** Which speed a line is opened with. */
export interface Speeds {
  /** As it is now, for people. */
  readonly name: string;
  /** How many there are. */
  readonly count: number;
  /** Takes the next one, from the next opening on; after the last one the first. */
  next(): void;
}

/** A kind of broker, as the suite for buses finds it. [P-5] */
import type { Bus, Publication } from './bus.ts';

export interface BusOptions {
  readonly clientId: string;
  readonly will?: Publication;
  /** `cut` will be called for it. */
  readonly isCuttable?: boolean;
}

/** A broker under test, running. */
export interface BrokerUnderTest {
  newBus(options: BusOptions): Bus;
  /** Dies and loses everything; `restart` brings it back at the same address. */
  crash(): Promise<void>;
  restart(): Promise<void>;
  /** Cuts the connection of this client so that the broker sees no DISCONNECT. */
  cut(clientId: string): void;
  /** Lets what is on its way travel; in memory nothing moves otherwise. */
  settle(maxCount?: number): void;
  stop(): Promise<void>;
}

export interface BrokerKind {
  readonly start: () => Promise<BrokerUnderTest>;
  readonly reportsRefusedSubscriptions: boolean;
  /** Set when this kind can't run here; stands in the title. */
  readonly skipReason?: string | undefined;
}

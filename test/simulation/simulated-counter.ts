/** An aggregator's counter in memory, on a medium of its own. */
import type { Counter, CounterRecord, CounterState } from '../../aggregator/counter.ts';
import { counted } from '../../aggregator/freshness.ts';

export class SimulatedCounter implements Counter {
  state: CounterState | undefined;
  /** As it was after each record, for whoever puts one back. */
  readonly past: CounterState[] = [];
  /** Called before anything is durable: a process may die there. */
  onSync: () => void = () => {};

  read(): CounterState | undefined {
    return this.state;
  }

  begin(state: CounterState): void {
    this.onSync();
    this.state = state;
    this.past.push(state);
  }

  append(record: CounterRecord): void {
    this.onSync();
    if (this.state === undefined) throw new Error('a counter begins before it counts');
    this.state = counted(this.state, record);
    this.past.push(this.state);
  }

  copy(): SimulatedCounter {
    return Object.assign(new SimulatedCounter(), { state: this.state });
  }
}

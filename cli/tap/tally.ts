/** What went by while a tap listened, per party: what each said, heard and could open. */
import { type Sight, sightOf, type Watcher } from '../../protocol/wire/sight.ts';
import { parseTopic } from '../../protocol/wire/topics.ts';
import { formatCount, plural } from '../render/format.ts';
import { renderTable, type TableOptions } from '../render/table.ts';
import { BYSTANDER, type Tapped, type View } from './tapped.ts';

/** Clients choose the names in topics: no more of them than this are told apart. */
const MAX_NAMES = 100_000;

/** Messages of one kind on one topic, meters left out. */
interface Flow {
  readonly message: Tapped;
  readonly inward: string;
  count: number;
}

interface Party {
  readonly name: string;
  readonly watcher: Watcher;
  readonly isSender: (from: string) => boolean;
  readonly learns: string;
}

/** Meters are one row. */
const rankOf = (watcher: Watcher): string =>
  watcher.role === 'aggregator' ? `aggregator-${watcher.index}` : watcher.role;

const isMeter = (name: string): boolean => name.startsWith('meter-') || name === 'fleet';

export class Tally {
  private readonly flows = new Map<string, Flow>();
  private readonly meters = new Set<string>();
  private readonly aggregators = new Set<number>();
  private messages = 0;
  private bytes = 0;
  private invalid = 0;

  get count(): number {
    return this.messages;
  }

  add(message: Tapped, inward: string): void {
    this.messages += 1;
    this.bytes += message.bytes;
    if (message.problem !== undefined) {
      this.invalid += 1;
      return;
    }
    const parsed = parseTopic(inward);
    if (parsed?.aggregator !== undefined) this.aggregators.add(parsed.aggregator);
    for (const name of [message.from, ...message.to])
      if (name.startsWith('meter-') && this.meters.size < MAX_NAMES) this.meters.add(name);
    const from = isMeter(message.from) ? 'meters' : message.from;
    const key = `${from} ${message.kind} ${parsed?.aggregator ?? ''} ${parsed?.name ?? ''}`;
    const flow = this.flows.get(key);
    if (flow !== undefined) flow.count += 1;
    else if (this.flows.size < MAX_NAMES) this.flows.set(key, { message, inward, count: 1 });
  }

  private partiesOf(): readonly Party[] {
    const meters = [...this.meters];
    return [
      ...[...this.aggregators]
        .toSorted((one, other) => one - other)
        .map((index): Party => {
          const name = `aggregator-${index}`;
          const learns = "who reported when; numbers that say nothing without k-1 others'";
          return { name, watcher: { role: 'aggregator', index }, isSender: (from) => from === name, learns };
        }),
      {
        name: 'utility',
        watcher: { role: 'utility' },
        isSender: (from) => from === 'utility',
        learns: 'totals, each once k aggregators sent theirs',
      },
      {
        name: meters.length < 2 ? (meters[0] ?? 'meters') : plural(meters.length, 'meter'),
        watcher: { role: 'meter', meterId: 'any' },
        isSender: isMeter,
        learns: 'each its own receipts and bill',
      },
      {
        name: BYSTANDER,
        watcher: { role: 'debug' },
        isSender: () => false,
        learns: 'who, to whom, when, how long; no value',
      },
    ];
  }

  private row({ name, watcher, isSender, learns }: Party): readonly (string | number)[] {
    let [said, heard, opened] = [0, 0, 0];
    for (const { message, inward, count } of this.flows.values()) {
      if (isSender(message.from)) said += count;
      const sight = this.sightIn(watcher, message, inward);
      if (sight.isHeard && !isSender(message.from)) heard += count;
      if (sight.isOpened) opened += count;
    }
    return [name, said, heard, opened, learns];
  }

  /** Of meters all are taken together: each of their topics is heard by one of them. */
  private sightIn(watcher: Watcher, { kind }: Tapped, inward: string): Sight {
    const parsed = parseTopic(inward);
    if (parsed === undefined || kind === 'unknown') return { isHeard: watcher.role === 'debug', isOpened: false };
    const who = watcher.role === 'meter' ? { ...watcher, meterId: parsed.meterId ?? watcher.meterId } : watcher;
    return sightOf(who, kind, parsed, inward);
  }

  /** Lines for a person. `seconds`: how long it listened; `view`: to whose messages only. */
  text(seconds: number, view: View | undefined, options: TableOptions): string {
    const invalid = this.invalid === 0 ? '' : `, ${formatCount(this.invalid)} of them invalid`;
    const head = `${plural(this.messages, 'message')}${invalid}, ${formatCount(this.bytes)} bytes in ${seconds} s.`;
    if (this.messages === 0) return `${head}\n`;
    const columns = [
      { title: 'party' },
      // Of what one party hears its own part says little.
      ...(view === undefined ? [{ title: 'said' }] : []),
      { title: 'heard' },
      { title: 'opened' },
      { title: 'what it can tell' },
    ];
    const isShown = ({ watcher }: Party): boolean => view === undefined || rankOf(view.watcher) === rankOf(watcher);
    const rows = this.partiesOf()
      .filter(isShown)
      .map((party) => {
        const [name = '', said = 0, ...rest] = this.row(party);
        return view === undefined ? [name, said, ...rest] : [view.name, ...rest];
      });
    return `${head}\n\n${renderTable(columns, rows, options)}\n`;
  }
}

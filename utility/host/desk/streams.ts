/** Streams of what is new: server-sent events to everybody who listens, with a number by which a stream goes on after a break. */
import type { FastifyReply } from 'fastify';
import { EVENTS } from '../../../schemas/api/operations.ts';
import { listedBill, listedLoad } from '../../views/figure-list.ts';
import type { LogIndex } from '../../views/log-index.ts';
import type { AccessEntry } from './access-file.ts';
import { billAnswer, loadAnswer, settlementAnswer } from './figure-answers.ts';
import type { Position } from './archive-tail.ts';
import type { DeskArchive, News } from './desk-archive.ts';
import { Refusal } from './problem.ts';

const MOST_STREAMS = 64;
const MOST_OF_ONE = 8;
/** One who does not read: its stream ends, and goes on where it was when it comes again. */
const MOST_BACKLOG_BYTES = 1_048_576;
/** Of each kind, when much comes at once: a page then asks for the list. */
const MOST_AT_ONCE = 500;

interface Listener {
  readonly by: AccessEntry;
  readonly reply: FastifyReply;
}

interface Event {
  readonly event: keyof typeof EVENTS;
  readonly data: object;
}

function idOf({ bill, load, window }: Position): string {
  return `${bill}.${load}.${window}`;
}

/** Undefined for a text that is no id. */
function positionOf(id: string): Position | undefined {
  const parts = /^(\d{1,15})\.(\d{1,15})\.(\d{1,15})$/.exec(id)?.slice(1).map(Number);
  if (parts === undefined) return undefined;
  const [bill = 0, load = 0, window = 0] = parts;
  return { bill, load, window, answer: 0 };
}

export class Streams {
  private readonly desk: () => DeskArchive;
  private readonly stillKnown: (name: string) => AccessEntry | undefined;
  private readonly listeners = new Set<Listener>();

  /** `stillKnown`: who has been shown out since hears no more. */
  constructor(desk: () => DeskArchive, stillKnown: (name: string) => AccessEntry | undefined) {
    this.desk = desk;
    this.stillKnown = stillKnown;
  }

  get lastEvent(): string {
    return idOf(this.desk().end);
  }

  /** Goes on until one of both ends it. Throws Refusal 503 where too many listen. */
  async open(by: AccessEntry, reply: FastifyReply): Promise<void> {
    const own = [...this.listeners].filter((one) => one.by.name === by.name).length;
    if (this.listeners.size >= MOST_STREAMS || own >= MOST_OF_ONE)
      throw new Refusal(503, `${own >= MOST_OF_ONE ? 'you listen' : 'others listen'} to too many streams already`);
    const listener = { by, reply };
    const last = reply.sse.lastEventId;
    const since = last === null ? undefined : positionOf(last);
    if (last !== null && since === undefined) throw new Refusal(400, 'Last-Event-ID is none of ours');
    this.listeners.add(listener);
    reply.sse.onClose(() => this.listeners.delete(listener));
    await reply.sse.send({ id: this.lastEvent, event: 'hello', data: {}, retry: 2_000 });
    reply.sse.keepAlive();
    if (since !== undefined) this.tell([listener], this.desk().since(since));
  }

  /** To everybody. */
  take(news: News): void {
    if (this.listeners.size > 0) this.tell([...this.listeners], news);
  }

  private tell(listeners: readonly Listener[], news: News): void {
    const isBillWanted = listeners.some(({ by }) => by.role === 'operator');
    const events = this.eventsOf(isBillWanted ? news : { ...news, bills: [] });
    const id = this.lastEvent;
    for (const listener of listeners) {
      const known = this.stillKnown(listener.by.name);
      if (known?.hash !== listener.by.hash) {
        this.end(listener);
        continue;
      }
      for (const { event, data } of events) {
        if (event === 'bill' && known.role !== 'operator') continue;
        if (listener.reply.raw.writableLength > MOST_BACKLOG_BYTES) {
          this.end(listener);
          break;
        }
        // Nobody waits for one who reads slowly.
        void listener.reply.sse.send({ id, event, data }).catch(() => this.end(listener));
      }
    }
  }

  private end(listener: Listener): void {
    this.listeners.delete(listener);
    listener.reply.raw.destroy();
  }

  private eventsOf({ bills, loads, windows }: News): Event[] {
    const desk = this.desk();
    const { areas, figures } = desk;
    const logOf = (area: string): LogIndex | undefined => areas.get(area)?.logs;
    const events: Event[] = [];
    for (const load of loads.slice(-MOST_AT_ONCE)) {
      const log = logOf(load.area);
      if (log !== undefined) events.push({ event: 'load', data: loadAnswer(listedLoad(log, load).item) });
    }
    for (const bill of bills.slice(-MOST_AT_ONCE)) {
      const log = logOf(bill.area);
      if (log === undefined) continue;
      const { item } = listedBill(log, figures, bill);
      events.push({ event: 'bill', data: billAnswer(item, desk.around(item)) });
    }
    for (const window of windows.slice(-MOST_AT_ONCE)) {
      const seen = areas.get(window.area)?.windows.find(({ view }) => view.from === window.from);
      if (seen !== undefined) events.push({ event: 'settlement', data: settlementAnswer(seen) });
    }
    return events;
  }

  stop(): void {
    for (const listener of this.listeners) this.end(listener);
  }
}

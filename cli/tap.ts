/** `gridshare tap`: tells live what goes over the broker, and what each party can and can't read of it. Says nothing itself. */
import { type Command, Option } from '@commander-js/extra-typings';
import { HostError } from '../host/base/errors.ts';
import { filtersOf, isHeardBy } from '../protocol/wire/sight.ts';
import { maySubscribe, parseIdentity } from '../protocol/wire/topic-rights.ts';
import { parseTopic, topics } from '../protocol/wire/topics.ts';
import { rootOption, seconds, wholeNumber } from './options.ts';
import { isOutputClosed, jsonText, say } from './render/output.ts';
import { terminalOf } from './render/terminal.ts';
import { Tally } from './tap/tally.ts';
import { knock, placeOf, type TapPlace } from './tap/tap-place.ts';
import { type Arrival, legendOf, lineOf, tapped, type View } from './tap/tapped.ts';

const SILENT_MS = 10_000;
const STOP_MS = 500;

interface Wanted {
  readonly view: View | undefined;
  /** Below `grid`. */
  readonly filters: readonly string[];
  readonly count: number | undefined;
  readonly seconds: number | undefined;
  readonly isJson: boolean;
}

/** Throws HostError ERR_USAGE. */
function viewOf(party: string | undefined): View | undefined {
  if (party === undefined) return undefined;
  const watcher = parseIdentity(party === 'broker' ? 'debug-broker' : party);
  if (watcher === undefined || watcher.role === 'fleet' || (watcher.role === 'debug' && party !== 'broker'))
    throw new HostError(
      'ERR_USAGE',
      `--party "${party}" is invalid: it must be aggregator-J, utility, meter-ID or broker`,
    );
  return { name: party, watcher };
}

/** Throws HostError ERR_USAGE for a filter that no tap may subscribe. */
function filtersFor({ root }: TapPlace, view: View | undefined, filter: string | undefined): readonly string[] {
  if (filter === undefined)
    return view === undefined ? ['grid/#'] : [...new Set([...filtersOf(view.watcher), ...clockOf(view)])];
  const inward = root.inward(filter);
  if (inward === undefined || !maySubscribe({ role: 'debug' }, inward))
    throw new HostError(
      'ERR_USAGE',
      `--topic "${filter}" is invalid: it must be an MQTT filter below ${root.text}/, such as ${root.outward('grid/agg/+/shares')}`,
    );
  return [inward];
}

const clockOf = ({ watcher }: View): readonly string[] => (watcher.role === 'debug' ? [] : [topics.clock()]);

/** Of what the tap itself has to say, so that standard output has messages only. */
function note(text: string): void {
  say(`-- ${text}\n`, process.stderr);
}

/** One run of the command. */
class Watch {
  private readonly place: TapPlace;
  private readonly wanted: Wanted;
  private readonly tally = new Tally();
  private readonly explained = new Set<string>();
  private readonly over = Promise.withResolvers<void>();
  private reason: string | undefined;
  private isConnected = false;

  constructor(place: TapPlace, wanted: Wanted) {
    this.place = place;
    this.wanted = wanted;
  }

  private take(arrival: Arrival): void {
    const { view, count, isJson } = this.wanted;
    if (isOutputClosed()) this.over.resolve();
    const parsed = parseTopic(arrival.inward);
    if (view !== undefined && (parsed === undefined || !isHeardBy(view.watcher, parsed, arrival.inward))) return;
    // What was on its way when the last one came.
    if (count !== undefined && this.tally.count >= count) return;
    const message = tapped(arrival, view);
    this.tally.add(message, arrival.inward);
    if (isJson) process.stdout.write(jsonText(message));
    else {
      say(`${lineOf(message, view !== undefined)}\n`);
      if (message.problem === undefined && !this.explained.has(message.kind)) {
        this.explained.add(message.kind);
        say(`${legendOf(message, view !== undefined)}\n`);
      }
    }
    if (this.tally.count === count) this.over.resolve();
  }

  private connected(): void {
    const { shown, clientId, root } = this.place;
    const again = this.reason === undefined ? '' : ' again; what was said meanwhile went by unseen';
    note(`connected to ${shown} as ${clientId}, root ${root.text}${again}`);
    this.reason = undefined;
    this.isConnected = true;
  }

  private disconnected(reason: string): void {
    // Each attempt fails for the same reason until one does not.
    if (reason === this.reason || reason === 'stopped') return;
    note(`${this.isConnected ? 'the connection is gone' : 'no connection'}: ${reason}; trying again`);
    this.reason = reason;
    this.isConnected = false;
  }

  private contested(): string {
    const { clientId, tls } = this.place;
    const own =
      tls === undefined ? 'a name of its own (--name)' : 'a name and a certificate of its own (gridshare issue)';
    return `another process is called ${clientId}, too, and each throws the other out. Give each ${own}`;
  }

  private silence(): void {
    if (this.tally.count > 0) return;
    const { clientId, ways, tls, root } = this.place;
    const rights =
      tls === undefined
        ? ''
        : `\nOr the broker is a Mosquitto whose acl.conf has no "user ${clientId}": it grants every subscription, and stays silent. Written anew by\n${ways.issue}\n` +
          'Where the broker is on another machine, copy acl.conf there, then kill -HUP';
    note(
      `nothing came in ${SILENT_MS / 1_000} s, not even what is retained: no party was here since the broker started, nothing of this view or filter was said, or the root is not ${root.text}.${rights}`,
    );
  }

  /** Until enough was seen, the time is over or somebody says stop. Throws HostError ERR_BUS_SUBSCRIBE. */
  async run(): Promise<void> {
    const { place, wanted } = this;
    const { MqttBus } = await import('../host/bus/mqtt-bus.ts');
    const bus = new MqttBus({
      url: place.url,
      clientId: place.clientId,
      topicRoot: place.root.text,
      queueLimit: 1,
      reconnectMinMs: 500,
      reconnectMaxMs: 10_000,
      keepaliveSeconds: 30,
      ...(place.tls === undefined ? {} : { tls: place.tls }),
    });
    const beganMs = performance.now();
    const stop = (): void => this.over.resolve();
    process.once('SIGINT', stop).once('SIGTERM', stop);
    const timers = [setTimeout(() => this.silence(), SILENT_MS)];
    if (wanted.seconds !== undefined) timers.push(setTimeout(stop, wanted.seconds * 1_000));
    const subscribed = bus.subscribe(wanted.filters);
    const started = bus.start({
      onMessage: ({ topic: inward, payload, isRetained }) =>
        this.take({ at: new Date().toISOString(), inward, topic: place.root.outward(inward), payload, isRetained }),
      onConnected: () => this.connected(),
      // It publishes nothing, so a connection that keeps ending is somebody else's of its name.
      onDisconnected: (reason) => this.disconnected(bus.problem === undefined ? reason : this.contested()),
    });
    try {
      await Promise.race([this.over.promise, Promise.all([subscribed, started]).then(() => this.over.promise)]);
    } finally {
      for (const timer of timers) clearTimeout(timer);
      // Whoever stops it twice need not wait.
      process.removeListener('SIGINT', stop).removeListener('SIGTERM', stop);
      await Promise.all([bus.stop(STOP_MS), Promise.allSettled([subscribed, started])]);
    }
    this.summarize(Math.round((performance.now() - beganMs) / 1_000));
  }

  private summarize(duration: number): void {
    if (isOutputClosed()) return;
    const stream = this.wanted.isJson ? process.stderr : process.stdout;
    say(`\n${this.tally.text(duration, this.wanted.view, terminalOf(stream, process.env))}`, stream);
  }
}

export function addTap(program: Command): void {
  program
    .command('tap')
    .description('watch the broker live, a line a message: who says what to whom, and what each party can read of it')
    .option('--config <file>', "any party's config file (YAML): where the broker is, the root, whom to believe")
    .option('--broker <url>', 'the broker instead: mqtt://HOST:PORT or mqtts://HOST:PORT')
    .addOption(rootOption().default(undefined))
    .option('--tls <dir>', 'the certificate to show: a folder that gridshare issue debug-NAME wrote')
    .option('--name <name>', 'without TLS: be called debug-NAME (default: a name of its own)')
    .option('--party <party>', 'what this one hears, and can read of it: aggregator-2, utility, meter-ID or broker')
    .option('--topic <filter>', 'of this MQTT filter only, as it is on the wire')
    .addOption(new Option('--count <n>', 'end after so many messages').argParser(wholeNumber(1, 1_000_000_000)))
    .addOption(
      new Option('--seconds <length>', 'end after so long: seconds, or such as 10m').argParser(seconds(1, 86_400)),
    )
    .option('--json', 'print JSON, an object a line', false)
    .addHelpText(
      'after',
      `
A tap reads all that goes over the broker and can publish nothing. What is sealed stays sealed: it sees who, to whom, when and how long.
It ends with 0 and a summary, also on Ctrl-C. docs/debugging.md says how to get a name, and what every topic carries.`,
    )
    .action(async ({ party, topic, count, seconds: length, json, ...where }) => {
      const view = viewOf(party);
      const place = placeOf(where);
      const wanted = { view, filters: filtersFor(place, view, topic), count, seconds: length, isJson: json };
      await knock(place);
      await new Watch(place, wanted).run();
    });
}

/**
 * Who sees what of one reading: the messages of one meter and interval as they went over the broker, what each aggregator's own keys
 * open of them, and what the utility ended with. Only a demonstration may hold all of it together.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeploymentPaths } from '../../deploy/deployment-plan.ts';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { readMeterKeys, readPartyKeys } from '../../host/keys/keys.ts';
import { unitOf } from '../../protocol/grid/register.ts';
import { spanOf } from '../../protocol/grid/span.ts';
import { OpeningSessions, meterSender } from '../../protocol/keys/seal.ts';
import { ELEMENT_BYTES, decodeElement } from '../../protocol/math/field.ts';
import { decodeMessage } from '../../protocol/wire/envelope.ts';
import { sharesAad } from '../../protocol/wire/headers.ts';
import { type Watcher as Party, sightOf } from '../../protocol/wire/sight.ts';
import { parseTopic } from '../../protocol/wire/topics.ts';
import type { Sight, SightValue, Sights } from '../../schemas/api/api-types.ts';
import type { SharesMessage } from '../../schemas/types.ts';
import type { ArchiveReader } from '../../utility/host/archive-reader.ts';
import { SIGHTS_FILE } from '../../utility/host/desk/sights-file.ts';
import { formatUnits } from '../render/format.ts';
import type { Demo } from './demo-plan.ts';

/** A time of the day at which homes differ. */
const AT = 0.75;
/** As much of what is sealed as shows how it looks. */
const SHOWN = 220;
const KEYS_FILE = 'keys.json';

interface Arrival {
  /** Below `grid`. */
  readonly topic: string;
  readonly bytes: number;
  readonly message: SharesMessage;
}

export class SightRecorder {
  private readonly demo: Demo;
  private readonly paths: DeploymentPaths;
  private readonly meter: string;
  private readonly interval: number;
  private readonly arrivals = new Map<number, Arrival>();
  /** By aggregator and session: a message that carries its set-up. */
  private readonly setUps = new Map<string, SharesMessage>();

  constructor(demo: Demo, paths: DeploymentPaths) {
    this.demo = demo;
    this.paths = paths;
    const { households, firstInterval, intervalCount } = demo.households;
    this.meter = households[Math.min(6, households.length - 1)]?.meterId ?? '';
    this.interval = firstInterval + Math.floor(AT * intervalCount);
  }

  /** Whatever goes to aggregators, as the broker carries it. */
  take(topic: string, payload: Uint8Array): void {
    const parsed = parseTopic(topic);
    if (parsed?.aggregator === undefined || this.arrivals.has(parsed.aggregator)) return;
    // Most are of others: they are not worth reading.
    if (!Buffer.from(payload).includes(`"${this.meter}"`)) return;
    const decoded = decodeMessage('shares', payload);
    if (!decoded.isOk) return;
    const { message } = decoded;
    if (message.meter !== this.meter) return;
    if (message.session !== undefined) this.setUps.set(`${parsed.aggregator}/${message.sessionId}`, message);
    if (this.interval < message.from || this.interval >= message.from + message.count) return;
    this.arrivals.set(parsed.aggregator, { topic, bytes: payload.length, message });
  }

  /** Leaves it where the dashboard looks. Nothing where nobody was heard. */
  write(archive: ArchiveReader | undefined): void {
    const first = this.arrivals.values().next().value;
    if (first === undefined) return;
    const { scheme } = this.demo.plan;
    const { area, registers } = first.message;
    const home = this.demo.households.households.find(({ meterId }) => meterId === this.meter);
    const values = home?.readings.get(this.interval) ?? [];
    const reading = registers.map((register, at) => {
      return { register, unit: unitOf(scheme, register), units: values[at] ?? 0 };
    });
    const sights: Sights = {
      meter: this.meter,
      area,
      interval: this.interval,
      ...spanOf({ from: this.interval, count: 1 }, scheme),
      threshold: scheme.threshold,
      reading,
      parties: [
        this.meterSight(reading),
        ...scheme.operators.map((_, at) => this.aggregatorSight(at + 1)),
        this.brokerSight(),
        this.utilitySight(area, archive),
      ],
    };
    writeFileSync(join(this.paths.utility, 'state', SIGHTS_FILE), `${JSON.stringify(sights)}\n`, { mode: 0o600 });
  }

  private meterSight(reading: Sights['reading']): Sight {
    const values = reading.map(({ register, unit, units }) => {
      return { label: `Its reading, ${register}`, text: formatUnits(units, unit), isNoise: false };
    });
    return { name: this.meter, role: 'meter', can: 'sees its own reading: it made it', values };
  }

  /** By what the topic table says of the party. */
  private sightOf(party: Party, arrival: Arrival): Pick<Sight, 'can' | 'cannot'> {
    const parsed = parseTopic(arrival.topic);
    const { can, cannot } = parsed === undefined ? {} : sightOf(party, 'shares', parsed, arrival.topic);
    return { ...(can === undefined ? {} : { can }), ...(cannot === undefined ? {} : { cannot }) };
  }

  private aggregatorSight(index: number): Sight {
    const arrival = this.arrivals.get(index);
    const frame = { name: `Aggregator ${index}`, role: 'aggregator' as const };
    if (arrival === undefined) return { ...frame, cannot: 'say anything: no share of it reached it', values: [] };
    return {
      ...frame,
      ...this.sightOf({ role: 'aggregator', index }, arrival),
      from: 'opened with its own key',
      bytes: arrival.bytes,
      values: this.opened(index, arrival.message),
    };
  }

  /** The shares in a message, by the aggregator's own key. */
  private opened(index: number, message: SharesMessage): SightValue[] {
    const keys = readPartyKeys(join(this.paths.aggregators[index - 1] ?? '', KEYS_FILE));
    const recipient = keys.hpke.find(({ keyId }) => keyId === message.keyId);
    const meter = readMeterKeys(join(this.paths.meters, KEYS_FILE)).find(({ id }) => id === message.meter);
    const sender = meter && nodeCrypto.identityPublicKey(meter.identity.publicRaw);
    if (recipient === undefined || sender === undefined) return [];
    const route = {
      purpose: 'shares' as const,
      deployment: message.deployment,
      sharing: message.sharing,
      sender: meterSender(message.meter, message.keyEpoch),
      recipient: `aggregator/${index}`,
      keyId: message.keyId,
    };
    const sessions = new OpeningSessions(nodeCrypto, 1);
    const opened = (one: SharesMessage): Uint8Array | undefined => {
      const { sealed: _sealed, ...header } = one;
      return sessions.open(route, [sender], recipient, one, sharesAad(header));
    };
    const first = this.setUps.get(`${index}/${message.sessionId}`);
    if (first !== undefined) opened(first);
    const bytes = opened(message);
    if (bytes === undefined) return [];
    const cellBytes = message.registers.length * 2 * ELEMENT_BYTES;
    const cell = (this.interval - message.from) * cellBytes;
    return message.registers.map((register, at) => ({
      label: `Its share, ${register}`,
      text: decodeElement(bytes, cell + at * 2 * ELEMENT_BYTES).toString(),
      isNoise: true,
    }));
  }

  private brokerSight(): Sight {
    const [arrival] = this.arrivals.values();
    const values = [...this.arrivals].map(([index, { message }]) => ({
      label: `To aggregator ${index}`,
      text: `${message.sealed.slice(0, SHOWN)}${message.sealed.length > SHOWN ? '…' : ''}`,
      isNoise: true,
    }));
    return {
      name: 'The broker',
      role: 'broker',
      ...(arrival === undefined ? {} : this.sightOf({ role: 'debug' }, arrival)),
      from: arrival === undefined ? '' : `as it carries it, topic ${arrival.topic} and its like`,
      values,
    };
  }

  private utilitySight(area: string, archive: ArchiveReader | undefined): Sight {
    const { scheme } = this.demo.plan;
    const load = archive?.loads(area).find(({ interval }) => interval === this.interval);
    const bill = archive?.bills(area).find(({ meter }) => meter === this.meter);
    const values: SightValue[] = [];
    if (load?.totalUnits !== undefined)
      values.push({
        label: `${load.meters} homes together in this interval`,
        text: formatUnits(load.totalUnits, unitOf(scheme, load.register)),
        isNoise: false,
      });
    for (const { register, cells, totalUnits } of bill?.lines ?? [])
      values.push({
        label: `${this.meter} over ${cells} intervals, ${register}`,
        text: formatUnits(totalUnits, unitOf(scheme, register)),
        isNoise: false,
      });
    return {
      name: 'The utility',
      role: 'utility',
      can: 'bills each home, and sees the load of the area',
      cannot: 'see a single reading: only totals that the log released are ever opened',
      from: 'opened from the sums of aggregators',
      values,
    };
  }
}

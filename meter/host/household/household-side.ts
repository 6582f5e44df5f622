/**
 * The household's side of a meter process: shows its Home Assistant what registers have counted, the last bill, and whether the
 * grid is there. It looks at the machine now and then and is asked by nothing: whatever happens here, the grid's side goes on.
 */
import type { PartyLogger } from '../../../host/base/logger.ts';
import { SOFTWARE_VERSION } from '../../../host/base/version.ts';
import { unitOf } from '../../../protocol/grid/register.ts';
import type { MeterConfig } from '../../../schemas/types.ts';
import type { MeterMachine } from '../../machine.ts';
import {
  type HomeDevice,
  billText,
  discoveryOf,
  energyText,
  gridText,
  homeRoot,
  homeTopics,
} from '../../views/home-assistant.ts';
import { presentBill } from '../../views/present.ts';
import { OutboxReader } from '../outbox-reader.ts';
import type { HomeBroker } from './household-broker.ts';
import { HouseholdLink } from './household-link.ts';

export interface HouseholdSurroundings {
  readonly broker: HomeBroker;
  readonly config: MeterConfig;
  readonly machine: MeterMachine;
  readonly outboxPath: string;
  readonly isConnected: () => boolean;
  readonly logger: PartyLogger;
}

/** Whether a source shows registers as they go on; otherwise it has finished intervals. */
function isSampled({ source }: MeterConfig): boolean {
  return typeof source === 'string' || source.kind === 'lines';
}

export class HouseholdSide {
  private readonly around: HouseholdSurroundings;
  private readonly link: HouseholdLink;
  private readonly devices: readonly HomeDevice[];
  private readonly announced = new Map<string, string>();
  /** Meters whose last bill is to be read: all, and then those that got one. */
  private readonly unread: Set<string>;
  private timer: NodeJS.Timeout | undefined;

  constructor(around: HouseholdSurroundings) {
    this.around = around;
    const { broker, config, machine, logger } = around;
    const { deployment, name } = config;
    const availabilityTopic = `${homeRoot(deployment)}/${name}/availability`;
    this.link = new HouseholdLink({
      broker,
      clientId: `gridshare-household-${deployment}-${name}`,
      availabilityTopic,
      statusTopic: `${broker.discoveryPrefix}/status`,
      logger,
    });
    this.devices = [...machine.meters.values()].map(({ party }) => ({
      deployment,
      meter: party.id,
      registers: party.registers,
      shown: isSampled(config) ? party.registers : [],
      unitOf: (register: string) => unitOf(machine.anyView?.scheme, register),
      software: SOFTWARE_VERSION,
      availabilityTopic,
    }));
    this.unread = new Set(machine.meters.keys());
    this.announce();
  }

  /** Again where a scheme says what registers count; before it none is read. */
  private announce(): void {
    for (const device of this.devices) {
      const { topic, payload } = discoveryOf(device, this.around.broker.discoveryPrefix);
      if (this.announced.get(topic) === payload) continue;
      this.announced.set(topic, payload);
      this.link.show(topic, payload);
    }
  }

  /** What people should know of it; empty while all is well. */
  get notes(): readonly string[] {
    const { trouble } = this.link;
    return trouble === undefined ? [] : [trouble];
  }

  start(): void {
    this.link.start();
    this.look();
    this.timer = setInterval(() => this.look(), this.around.broker.everySeconds * 1_000);
  }

  /** A bill was stored. */
  billed(meter: string): void {
    this.unread.add(meter);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.link.stop();
  }

  private look(): void {
    try {
      this.announce();
      for (const device of this.devices) this.showStates(device);
      this.showBills();
    } catch (error) {
      // A bug here, or a store that can't be read beside the one that is open, must not end what meters are for.
      clearInterval(this.timer);
      this.around.logger.error(
        { err: error, code: 'household_ended' },
        "nothing more is shown to the household's broker",
      );
    }
  }

  private showStates(device: HomeDevice): void {
    const { machine, isConnected } = this.around;
    const { energy, grid } = homeTopics(device);
    const meter = machine.meters.get(device.meter);
    const text = energyText(new Map(device.shown.map((register) => [register, meter?.total(register)])));
    if (text !== undefined && device.shown.length > 0) this.link.show(energy, text);
    this.link.show(grid, gridText(isConnected()));
  }

  private showBills(): void {
    if (this.unread.size === 0) return;
    const reader = OutboxReader.open(this.around.outboxPath);
    try {
      for (const device of this.devices) {
        const { meter, registers } = device;
        if (!this.unread.delete(meter)) continue;
        const bill = reader.lastBill(meter);
        const area = this.around.machine.meters.get(meter)?.party.area;
        if (bill === undefined || area === undefined) continue;
        this.link.show(homeTopics(device).bill, billText(presentBill(bill, reader.scheme(area)), registers));
      }
    } finally {
      reader.close();
    }
  }
}

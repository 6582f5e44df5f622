/**
 * Electricity meters that are made up, each at the end of its own cable: what a test lets them count shows in telegrams at line
 * speed, in answers of Modbus, in messages of a household's broker, in pulses. A cable can be pulled, and a meter be exchanged.
 */
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { type Server, type Socket, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ServerTCP } from 'modbus-serial';
import { type Mosquitto, startMosquittoIn } from '../../broker/mosquitto.ts';
import { parseAddress } from '../../host/base/address.ts';
import { openConnection } from '../../host/bus/mqtt-client.ts';
import { TopicRoot } from '../../protocol/wire/topic-root.ts';
import { freePort } from '../gridshare.ts';
import { d0Block, p1Telegram } from '../made-telegrams.ts';
import {
  SML_NOTHING,
  smlBytes,
  smlEntry,
  smlFrame,
  smlList,
  smlMessages,
  smlNumber,
  ticFrame,
} from '../meter-ports/writers.ts';
import { PseudoTerminal } from '../pseudo-terminal.ts';

/** What a meter shows now. */
export interface Shown {
  /** Counts up when it is exchanged. */
  readonly serial: number;
  readonly importWh: number;
  readonly exportWh: number;
  /** By its own clock, which knows daylight saving. */
  readonly atMs: number;
}

/** A meter at its cable. */
export interface Device {
  /** As a meter's config names it. */
  readonly source: string;
  plug(): Promise<void>;
  unplug(): Promise<void>;
  /** Its reader has gone: it finds out by itself when there is another one. */
  abandoned(): void;
  /** For a reader that is a child of another process: what systemd kills with that, and whether it is there. */
  readonly leftBehind?: () => void;
  readonly isRead?: () => boolean;
  close(): Promise<void>;
}

export type Look = () => Shown;

const EVERY_MS = 150;
/** When Central European Summer Time ends in the world of this test. */
export const WINTER_MS = Date.UTC(2026, 9, 25, 1);

/** `YYMMDDhhmmss` of Amsterdam and Paris, with a letter for the season. */
function localTime(atMs: number, summer: string, winter: string): { readonly digits: string; readonly season: string } {
  const isSummer = atMs < WINTER_MS;
  const local = new Date(atMs + (isSummer ? 7_200_000 : 3_600_000));
  return { digits: local.toISOString().replaceAll(/\D/g, '').slice(2, 14), season: isSummer ? summer : winter };
}

const kwh = (wh: number, whole: number): string =>
  `${String(Math.floor(wh / 1000)).padStart(whole, '0')}.${String(wh % 1000).padStart(3, '0')}`;

function p1({ serial, importWh, exportWh, atMs }: Shown): Uint8Array {
  const { digits, season } = localTime(atMs, 'S', 'W');
  return p1Telegram([
    '1-3:0.2.8(50)',
    `0-0:1.0.0(${digits}${season})`,
    `0-0:96.1.1(${Buffer.from(`E00990091234567${serial}`).toString('hex')})`,
    `1-0:1.8.1(${kwh(importWh, 6)}*kWh)`,
    '1-0:1.8.2(000123.456*kWh)',
    `1-0:2.8.1(${kwh(exportWh, 6)}*kWh)`,
    '1-0:2.8.2(000000.000*kWh)',
    `0-0:96.14.0(000${season === 'S' ? 1 : 2})`,
    '1-0:1.7.0(00.193*kW)',
  ]);
}

function sml({ serial, importWh, exportWh }: Shown): Uint8Array {
  const energy = (direction: number, wh: number): Uint8Array =>
    smlEntry({ obis: [1, 0, direction, 8, 0, 255], value: smlNumber(wh * 10, 8), scaler: -1, unit: 30 });
  const server = smlBytes([0x0a, 0x01, 0x45, 0x4d, 0x48, 0x00, 0x00, 0xbc, 0x61, serial]);
  const list = smlList(energy(1, importWh), energy(2, exportWh));
  const body = smlList(SML_NOTHING, server, SML_NOTHING, SML_NOTHING, list, SML_NOTHING, SML_NOTHING);
  return smlFrame({ messages: smlMessages(body) });
}

function d0({ serial, importWh, exportWh }: Shown): Uint8Array {
  const lines = [`C.1.0(0012340${serial})`, `1.8.0(${kwh(importWh, 6)}*kWh)`, `2.8.0(${kwh(exportWh, 6)}*kWh)`];
  return d0Block(lines, true);
}

function tic({ serial, importWh, exportWh, atMs }: Shown): Uint8Array {
  const { digits, season } = localTime(atMs, 'E', 'H');
  const nine = (wh: number): string => String(wh).padStart(9, '0');
  return ticFrame(
    [
      ['ADSC', `02186134849${serial}`],
      ['VTIC', '02'],
      ['DATE', '', `${season}${digits}`],
      ['NGTF', '      BASE      '],
      ['EAST', nine(importWh)],
      ['EASF01', nine(importWh)],
      ['EAIT', nine(exportWh)],
      ['SINSTS', '00310'],
      ['STGE', '003A0001'],
    ],
    true,
  );
}

/** On a serial port, at line speed. */
async function serialPort(
  folder: string,
  kind: string,
  telegram: (shown: Shown) => Uint8Array,
  look: Look,
): Promise<Device> {
  const baud = kind === 'p1' ? 115_200 : 9_600;
  const link = join(folder, `port-${kind}`);
  let port: PseudoTerminal | undefined;
  let isRead = false;
  const closing = new AbortController();
  const sending = (async (): Promise<void> => {
    while (!closing.signal.aborted) {
      const now = port;
      // To a port that nobody reads nothing comes: a pseudo terminal would keep it.
      if (now !== undefined && isRead) await now.writeAt(telegram(look()), baud / 10);
      else if (now !== undefined) isRead = now.speed === baud;
      await sleep(EVERY_MS);
    }
  })();
  const unplug = async (): Promise<void> => {
    const before = port;
    [port, isRead] = [undefined, false];
    rmSync(link, { force: true });
    await before?.unplug();
  };
  return {
    source: `${kind}:${link}?baud=${baud}-${kind === 'p1' || kind === 'sml' ? '8N1' : '7E1'}`,
    plug: async () => {
      const next = await PseudoTerminal.open(folder);
      next.forgetSpeed();
      symlinkSync(next.path, link);
      port = next;
    },
    unplug,
    abandoned: () => {
      isRead = false;
      port?.forgetSpeed();
    },
    close: async () => {
      closing.abort();
      await sending;
      await unplug();
    },
  };
}

/** The bytes of a P1 port at a gateway. */
async function network(look: Look): Promise<Device> {
  const port = await freePort();
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  const timer = setInterval(() => {
    for (const socket of sockets) socket.write(p1(look()));
  }, EVERY_MS);
  const unplug = async (): Promise<void> => {
    const before = server;
    server = undefined;
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    if (before !== undefined) await new Promise((closed) => before.close(closed));
  };
  return {
    source: `p1+tcp://127.0.0.1:${port}`,
    plug: async () => {
      const next = createServer((socket) => void sockets.add(socket.on('error', () => sockets.delete(socket))));
      await new Promise<void>((done) => next.listen(port, '127.0.0.1', done));
      server = next;
    },
    unplug,
    abandoned: () => {},
    close: async () => {
      clearInterval(timer);
      await unplug();
    },
  };
}

/** An SDM630: kWh as floating-point numbers, and no word of who it is. */
async function modbus(look: Look): Promise<Device> {
  const port = await freePort();
  const words = new DataView(new ArrayBuffer(4));
  const places = new Map<number, (shown: Shown) => number>([
    [0x48, ({ importWh }) => importWh],
    [0x4a, ({ exportWh }) => exportWh],
  ]);
  const getInputRegister = (address: number): number => {
    const place = places.get(address & ~1);
    words.setFloat32(0, place === undefined ? 0 : place(look()) / 1000);
    return words.getUint16(2 * (address & 1));
  };
  let server: ServerTCP | undefined;
  const unplug = async (): Promise<void> => {
    const before = server;
    server = undefined;
    if (before !== undefined) await new Promise<void>((closed) => before.close(() => closed()));
  };
  return {
    source: `modbus+tcp://127.0.0.1:${port}?unit=3&every=1`,
    plug: async () => {
      server = new ServerTCP({ getInputRegister }, { host: '127.0.0.1', port, unitID: 3 });
      await new Promise<void>((listening) => server?.once('initialized', () => listening()));
    },
    unplug,
    abandoned: () => {},
    close: unplug,
  };
}

/** A plug that tells its household's own broker, a real Mosquitto. */
async function mqtt(folder: string, look: Look): Promise<Device> {
  const port = await freePort();
  const own = join(folder, 'household');
  mkdirSync(own);
  writeFileSync(join(own, 'mosquitto.conf'), `listener ${port} 127.0.0.1\nallow_anonymous true\n`);
  const url = `mqtt://127.0.0.1:${port}`;
  const options = { queueLimit: 10, reconnectMinMs: 100, reconnectMaxMs: 100, keepaliveSeconds: 10 };
  let broker: Mosquitto | undefined;
  let client: ReturnType<typeof openConnection>['client'] | undefined;
  const timer = setInterval(() => {
    const { serial: number, importWh, exportWh } = look();
    const energy = { in: importWh / 1000, out: exportWh / 1000 };
    client?.publish('plug/state', JSON.stringify({ energy, id: `plug-${number}` }), { qos: 0 });
  }, EVERY_MS);
  const unplug = async (): Promise<void> => {
    const [gone, before] = [client, broker];
    [client, broker] = [undefined, undefined];
    gone?.end(true);
    await before?.kill();
  };
  return {
    source: `${url}/plug/state?json=energy.in&export=energy.out&serial=id`,
    plug: async () => {
      broker = await startMosquittoIn(own, port, false);
      const address = parseAddress(url, ['mqtt'], 'test');
      const next = openConnection({ ...options, url, clientId: 'plug' }, address, new TopicRoot()).client;
      next.on('error', () => {});
      await new Promise<void>((done) => next.once('connect', () => done()));
      client = next;
    },
    unplug,
    abandoned: () => {},
    close: async () => {
      clearInterval(timer);
      await unplug();
    },
  };
}

/** Rows of a file that grows. */
function rows(folder: string, look: Look): Device {
  const path = join(folder, 'samples.csv');
  writeFileSync(path, 'device,kwh,fed\n');
  let isPlugged = false;
  const timer = setInterval(() => {
    const { serial: number, importWh, exportWh } = look();
    if (isPlugged) appendFileSync(path, `device-${number},${kwh(importWh, 1)},${kwh(exportWh, 1)}\n`);
  }, EVERY_MS);
  return {
    source: `csv:${path}?follow&import=kwh&export=fed&serial=device`,
    plug: async () => void (isPlugged = true),
    unplug: async () => {
      isPlugged = false;
      // What is in the file will be read.
      await sleep(1_000);
    },
    abandoned: () => {},
    close: async () => clearInterval(timer),
  };
}

/** What stands for `gpiomon` of libgpiod 2: no machine without such a chip has a real one. Writes a line for each pulse from now on. */
const GPIOMON = (folder: string): string => `#!/bin/sh
if [ "$1" = --version ]; then echo 'gpiomon (libgpiod) v2.2.1'; exit 0; fi
if [ ! -e '${folder}/chip' ]; then echo 'gpiomon: cannot find GPIO chip gpiochip0' >&2; exit 1; fi
echo $$ > '${folder}/gpiomon.pid'
echo "Monitoring line '17'..."
exec tail -n 0 -f '${folder}/pulses'
`;

/** A lamp that blinks a thousand times a kWh, and shows nothing else. */
function pulses(folder: string, look: Look): Device {
  const own = join(folder, 'gpio');
  mkdirSync(own);
  writeFileSync(join(own, 'gpiomon'), GPIOMON(own));
  chmodSync(join(own, 'gpiomon'), 0o755);
  writeFileSync(join(own, 'pulses'), '');
  const pidFile = join(own, 'gpiomon.pid');
  const end = (): void => {
    const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : 0;
    rmSync(pidFile, { force: true });
    try {
      if (pid > 0) process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  };
  let blinked = look().importWh;
  let seconds = 0;
  const timer = setInterval(() => {
    const { importWh } = look();
    // Another meter: its lamp has not blinked yet.
    blinked = Math.min(blinked, importWh);
    for (; blinked < importWh; blinked += 1) {
      seconds += 0.1;
      appendFileSync(join(own, 'pulses'), `${seconds.toFixed(9)}\n`);
    }
  }, EVERY_MS);
  return {
    source: 'pulse:gpiochip0/17?impkwh=1000&every=1',
    plug: async () => writeFileSync(join(own, 'chip'), ''),
    unplug: async () => {
      rmSync(join(own, 'chip'), { force: true });
      end();
    },
    abandoned: () => rmSync(pidFile, { force: true }),
    leftBehind: end,
    isRead: () => {
      const path = existsSync(pidFile) ? `/proc/${readFileSync(pidFile, 'utf8').trim()}/comm` : '';
      return existsSync(path) && readFileSync(path, 'utf8').trim() === 'tail';
    },
    close: async () => {
      clearInterval(timer);
      end();
    },
  };
}

/** Where the fake `gpiomon` is. */
export const gpioFolder = (folder: string): string => join(folder, 'gpio');

export type PortKind = 'p1' | 'sml' | 'd0' | 'tic' | 'modbus' | 'mqtt' | 'pulse' | 'p1+tcp' | 'csv';

export async function makeDevice(kind: PortKind, folder: string, look: Look): Promise<Device> {
  switch (kind) {
    case 'p1':
      return serialPort(folder, kind, p1, look);
    case 'sml':
      return serialPort(folder, kind, sml, look);
    case 'd0':
      return serialPort(folder, kind, d0, look);
    case 'tic':
      return serialPort(folder, kind, tic, look);
    case 'modbus':
      return modbus(look);
    case 'mqtt':
      return mqtt(folder, look);
    case 'pulse':
      return pulses(folder, look);
    case 'p1+tcp':
      return network(look);
    case 'csv':
      return rows(folder, look);
  }
}

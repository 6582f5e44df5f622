/** Sub-meters over Modbus: TCP, or RTU on a serial port of ours. By the package `modbus-serial`, loaded when one is asked for. */
import { EventEmitter } from 'node:events';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { parseAddress } from '../../../host/base/address.ts';
import { HostError } from '../../../host/base/errors.ts';
import { nearest } from '../../../host/base/nearest.ts';
import { escaped } from '../../../host/base/printable.ts';
import { readTextFile } from '../../../host/base/text-file.ts';
import { describeTrouble } from '../../../host/base/trouble.ts';
import type { Sample } from '../../sample.ts';
import { MODBUS_MODELS, type ModbusRegister, WORDS_OF, modbusValue } from '../../sources/modbus-registers.ts';
import { type SourceSpec, textOf, wholeOf } from '../../sources/source-spec.ts';
import { networkTrouble } from '../lines/network-words.ts';
import { SerialLine, type SerialSpeed } from '../lines/serial-line.ts';
import { readModbusTable } from './modbus-table.ts';
import type { Polled } from './polled-source.ts';

const ANSWER_MS = 3_000;

/** The registers of the model that a source names. Throws HostError ERR_SOURCE_SPEC, ERR_SOURCE_FILE. */
export function registersOf(spec: SourceSpec, folder: string): readonly ModbusRegister[] {
  const file = spec.parameters.get('table');
  const models = new Map(MODBUS_MODELS);
  if (file !== undefined) {
    const path = resolve(folder, file);
    let text: string;
    try {
      text = readTextFile(path);
    } catch (cause) {
      if (cause instanceof HostError) throw cause;
      throw new HostError('ERR_SOURCE_FILE', `${escaped(path)} can't be read: ${describeTrouble(cause)}`, { cause });
    }
    let data: unknown;
    try {
      data = parse(text, { maxAliasCount: 0 });
    } catch (cause) {
      throw new HostError('ERR_SOURCE_FILE', `${escaped(path)} is no YAML`, { cause });
    }
    for (const [name, registers] of readModbusTable(path, data)) models.set(name, registers);
  }
  const model = textOf(spec, 'model') ?? '';
  const found = models.get(model);
  if (found !== undefined) return found;
  const known = [...models.keys()];
  const text = `the source has no model "${escaped(model)}". Did you mean "${nearest(model, known)}"? There are ${known.join(', ')}`;
  throw new HostError('ERR_SOURCE_SPEC', text);
}

/** A port as modbus-serial wants it: whole answers, off a line of ours. */
class RtuPort extends EventEmitter {
  isOpen = false;
  private readonly line: SerialLine;
  private readonly closing = new AbortController();
  private send: ((bytes: Uint8Array) => void) | undefined;
  private gathered = Buffer.alloc(0);

  constructor(line: SerialLine) {
    super();
    this.line = line;
  }

  open(opened: (error?: unknown) => void): void {
    this.line
      .run(
        (bytes) => this.take(bytes),
        this.closing.signal,
        ({ write }) => {
          this.send = write;
          this.isOpen = true;
          opened();
        },
      )
      .catch((error: unknown) => (this.isOpen ? undefined : opened(error)))
      .finally(() => {
        this.isOpen = false;
        this.emit('close');
      });
  }

  close(closed: () => void = () => {}): void {
    this.closing.abort();
    closed();
  }

  write(bytes: Buffer): void {
    this.gathered = Buffer.alloc(0);
    this.send?.(bytes);
  }

  /** Address, function, count, data, checksum; or address, function with its high bit, code, checksum. */
  private take(bytes: Uint8Array): void {
    this.gathered = Buffer.concat([this.gathered, bytes]).subarray(0, 512);
    const [, called = 0, count = 0] = this.gathered;
    const length = called >= 0x80 ? 5 : 5 + count;
    if (this.gathered.length < 5 || this.gathered.length < length) return;
    const answer = this.gathered.subarray(0, length);
    this.gathered = Buffer.alloc(0);
    this.emit('data', answer);
  }
}

export class ModbusMeter implements Polled {
  readonly name: string;
  readonly everySeconds: number;
  private readonly spec: SourceSpec;
  private readonly path: string;
  private readonly speed: SerialSpeed | undefined;
  private readonly registers: readonly ModbusRegister[];
  private client: Awaited<ReturnType<ModbusMeter['connect']>> | undefined;

  /** `speed`: of RTU. Throws HostError ERR_SOURCE_*. */
  constructor(spec: SourceSpec, folder: string, speed: SerialSpeed | undefined) {
    this.spec = spec;
    this.speed = speed;
    this.path = resolve(folder, spec.target);
    this.registers = registersOf(spec, folder);
    this.everySeconds = wholeOf(spec, 'every');
    this.name = `Modbus unit ${wholeOf(spec, 'unit')} at ${spec.target}`;
  }

  get codes(): readonly string[] {
    return this.registers.map(({ register }) => register);
  }

  private async connect() {
    const { spec, speed, path } = this;
    const { default: library } = await import('modbus-serial');
    const client =
      speed === undefined ? new library.default() : new library.default(new RtuPort(new SerialLine(path, [speed])));
    if (speed === undefined) {
      const { host, port } = parseAddress(`modbus://${spec.target}`, ['modbus'], 'the source', 'ERR_SOURCE_SPEC');
      await client.connectTCP(host, { port, timeout: ANSWER_MS });
    } else {
      await new Promise<void>((opened, failed) => client.open((error: unknown) => (error ? failed(error) : opened())));
    }
    client.setID(wholeOf(spec, 'unit'));
    client.setTimeout(ANSWER_MS);
    return client;
  }

  async ask(): Promise<Omit<Sample, 'hostMs' | 'monotonicMs'>> {
    try {
      if (this.client?.isOpen !== true) {
        await this.close();
        this.client = await this.connect();
      }
      const { client } = this;
      const values = [];
      for (const row of this.registers) {
        const count = WORDS_OF[row.type];
        const { data } =
          row.table === 'input'
            ? await client.readInputRegisters(row.address, count)
            : await client.readHoldingRegisters(row.address, count);
        const value = modbusValue(row, data);
        if (value === undefined) throw new Error(`the register at ${row.address} holds no number`);
        values.push(value);
      }
      // RTU has a checksum on its wire; TCP rests on that of TCP.
      return { quality: this.speed === undefined ? 'unchecked' : 'checked', registers: values };
    } catch (cause) {
      await this.close();
      if (cause instanceof HostError) throw cause;
      throw new HostError('ERR_SOURCE_LINE', `${this.name} can't be read: ${networkTrouble(cause)}`, { cause });
    }
  }

  async close(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    if (client?.isOpen === true) await new Promise<void>((closed) => client.close(() => closed()));
  }
}

/** Opens the source that one line names. */
import { resolve } from 'node:path';
import { parseAddress } from '../../../host/base/address.ts';
import { HostError } from '../../../host/base/errors.ts';
import { escaped } from '../../../host/base/printable.ts';
import { type SourceSpec, textOf, wholeOf } from '../../sources/source-spec.ts';
import type { ByteLine } from '../lines/byte-line.ts';
import { lineAt } from '../lines/file-line.ts';
import { type SerialSpeed, parseSpeed } from '../lines/serial-line.ts';
import { TcpLine } from '../lines/tcp-line.ts';
import { ByteSource } from './byte-source.ts';
import { SPEEDS, decoderOf } from './decoders.ts';
import { assertGives } from './mapped-values.ts';
import { PolledSource } from './polled-source.ts';
import type { SourceHost } from './source-watch.ts';
import type { WatchedSource } from './watched-source.ts';

/** Throws HostError ERR_SOURCE_SPEC. */
function speedsOf(spec: SourceSpec, kind: string): readonly SerialSpeed[] {
  const said = textOf(spec, 'baud');
  const texts = said === undefined ? (SPEEDS[kind] ?? []) : [said];
  return texts.map((text) => {
    const speed = parseSpeed(text);
    if (speed === undefined)
      throw new HostError('ERR_SOURCE_SPEC', `baud ${escaped(text)} is invalid: write it as 115200-8N1 or 9600-7E1`);
    return speed;
  });
}

async function byteLine(spec: SourceSpec, folder: string): Promise<ByteLine> {
  if (spec.row.target === 'host')
    return new TcpLine(parseAddress(`tcp://${spec.target}`, ['tcp'], 'the source', 'ERR_SOURCE_SPEC'));
  const path = resolve(folder, spec.target);
  const line = await lineAt(path, speedsOf(spec, spec.kind));
  if (spec.parameters.get('mode') !== 'request' || line.isRecording) return line;
  const { AskedLine } = await import('../lines/asked-line.ts');
  return new AskedLine(path, wholeOf(spec, 'every'));
}

async function byteSource(spec: SourceSpec, host: SourceHost): Promise<WatchedSource> {
  const line = await byteLine(spec, host.folder);
  const { isText, make } = await decoderOf(spec, host.folder);
  // One that is asked is silent in between.
  const restSeconds = spec.parameters.get('mode') === 'request' ? 3 * wholeOf(spec, 'every') : 0;
  const idleSeconds = Math.max(wholeOf(spec, 'idle'), restSeconds);
  return new ByteSource({ line, decoder: make, idleSeconds, isText }, host);
}

/** Throws HostError ERR_SOURCE_*: what a person has to mend before it can be tried. */
export async function openSpec(spec: SourceSpec, host: SourceHost): Promise<WatchedSource> {
  switch (spec.kind) {
    case 'mqtt':
    case 'mqtts': {
      const { MqttSource } = await import('./mqtt-source.ts');
      return new MqttSource(spec, host);
    }
    case 'csv':
    case 'stdin': {
      const { RowSource } = await import('./row-source.ts');
      return new RowSource(spec, host);
    }
    case 'pulse': {
      const { PulseSource } = await import('./pulse-source.ts');
      return new PulseSource(spec, host);
    }
    case 'modbus+tcp':
    case 'modbus+rtu': {
      const { ModbusMeter } = await import('./modbus.ts');
      const [speed] = spec.kind === 'modbus+rtu' ? speedsOf(spec, spec.kind) : [];
      const meter = new ModbusMeter(spec, host.folder, speed);
      assertGives(meter.codes, host, 'name another model, or write it into a table');
      return new PolledSource(meter, host);
    }
    case 'homewizard': {
      const { HomeWizard } = await import('./homewizard.ts');
      return new PolledSource(new HomeWizard(spec, host.folder), host);
    }
    case 'simulated': {
      const { SimulatedRegister } = await import('./simulated-source.ts');
      assertGives(['1-0:1.8.0'], host, 'it is a home without a roof: enrol the meter with --registers 1-0:1.8.0');
      const nowMs = (): number => host.now().gridMs;
      return new PolledSource(new SimulatedRegister(wholeOf(spec, 'seed'), wholeOf(spec, 'every'), nowMs), host);
    }
    default:
      return byteSource(spec, host);
  }
}

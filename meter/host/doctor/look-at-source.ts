/** `gridshare doctor --source`: reads a meter's source until the first telegram, and shows that, with what names anybody masked. */
import { dirname, resolve } from 'node:path';
import { besideConfig } from '../../../host/base/config.ts';
import { HostError } from '../../../host/base/errors.ts';
import { isStateLocked } from '../../../host/base/lock.ts';
import { type Check, failed, ok, warning } from '../../../host/care/finding.ts';
import type { MeterConfig } from '../../../schemas/types.ts';
import type { MeterKeys } from '../../../host/keys/keys.ts';
import type { Sample } from '../../sample.ts';
import { maskedTelegram, telegramIn } from '../../sources/masked-telegram.ts';
import type { SourceSpec } from '../../sources/source-spec.ts';
import { type SampleView, viewSample } from '../../views/sample-view.ts';
import { openSpec } from '../sources/spec-source.ts';
import { specOf } from './source-checks.ts';

/** All speeds of a kind are tried in this time. */
const WITHIN_MS = 90_000;
const LOOK_MS = 250;
/** No telegram is longer. */
const MOST_BYTES = 65_536;
const TEXT_KINDS = new Set(['p1', 'd0', 'tic']);

export interface SourceLook {
  readonly check: Check;
  /** Lines of what came last, masked; empty where it is no text. */
  readonly telegram: readonly string[];
  readonly sample?: SampleView;
}

function isText({ kind, parameters }: SourceSpec): boolean {
  return TEXT_KINDS.has(kind.replace(/\+.*$/, '')) && !parameters.has('key-file');
}

/** What to do where not a byte came, by what the port is. */
function silenceAdvice({ kind, parameters }: SourceSpec): string {
  const port = kind.replace(/\+.*$/, '');
  if (port === 'p1')
    return 'look at the cable; some P1 ports must be opened by the grid operator, and others want five volts on pin 2';
  if (port === 'd0' && parameters.get('mode') !== 'request')
    return 'look how the optical head sits; many of these meters say nothing before they are asked: add ?mode=request';
  if (port === 'sml' || port === 'd0') return 'look how the optical head sits, and whether its light blinks';
  if (port === 'tic') return 'look at both wires of I1 and I2, and whether the reader has its power';
  return 'look at cable, power, address and rights; docs/meters.md';
}

/** What of a source came until it was stopped. */
class Heard {
  sample: Sample | undefined;
  byteCount = 0;
  private bytes = Buffer.alloc(0);

  take(bytes: Uint8Array): void {
    this.byteCount += bytes.length;
    this.bytes = Buffer.concat([this.bytes, bytes]).subarray(-MOST_BYTES);
  }

  get text(): string {
    return this.bytes.toString('latin1');
  }
}

function checkOf(
  spec: SourceSpec,
  heard: Heard,
  startedMs: number,
  problem: string | undefined,
  faults: string,
): Check {
  const { sample, byteCount } = heard;
  const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
  const size = byteCount === 0 ? '' : `, ${byteCount} bytes`;
  const bad = faults === '' ? '' : `; could not be read: ${faults}`;
  if (sample !== undefined)
    return ok(
      'source',
      `a sample of ${sample.registers.length} registers in ${seconds} s, ${sample.quality}${size}${bad}`,
    );
  if (byteCount > 0)
    return failed(
      'source',
      `${problem ?? `${byteCount} bytes came in ${seconds} s, and no telegram`}${bad}`,
      'docs/meters.md, Traps: another kind of port, another speed, a long cable',
    );
  return failed('source', problem ?? `not a byte came in ${seconds} s`, silenceAdvice(spec));
}

/** Throws HostError ERR_USAGE, ERR_SOURCE_*. `onWait` is told what is waited for. */
export async function lookAtSource(
  path: string,
  config: MeterConfig,
  meters: readonly MeterKeys[],
  onWait: (text: string) => void,
): Promise<SourceLook> {
  const spec = specOf(config);
  if (isStateLocked(besideConfig(path, config.state))) {
    const advice =
      'stop the meter to see a telegram: a port is for one reader. gridshare meter show has its live reading';
    return { check: warning('source', 'the meter runs, and reads it', advice), telegram: [] };
  }
  const heard = new Heard();
  const startedMs = performance.now();
  const folder = dirname(resolve(path));
  try {
    const source = await openSpec(spec, {
      tell: () => {},
      now: () => ({ gridMs: Date.now(), monotonicMs: performance.now() }),
      meter: meters[0]?.id ?? 'meter',
      registers: meters[0]?.registers ?? [],
      intervalSeconds: 900,
      scheme: undefined,
      folder,
      stateFolder: undefined,
      isPatient: false,
      isBusy: () => false,
      heard: (bytes) => heard.take(bytes),
    });
    onWait(`reading ${spec.kind}, at most ${WITHIN_MS / 1_000} s`);
    // What keeps it from handing anything over, once it says so; where nothing came it may still come.
    const look = setInterval(() => {
      const isOver = performance.now() - startedMs > WITHIN_MS;
      if (isOver || (source.problem !== undefined && heard.byteCount > 0)) source.stop();
    }, LOOK_MS);
    const take = (_meter: string, sample: Sample): void => {
      heard.sample ??= sample;
      source.stop();
    };
    await source.run({ sample: take, interval: () => {}, flush: () => {} }).finally(() => clearInterval(look));
    const faults = [...source.faults].map(([kind, count]) => `${kind} ${count}`).join(', ');
    const check = checkOf(spec, heard, startedMs, source.problem, faults);
    const telegram = isText(spec) ? maskedTelegram(telegramIn(heard.text)) : [];
    const { sample } = heard;
    const iso = (ms: number): string => new Date(ms).toISOString();
    return { check, telegram, ...(sample === undefined ? {} : { sample: viewSample(sample, iso) }) };
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return { check: failed('source', `${error.message} [${error.code}]`, silenceAdvice(spec)), telegram: [] };
  }
}

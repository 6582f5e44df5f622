/** The decoder of each kind of port, and the speeds that such ports have; loaded when one is asked for. */
import { resolve } from 'node:path';
import { HostError } from '../../../host/base/errors.ts';
import { escaped } from '../../../host/base/printable.ts';
import { readTextFile } from '../../../host/base/text-file.ts';
import { describeTrouble } from '../../../host/base/trouble.ts';
import type { StreamDecoder } from '../../sources/decoder.ts';
import { sevenBits } from '../../sources/parity.ts';
import { type SourceSpec, textOf, wholeOf } from '../../sources/source-spec.ts';

/** The likeliest first. */
export const SPEEDS: Readonly<Record<string, readonly string[]>> = {
  p1: ['115200-8N1', '9600-7E1', '9600-8N1'],
  sml: ['9600-8N1', '115200-8N1'],
  d0: ['9600-7E1', '9600-8N1', '2400-7E1', '300-7E1'],
  tic: ['1200-7E1', '9600-7E1'],
  dlms: ['2400-8E1', '115200-8N1', '2400-8N1', '9600-8N1'],
};

/** A secret of a file, without what surrounds it. Throws HostError ERR_SOURCE_FILE. */
export function secretOf(spec: SourceSpec, name: string, folder: string): string | undefined {
  const file = spec.parameters.get(name);
  if (file === undefined) return undefined;
  const path = resolve(folder, file);
  try {
    return readTextFile(path).trim();
  } catch (cause) {
    if (cause instanceof HostError) throw cause;
    const text = `${name} ${escaped(path)} can't be read: ${describeTrouble(cause)}`;
    throw new HostError('ERR_SOURCE_FILE', text, { cause });
  }
}

/** Throws HostError ERR_SOURCE_FILE. */
function keyOf(spec: SourceSpec, name: string, folder: string): Uint8Array | undefined {
  const text = secretOf(spec, name, folder)?.replaceAll(/[\s:]/g, '');
  if (text === undefined) return undefined;
  if (!/^[0-9a-f]{32}$/i.test(text))
    throw new HostError('ERR_SOURCE_FILE', `the file of ${name} must hold 32 hex digits and nothing else`);
  return Uint8Array.from(Buffer.from(text, 'hex'));
}

async function encryptionOf(spec: SourceSpec, folder: string) {
  const key = keyOf(spec, 'key-file', folder);
  if (key === undefined) return {};
  const { openAesGcm } = await import('../aes-gcm.ts');
  const authenticationKey = keyOf(spec, 'auth-file', folder);
  return {
    encryption: { key, open: openAesGcm, ...(authenticationKey === undefined ? {} : { authenticationKey }) },
  };
}

const CRCS = ['auto', 'none', 'arc', 'x25'] as const;

/** Makes a new decoder for each opening of a line; `isText`: whether what it reads is text. Throws HostError ERR_SOURCE_FILE. */
export async function decoderOf(
  spec: SourceSpec,
  folder: string,
): Promise<{ readonly isText: boolean; readonly make: () => StreamDecoder }> {
  const kind = spec.kind.replace(/\+.*$/, '');
  switch (kind) {
    case 'p1': {
      const { p1Decoder } = await import('../../sources/p1/p1.ts');
      const encryption = await encryptionOf(spec, folder);
      const crc = CRCS.find((one) => one === textOf(spec, 'crc')) ?? 'auto';
      const options = { crc, utcOffsetMinutes: wholeOf(spec, 'utc-offset'), ...encryption };
      return { isText: spec.parameters.get('key-file') === undefined, make: () => sevenBits(p1Decoder(options)) };
    }
    case 'd0': {
      const { d0Decoder } = await import('../../sources/d0/d0.ts');
      const unit = textOf(spec, 'unit') === 'Wh' ? 'Wh' : 'kWh';
      return { isText: true, make: () => sevenBits(d0Decoder({ unit })) };
    }
    case 'sml': {
      const { smlDecoder } = await import('../../sources/sml/sml.ts');
      const crc = textOf(spec, 'crc') === 'kermit' ? 'kermit' : 'x25';
      return { isText: false, make: () => smlDecoder({ crc }) };
    }
    case 'tic': {
      const { ticDecoder } = await import('../../sources/tic/tic.ts');
      return { isText: true, make: () => sevenBits(ticDecoder()) };
    }
    case 'dlms': {
      const { dlmsDecoder } = await import('../../sources/dlms/dlms.ts');
      const said = spec.parameters.get('step');
      const stepWh = ([1, 10, 100, 1000] as const).find((one) => String(one) === said);
      return { isText: false, make: () => dlmsDecoder(stepWh === undefined ? {} : { stepWh }) };
    }
    default:
      throw new HostError('ERR_SOURCE_SPEC', `${kind} has no decoder`);
  }
}

/** `--source` of commands that write a meter's config. */
import { isSourceLine } from '../authority/device-config.ts';

/** Throws HostError ERR_SOURCE_SPEC for a source in one line that is none, with the nearest right word. */
export async function assertSource(text: string | undefined): Promise<void> {
  if (text === undefined || !isSourceLine(text)) return;
  const { readSpec } = await import('../meter/host/sources/read-spec.ts');
  readSpec(text);
}

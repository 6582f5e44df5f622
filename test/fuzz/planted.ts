/**
 * Faults planted into the processes that are started from here: sources are changed while they are loaded, by a module that
 * Node imports first. A barrage that does not find them proves nothing.
 */
import { registerHooks } from 'node:module';

interface Change {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const CHANGES = {
  /** A broker without the limit on frames. */
  unlimited: {
    file: '/broker/embedded.ts',
    from: 'limitFrames(socket, limit, (reason) => {',
    to: 'void (limitFrames, (reason: string) => {',
  },
  /** A broker that lets an error out of a connection it closes. */
  'broker-throws': {
    file: '/broker/embedded.ts',
    from: 'counts.refusedFrames += 1;',
    to: 'throw new Error(reason);',
  },
  /** Parties that trust JSON. */
  'party-throws': {
    file: '/protocol/wire/envelope.ts',
    from: "return refuse('not JSON');",
    to: "throw new SyntaxError('not JSON');",
  },
} as const satisfies Record<string, Change>;

export type PlantedFault = keyof typeof CHANGES;
export const PLANTED = Object.keys(CHANGES) as PlantedFault[];

function isFault(name: string | undefined): name is PlantedFault {
  return name !== undefined && Object.hasOwn(CHANGES, name);
}

const VARIABLE = 'GRIDSHARE_PLANTED_FAULT';

/** Every process started from now on has the fault. */
export function plant(fault: PlantedFault): void {
  process.env[VARIABLE] = fault;
  process.env['NODE_OPTIONS'] = `--import=${import.meta.url}`;
}

/** Takes it out again. */
export function uproot(): void {
  delete process.env[VARIABLE];
  delete process.env['NODE_OPTIONS'];
}

const fault = process.env[VARIABLE];
if (isFault(fault)) {
  const { file, from, to }: Change = CHANGES[fault];
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      if (!url.endsWith(file)) return loaded;
      const source = Buffer.from(loaded.source as Uint8Array).toString('utf8');
      if (!source.includes(from)) throw new Error(`${file} no longer says "${from}": nothing to plant`);
      return { ...loaded, source: source.replace(from, to) };
    },
  });
}

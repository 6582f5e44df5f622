/** Faults that a demo injects, as the user writes them. */
import { InvalidArgumentError } from '@commander-js/extra-typings';

export type Fault =
  | { readonly kind: 'kill-aggregator'; readonly aggregator: number; readonly at: number }
  | { readonly kind: 'lie'; readonly aggregator: number }
  | { readonly kind: 'restart-broker'; readonly at: number };

export function parseFault(text: string): Fault {
  const kill = /^kill-aggregator=(\d{1,2})@(0(?:\.\d+)?|1(?:\.0+)?)$/.exec(text);
  if (kill !== null) return { kind: 'kill-aggregator', aggregator: Number(kill[1]), at: Number(kill[2]) };
  const lie = /^lie=(\d{1,2})$/.exec(text);
  if (lie !== null) return { kind: 'lie', aggregator: Number(lie[1]) };
  const restart = /^restart-broker@(0(?:\.\d+)?|1(?:\.0+)?)$/.exec(text);
  if (restart !== null) return { kind: 'restart-broker', at: Number(restart[1]) };
  throw new InvalidArgumentError(
    'It must be kill-aggregator=J@FRACTION, lie=J or restart-broker@FRACTION (fraction of the run, 0 to 1).',
  );
}

/** Planted faults of what is compared, and of who is convicted. */
import { ReleaseGate } from '../../aggregator/gate.ts';
import { Comparing } from '../../aggregator/comparing.ts';
import { Convictions } from '../../protocol/log/convictions.ts';
import { StatementMemory } from '../../protocol/log/statement-memory.ts';
import { UtilityComparing } from '../../utility/ordering/comparing.ts';
import type { Mutant, Opened } from './patches.ts';

export const EVIDENCE_MUTANTS: readonly Mutant[] = [
  {
    name: 'acceptances are not compared',
    plant: (patches) =>
      patches.replace(
        StatementMemory.prototype,
        'accept',
        (original) =>
          function (this: Opened, accept: Opened) {
            Reflect.apply(original, this, [accept] as never[]);
            return [];
          },
      ),
  },
  {
    name: 'certificates that contradict are not compared',
    plant: (patches) => {
      patches.replace(Comparing.prototype, 'certified', () => () => undefined);
      patches.replace(UtilityComparing.prototype, 'certificates', () => () => undefined);
    },
  },
  {
    name: 'heads of other logs are not looked into',
    plant: (patches) => patches.replace(Comparing.prototype, 'show', () => () => undefined),
  },
  {
    name: 'an area that is forked goes on',
    plant: (patches) => patches.replace(Convictions.prototype, 'stopOf', () => () => undefined),
  },
  {
    name: 'nothing waits for the signatures of others',
    plant: (patches) => patches.replace(ReleaseGate.prototype, 'isOpen', () => () => true),
  },
  {
    name: 'a convicted signer still counts',
    plant: (patches) => patches.replace(Convictions.prototype, 'isConvicted', () => () => false),
  },
];

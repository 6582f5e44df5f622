/** Planted faults of what all processes have: the step loop and the disk. */
import { StepLoop } from '../../host/process/step-loop.ts';
import { type Mutant, type Opened, losing } from './patches.ts';
import { SimulatedArchive } from './simulated-archive.ts';

export const HOST_MUTANTS: readonly Mutant[] = [
  {
    name: 'receipts leave before the commit',
    plant: (patches) =>
      patches.replace(
        StepLoop.prototype,
        'flush',
        (original) =>
          function (this: Opened, times: Opened) {
            for (const publication of this.effects.publications.splice(0)) this.ports.publish(publication);
            return Reflect.apply(original, this, [times]);
          },
      ),
  },
  {
    name: 'publications leave while the commit is under way',
    plantIn: (world) => {
      for (const host of world.hosts as Opened[]) {
        const { commit } = host;
        host.commit = (ops: unknown[]) => {
          host.ports.scheduler.work(host.guard(() => Reflect.apply(commit, host, [ops])));
          return Promise.resolve();
        };
      }
    },
  },
  {
    name: 'the disk says it has what it loses with the power',
    plantIn: (world) => {
      for (const host of world.aggregators as Opened[]) {
        let cached: unknown[] | undefined;
        const { write, die } = host;
        host.write = async (ops: unknown[]) => {
          const before = cached;
          cached = ops;
          if (before !== undefined) await Reflect.apply(write, host, [before]);
        };
        host.die = () => {
          cached = undefined;
          Reflect.apply(die, host, []);
        };
      }
    },
  },
  {
    name: 'half of a torn commit counts',
    plantIn: (world) => {
      for (const host of world.hosts as Opened[]) {
        host.tear = async (ops: unknown[]) => {
          if (ops.length > 1) await host.write(ops.slice(0, ops.length >> 1));
        };
      }
    },
  },
  {
    name: 'the announced entry is not stored',
    plant: (patches) => losing(patches, SimulatedArchive, 'announcement'),
  },
];

/**
 * Whose evidence contradicts whom, of one bill that is in dispute or that not all answers agree with: from the figures, the loads of its
 * window, and signed statements. Nothing is opened for it. [P-7.6, P-7.7]
 */
import { unitOf } from '../../protocol/grid/register.ts';
import type { Scheme } from '../../schemas/types.ts';
import type { BillFigure } from '../archive.ts';
import { formatCount, plural } from './wording.ts';

/**
 * `tag`: totals that the meter's tag confirms, or does not. `sums`: sums that do not lie on one polynomial. `loads`: sums of the window's
 * loads that contradict each other. `window`: what was found of its bills and loads together. `signed`: two signed statements.
 */
export type ContradictionKind = 'tag' | 'sums' | 'loads' | 'window' | 'signed';

export interface ContradictionSide {
  /** `aggregator-2`, `utility`, or `meter`: that of the bill. */
  readonly parties: readonly string[];
  readonly says: string;
}

export interface Contradiction {
  readonly kind: ContradictionKind;
  /** What kind of evidence it is. */
  readonly text: string;
  readonly sides: readonly ContradictionSide[];
}

/** A bill, as far as it matters here. */
interface Contradicted extends Pick<BillFigure, 'signers' | 'differing'> {
  readonly status: string;
  readonly suspicion?: BillFigure['suspicion'];
  readonly dispute?: BillFigure['dispute'];
}

/** What is known around a bill. */
export interface BillSurroundings {
  readonly scheme: Scheme;
  readonly area: string;
  /** In how many loads of its window each aggregator's sums contradict those of the others. */
  readonly differingLoads: ReadonlyMap<number, number>;
  /** Why its window does not foot; undefined if it does, or nobody knows. */
  readonly footingProblem: string | undefined;
  /** Signed contradictions, by whom they convict. */
  readonly proofs: readonly { readonly name: string; readonly area: string; readonly text: string }[];
}

const aggregators = (numbers: readonly number[]): string[] => numbers.map((number) => `aggregator-${number}`);

const METER = ['meter'];

/** Whether there is anything to tell: of most bills there is nothing. */
export function isContradicted({ status, differing, suspicion }: Contradicted): boolean {
  return status === 'disputed' || status === 'failed' || differing.length > 0 || suspicion !== undefined;
}

function ofDispute({ dispute, differing }: Contradicted, scheme: Scheme): Contradiction[] {
  const sides = (dispute?.claims ?? []).map(({ register, rate, totalUnits, aggregators: those }) => {
    const total =
      totalUnits === undefined
        ? 'a total that no fuse lets through'
        : `${formatCount(totalUnits)} ${unitOf(scheme, register)}`;
    return { parties: aggregators(those), says: `${register} at rate ${rate} is ${total}` };
  });
  const key =
    'whoever knows its tag key, the meter or the utility, had a part in it: nobody else makes two totals pass';
  const named = { parties: aggregators(differing), says: "can't all be right" };
  return [
    {
      kind: 'tag',
      text: "the meter's tag confirms more than one total of one line",
      sides: [...sides, ...(differing.length === 0 ? [] : [named]), { parties: METER, says: key }],
    },
  ];
}

function ofFailure({ dispute, suspicion }: Contradicted): Contradiction[] {
  const answering = aggregators(dispute?.answering ?? []);
  if (suspicion === 'certain')
    return [
      {
        kind: 'tag',
        text: "the answers agree with each other, and the meter's tag contradicts them",
        sides: [
          { parties: answering, says: 'their sums lie on one polynomial' },
          { parties: METER, says: 'its tag does not confirm the total that they give' },
        ],
      },
    ];
  const meter = suspicion === undefined ? [] : [{ parties: METER, says: 'may have sent them shares that fit nothing' }];
  const text = 'no choice of answers gives a total that the tag confirms';
  return [{ kind: 'sums', text, sides: [{ parties: answering, says: 'their sums contradict each other' }, ...meter] }];
}

function ofSums({ signers, differing, suspicion }: Contradicted): Contradiction[] {
  if (differing.length === 0) return [];
  const meter = suspicion === undefined ? [] : [{ parties: METER, says: 'may have sent them shares that fit nothing' }];
  return [
    {
      kind: 'sums',
      text: 'not all sums of this bill lie on one polynomial',
      sides: [
        { parties: aggregators(signers), says: 'their sums give the total, and the tag of the meter confirms it' },
        { parties: aggregators(differing), says: 'their sums do not fit it' },
        ...meter,
      ],
    },
  ];
}

function ofLoads({ scheme, differingLoads }: BillSurroundings): Contradiction[] {
  const counted = [...differingLoads].filter(([, count]) => count > 0).toSorted(([one], [other]) => one - other);
  if (counted.length === 0) return [];
  const others = scheme.operators.map((_, at) => at + 1).filter((one) => !differingLoads.has(one));
  const sides = counted.map(([one, count]) => {
    return { parties: aggregators([one]), says: `contradicts the others in ${plural(count, 'load')}` };
  });
  const agree = others.length === 0 ? [] : [{ parties: aggregators(others), says: 'their sums agree' }];
  return [
    { kind: 'loads', text: 'sums of loads of the same window contradict each other', sides: [...agree, ...sides] },
  ];
}

function ofWindow({ dispute }: Contradicted, { footingProblem }: BillSurroundings): Contradiction[] {
  const found: Contradiction[] = [];
  const liars = dispute?.liars ?? [];
  if (liars.length > 0)
    found.push({
      kind: 'window',
      text: 'what was sent for the whole window speaks against an aggregator',
      sides: liars.map((one) => ({
        parties: aggregators([one]),
        says: 'lied: its loads and its bills contradict each other, or it differs in most bills',
      })),
    });
  if (footingProblem !== undefined) found.push({ kind: 'window', text: footingProblem, sides: [] });
  return found;
}

function ofProofs({ proofs, area }: BillSurroundings): Contradiction[] {
  return proofs
    .filter((proof) => proof.area === area || proof.name.startsWith('aggregator-'))
    .map(({ name, text }) => ({
      kind: 'signed',
      text,
      sides: name.startsWith('fork/') ? [] : [{ parties: [name], says: 'signed both statements' }],
    }));
}

/** Of a bill; empty unless something contradicts something. */
export function contradictionsOf(bill: Contradicted, around: BillSurroundings): Contradiction[] {
  if (!isContradicted(bill)) return [];
  const own =
    bill.status === 'disputed'
      ? ofDispute(bill, around.scheme)
      : bill.status === 'failed'
        ? ofFailure(bill)
        : ofSums(bill);
  return [...own, ...ofLoads(around), ...ofWindow(bill, around), ...ofProofs(around)];
}

/** Why a bill or a load stands as it does, in words, where answers differ. [P-7.6] */
import { maxReadingOf, unitOf } from '../../protocol/grid/register.ts';
import type { BillTotalLine } from '../../protocol/log/billed-windows.ts';
import type { Scheme } from '../../schemas/types.ts';
import type { BillClaim, BillFigure } from '../archive.ts';
import type { CombinedBill } from './combine-bill.ts';

/** How many of the totals in dispute are listed. */
const LISTED_CLAIMS = 3;
/** And how many are kept. */
const MOST_CLAIMS = 8;

function listed(aggregators: readonly number[]): string {
  return `${aggregators.length === 1 ? 'aggregator' : 'aggregators'} ${aggregators.join(', ')}`;
}

type Disputed = Extract<CombinedBill, { status: 'disputed' }>;

/** What the sums in dispute say, the first of them. */
export function claimsOf({ claims }: Disputed, lines: readonly BillTotalLine[], scheme: Scheme): BillClaim[] {
  return claims.slice(0, MOST_CLAIMS).map(({ line, total, aggregators }) => {
    const { cells = 0, register = '', rate = '' } = lines[line] ?? {};
    const isPossible = total <= BigInt(cells) * BigInt(maxReadingOf(scheme, register));
    return { register, rate, ...(isPossible ? { totalUnits: Number(total) } : {}), aggregators: [...aggregators] };
  });
}

export function disputeText(
  disputed: Disputed,
  lines: readonly BillTotalLine[],
  scheme: Scheme,
  differing: readonly number[],
): string {
  const { claims } = disputed;
  const texts = claimsOf(disputed, lines, scheme)
    .slice(0, LISTED_CLAIMS)
    .map(({ register, rate, totalUnits, aggregators }) => {
      const total = totalUnits === undefined ? 'an impossible total' : `${totalUnits} ${unitOf(scheme, register)}`;
      return `${register} at rate ${rate} is ${total} by ${aggregators.join(', ')}`;
    });
  const more = claims.length > LISTED_CLAIMS ? `, and ${claims.length - LISTED_CLAIMS} more` : '';
  return `the tag confirms several totals (${texts.join('; ')}${more}): who knows the meter's tag key has changed what was sent, alone or with ${listed(differing)}`;
}

/** What a meter is accused of. */
export function accusationText({ suspicion, status, differing }: BillFigure): string {
  if (status === 'disputed')
    return `its tag confirms several totals, so somebody with its key had a part in it, alone or with ${listed(differing)}`;
  if (suspicion === 'certain') return 'its answers agree with each other, and its tag is wrong';
  if (status === 'failed') return 'no answers open its bill; it, or one of the aggregators, is the cause';
  return `${listed(differing)} ${differing.length === 1 ? 'differs' : 'differ'} in its bill; it is the cause, or ${differing.length === 1 ? 'that aggregator' : 'they'} lied about it`;
}

/** Why a load may not be had or believed; empty if no meter is suspected. */
export function suspectText(suspects: readonly string[]): string {
  if (suspects.length === 0) return '';
  const more = suspects.length > LISTED_CLAIMS ? ` and ${suspects.length - LISTED_CLAIMS} more` : '';
  const names = `${suspects.slice(0, LISTED_CLAIMS).join(', ')}${more}`;
  return `; ${names} may have sent shares that fit nothing (gridshare explain ${suspects[0]})`;
}

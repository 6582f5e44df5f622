/** A household's bills: what each is of, what it costs, and whether this device comes to the same. */
import type { HouseholdPage } from '../views/household-view.ts';
import { formatMoney } from '../../protocol/money/amount.ts';
import { moneyRows } from '../../protocol/money/line-text.ts';
import { amount, localTime, nameOf } from './page-words.tsx';

type Bill = HouseholdPage['bills'][number];
type Money = NonNullable<Bill['money']>;

interface Verdict {
  readonly look: 'ok' | 'bad';
  readonly text: string;
}

function verdictOf({ open, energy, cost }: Bill): Verdict {
  if (open !== undefined) return { look: 'bad', text: open.status === 'disputed' ? 'disputed' : 'not to be had' };
  if (energy === 'differs' || cost === 'differs')
    return { look: 'bad', text: 'differs from what this device computed: ask the utility, and show it this page' };
  if (cost === 'exact')
    return { look: 'ok', text: 'right: this device computed energy and cost again, and comes to the same' };
  if (cost === 'unknown')
    return { look: 'ok', text: 'energy is right; the tariff has not come, so the cost can not be checked yet' };
  return { look: 'ok', text: 'right: checked by this device with its own readings' };
}

function Energy({ bill: { lines } }: { readonly bill: Bill }) {
  if (lines.length === 0) return null;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Energy of the bill">
      <table>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col" class="number">
              Amount
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ register, rate, totalUnits, unit }) => (
            <tr key={`${register}/${rate}`}>
              <td>
                {nameOf(register)}
                {rate === 'all' ? '' : `, rate ${rate}`}
              </td>
              <td class="number">{amount(totalUnits, unit)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cost({ title, money }: { readonly title: string; readonly money: Money }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={title}>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">For</th>
            <th scope="col" class="number">
              Amount
            </th>
          </tr>
        </thead>
        <tbody>
          {moneyRows(money).map(({ what, of, micro }) => (
            <tr key={`${what}/${of}`}>
              <td>
                {what}
                <small class="of">{of}</small>
              </td>
              <td class="number">{formatMoney(micro, money)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Title({ bill: { begin, end, money } }: { readonly bill: Bill }) {
  return (
    <>
      {localTime(begin)} to {localTime(end)}
      {money === undefined ? null : <span class="due">{formatMoney(money.totalMicro, money)}</span>}
    </>
  );
}

function Contents({ bill }: { readonly bill: Bill }) {
  const { money, ownMoney, cost, findings } = bill;
  const { look, text } = verdictOf(bill);
  return (
    <>
      <p>
        <span class={look}>{text}</span>
      </p>
      <Energy bill={bill} />
      {money === undefined ? null : (
        <Cost title={`What it costs, by “${money.tariff.title}”, revision ${money.tariff.revision}`} money={money} />
      )}
      {cost === 'differs' && ownMoney !== undefined ? (
        <Cost title="What it costs by the signed tariff, as this device computes it" money={ownMoney} />
      ) : null}
      <ul class="findings">
        {findings.map((finding) => (
          <li key={finding}>{finding}</li>
        ))}
      </ul>
    </>
  );
}

/** The newest one whole, the others behind their sum. */
export function Bills({ bills }: { readonly bills: readonly Bill[] }) {
  const [newest, ...others] = bills.toReversed();
  if (newest === undefined)
    return <p>There is no bill yet: the first one comes after the end of the first billing period.</p>;
  return (
    <>
      <article>
        <h3>
          <Title bill={newest} />
        </h3>
        <Contents bill={newest} />
      </article>
      {others.map((bill) => (
        <details key={bill.begin}>
          <summary>
            <Title bill={bill} />
            {verdictOf(bill).look === 'bad' ? <span class="bad"> ({verdictOf(bill).text})</span> : null}
          </summary>
          <Contents bill={bill} />
        </details>
      ))}
    </>
  );
}

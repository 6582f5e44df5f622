/** One bill with its lines, and the other bills of its meter; for operators. */
import { useEffect, useState } from 'preact/hooks';
import type { Bill, MoneyBill } from '../../host/api/client.ts';
import { formatMoney } from '../../protocol/money/amount.ts';
import { moneyRows } from '../../protocol/money/line-text.ts';
import { TOTAL, billBadge, imports } from './bills-page.tsx';
import { Card, Table } from './parts.tsx';
import { aggregators, asked, client, take } from './store.tsx';
import { aggregatorNames, amount, billed, registerName, span, sentence } from './words.tsx';

function Lines({ bill }: { readonly bill: Bill }) {
  return (
    <Table
      caption="Lines"
      rows={bill.lines}
      keyOf={({ register, rate }) => `${register}/${rate}`}
      empty="Nothing was opened: a bill has lines once it is verified."
      columns={[
        { name: 'Register', cell: ({ register }) => registerName(register) },
        { name: 'Code', cell: ({ register }) => <code>{register}</code> },
        { name: 'Rate', cell: ({ rate }) => rate },
        { name: 'Intervals', isNumber: true, cell: ({ cells }) => cells },
        { name: 'Total', isNumber: true, cell: ({ totalUnits, unit }) => amount(totalUnits, unit) },
      ]}
    />
  );
}

/** What the bill costs: lines, tax, what is due. */
function Money({ money }: { readonly money: MoneyBill }) {
  const { tariff, totalMicro } = money;
  return (
    <Card title={`What it costs: ${formatMoney(totalMicro, money)}`}>
      <Table
        caption="What it costs"
        rows={moneyRows(money)}
        keyOf={({ what, of }) => `${what}/${of}`}
        empty=""
        columns={[
          { name: 'For', cell: ({ what }) => what },
          { name: 'Of', cell: ({ of }) => of },
          { name: 'Amount', isNumber: true, cell: ({ micro }) => formatMoney(micro, money) },
        ]}
      />
      <p class="hint">
        By the tariff “{tariff.title}”, revision {tariff.revision}, whose hash is in the certified scheme. The meter's
        own device computes the same from its own readings: gridshare meter bill.
      </p>
    </Card>
  );
}

/** What the household was sent before, and what took it back. */
function Earlier({ bill: { earlier } }: { readonly bill: Bill }) {
  if (earlier.length === 0) return null;
  return (
    <Card title="Sent before, and stands no more">
      <Table
        caption="Bills that were sent before, and credit notes"
        rows={earlier}
        keyOf={({ number }) => number}
        empty=""
        columns={[
          { name: 'Number', cell: ({ number }) => number },
          { name: 'What', cell: ({ of }) => (of === undefined ? 'bill' : 'credit note over it') },
          { name: 'Why', isText: true, cell: ({ reason }) => (reason === undefined ? '–' : sentence(reason)) },
          { name: 'Of entry', isNumber: true, cell: ({ run }) => run },
          {
            name: 'Amount',
            isNumber: true,
            cell: ({ money }) => (money === undefined ? '–' : formatMoney(money.totalMicro, money)),
          },
        ]}
      />
    </Card>
  );
}

/** Which bill it is. */
function NumberOf({ bill: { number, revision, run } }: { readonly bill: Bill }) {
  if (number === undefined || revision === undefined) return null;
  return (
    <p class="hint">
      Number {number}: {revision === 1 ? 'the first bill' : `bill ${revision}`} of this window, of entry {run}.
    </p>
  );
}

/** `aggregator-2`: "aggregator 2 (who runs it)". */
function partyName(party: string, meter: string): string {
  if (party === 'meter') return meter;
  const number = /^aggregator-(\d+)$/.exec(party)?.[1];
  if (number === undefined) return `the ${party}`;
  const known = aggregators.value.find(({ aggregator }) => aggregator === Number(number));
  return known === undefined ? `aggregator ${number}` : `aggregator ${number} (${known.operator})`;
}

/** Whose evidence contradicts whom. */
function Contradictions({ bill: { contradictions, meter } }: { readonly bill: Bill }) {
  if (contradictions.length === 0) return null;
  return (
    <Card title="Whose evidence contradicts whom">
      {contradictions.map(({ kind, text, sides }) => (
        <section key={`${kind}/${text}`}>
          <p>{sentence(text)}.</p>
          {sides.length === 0 ? null : (
            <Table
              caption={sentence(text)}
              rows={sides}
              keyOf={({ parties, says }) => `${parties.join()}/${says}`}
              empty=""
              columns={[
                { name: 'Who', cell: ({ parties }) => parties.map((party) => partyName(party, meter)).join(', ') },
                { name: 'Says', isText: true, cell: ({ says }) => says },
              ]}
            />
          )}
        </section>
      ))}
    </Card>
  );
}

function Proof({ bill: { signers, differing, set, suspicion } }: { readonly bill: Bill }) {
  return (
    <dl>
      <dt>Sums agree of</dt>
      <dd>{signers.length === 0 ? 'nobody yet' : aggregatorNames(signers)}</dd>
      {differing.length === 0 ? null : (
        <>
          <dt>Can't all be right</dt>
          <dd>{aggregatorNames(differing)}</dd>
        </>
      )}
      {suspicion === undefined ? null : (
        <>
          <dt>The meter itself</dt>
          <dd>{suspicion === 'certain' ? 'made shares that do not fit' : 'may have made shares that do not fit'}</dd>
        </>
      )}
      {set === undefined ? null : (
        <>
          <dt>Released by</dt>
          <dd>
            entry {set.sequence}, certified by {aggregatorNames(set.certifiedBy)} ({set.quorum} must)
          </dd>
          <dt>Hash of the entry</dt>
          <dd>
            <code>{set.setHash}</code>
          </dd>
        </>
      )}
    </dl>
  );
}

export function BillPage({ meter, from }: { readonly meter: string; readonly from: number }) {
  const [bills, setBills] = useState<readonly Bill[] | undefined>(undefined);
  useEffect(() => {
    void asked(() => take(client.all('bills', { meter }))).then(setBills);
  }, [meter]);
  const bill = bills?.findLast((one) => one.from === from);
  if (bills === undefined) return <p class="empty">…</p>;
  if (bill === undefined) return <p class="empty">There is no such bill.</p>;
  return (
    <>
      <p>
        <a href="#/bills">All bills</a>
      </p>
      <Card title={`${meter}, ${span(bill)}`}>
        <p>
          {billBadge(bill)} {sentence(bill.reason)}.
        </p>
        <NumberOf bill={bill} />
        <Lines bill={bill} />
      </Card>
      {bill.money === undefined ? null : <Money money={bill.money} />}
      <Contradictions bill={bill} />
      <Earlier bill={bill} />
      <Card title="Why this can be believed">
        <Proof bill={bill} />
      </Card>
      <Card title={`All bills of ${meter}`}>
        <Table
          caption={`All bills of ${meter}`}
          rows={bills}
          keyOf={({ from: first, set }) => `${first}/${set?.sequence}`}
          empty=""
          columns={[
            { name: 'Window', cell: (one) => <a href={`#/bills/${meter}/${one.from}`}>{span(one)}</a> },
            { name: 'Status', cell: billBadge },
            { name: 'Drawn', isNumber: true, cell: (one) => billed(one, imports()) },
            ...(bills.some(({ money }) => money !== undefined) ? [TOTAL] : []),
          ]}
        />
      </Card>
    </>
  );
}

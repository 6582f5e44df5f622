/** Bills of all meters, with a search; for operators. */
import { useEffect, useState } from 'preact/hooks';
import type { Bill } from '../../host/api/client.ts';
import { formatMoney } from '../../protocol/money/amount.ts';
import { Badge, Choice, type Column, type Mood, Table, useRested } from './parts.tsx';
import { areas, asked, client, deployment, lastEvent } from './store.tsx';
import { billed, count, span } from './words.tsx';

const ROWS = 50;

const MOODS: Readonly<Record<Bill['status'], Mood>> = {
  verified: 'good',
  waiting: 'busy',
  remnant: 'quiet',
  disputed: 'bad',
  failed: 'bad',
};

export function billBadge({ status }: Bill) {
  return <Badge mood={MOODS[status]}>{status}</Badge>;
}

export function imports(): ReadonlySet<string> {
  return new Set(
    (deployment.value?.registers ?? []).filter(({ direction }) => direction === 'import').map(({ obis }) => obis),
  );
}

/** Bills of a search, part by part. */
function useBills(search: string, area: string, isSound: boolean) {
  const [bills, setBills] = useState<readonly Bill[] | undefined>(undefined);
  const [next, setNext] = useState<string | undefined>(undefined);
  const query = { limit: ROWS, ...(search === '' ? {} : { search }), ...(area === '' ? {} : { area }) };
  // A bill that comes is looked for once what is shown has been.
  const event = lastEvent.value?.event === 'bill' ? lastEvent.value.id : undefined;
  useEffect(() => {
    if (!isSound) return undefined;
    let isOver = false;
    void asked(() => client.get('bills', query)).then((found) => {
      if (found === undefined || isOver) return;
      setBills(found.items);
      setNext(found.next);
    });
    return () => void (isOver = true);
  }, [search, area, event, isSound]);
  const more = async (): Promise<void> => {
    const found = await asked(() => client.get('bills', { ...query, ...(next === undefined ? {} : { after: next }) }));
    if (found === undefined) return;
    setBills([...(bills ?? []), ...found.items]);
    setNext(found.next);
  };
  return { bills, more: next === undefined ? undefined : more };
}

/** What is due. */
export const TOTAL: Column<Bill> = {
  name: 'Total',
  isNumber: true,
  cell: ({ money }) => (money === undefined ? '–' : formatMoney(money.totalMicro, money)),
};

function Bills({ bills, isSearch }: { readonly bills: readonly Bill[]; readonly isSearch: boolean }) {
  const known = imports();
  return (
    <Table
      caption="Bills"
      rows={bills}
      keyOf={({ area, meter, keyEpoch, from, set }) => `${area}/${meter}/${keyEpoch}/${from}/${set?.sequence}`}
      empty={
        isSearch
          ? 'No bill of a meter with this in its id.'
          : 'No bill yet: a bill is released when its window is over and every page of it is closed.'
      }
      columns={[
        { name: 'Meter', cell: ({ meter, from }) => <a href={`#/bills/${meter}/${from}`}>{meter}</a> },
        { name: 'Area', cell: (bill) => bill.area },
        { name: 'Window', cell: span },
        { name: 'Status', cell: billBadge },
        { name: 'Drawn', isNumber: true, cell: (bill) => billed(bill, known) },
        ...(bills.some(({ money }) => money !== undefined) ? [TOTAL] : []),
        {
          name: 'Coverage',
          isNumber: true,
          cell: ({ lines, of }) => `${Math.max(0, ...lines.map(({ cells }) => cells))} of ${of}`,
        },
      ]}
    />
  );
}

export function BillsPage() {
  const [typed, setTyped] = useState('');
  const [area, setArea] = useState('');
  const search = useRested(typed.trim());
  const isSound = search === '' || /^[A-Za-z0-9_-]{1,64}$/.test(search);
  const { bills, more } = useBills(search, area, isSound);
  return (
    <>
      <form class="choices" role="search" onSubmit={(submitted) => submitted.preventDefault()}>
        <label class="choice">
          Meter
          <input
            type="search"
            placeholder="part of its id"
            value={typed}
            onInput={({ currentTarget }) => setTyped(currentTarget.value)}
            {...(isSound ? {} : { 'aria-invalid': true })}
          />
        </label>
        <Choice
          label="Area"
          value={area}
          onChange={setArea}
          options={[['', 'all'], ...areas.value.map((one) => [one.area, one.area] as const)]}
        />
      </form>
      <p class="unseen" role="status">
        {bills === undefined ? '' : `${count(bills.length)} bills${more === undefined ? '' : ', and more'}`}
      </p>
      {bills === undefined ? <p class="empty">…</p> : <Bills bills={bills} isSearch={search !== ''} />}
      {more === undefined ? null : (
        <p>
          <button type="button" onClick={() => void more()}>
            More
          </button>
        </p>
      )}
    </>
  );
}

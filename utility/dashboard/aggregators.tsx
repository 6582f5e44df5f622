/** The table of aggregators: who is there, and what each owes. */
import type { Aggregator } from '../../host/api/client.ts';
import { Badge, Table } from './parts.tsx';
import { aggregators } from './store.tsx';
import { count } from './words.tsx';

/** Totals that an aggregator has not answered for. */
export function backlogOf({ areas }: Aggregator): number {
  return areas.reduce((sum, { unansweredPages, unansweredBills }) => sum + unansweredPages + unansweredBills, 0);
}

function stateOf({ isOnline }: Aggregator) {
  if (isOnline === undefined) return <Badge mood="quiet">not known</Badge>;
  return isOnline ? <Badge mood="good">up</Badge> : <Badge mood="bad">down</Badge>;
}

export function aggregatorRows() {
  return (
    <Table
      caption="Aggregators"
      rows={aggregators.value}
      keyOf={({ aggregator }) => aggregator}
      empty="No area has a log yet."
      columns={[
        { name: 'Number', cell: ({ aggregator }) => aggregator },
        { name: 'Operator', cell: ({ operator }) => operator },
        { name: 'State', cell: stateOf },
        { name: 'Backlog', isNumber: true, cell: (one) => count(backlogOf(one)) },
        { name: 'Contradicted', isNumber: true, cell: ({ differing }) => count(differing) },
        { name: 'Version', cell: ({ software }) => software ?? '–' },
        { name: 'Key since', cell: ({ key }) => key?.since?.slice(0, 10) ?? (key === undefined ? '–' : 'ever') },
        { name: 'Key until', cell: ({ key }) => key?.until?.slice(0, 10) ?? '–' },
        { name: 'Refused last', cell: ({ refused }) => (refused === undefined ? '–' : <code>{refused.code}</code>) },
      ]}
    />
  );
}

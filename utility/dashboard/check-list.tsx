/** What has to be there until the first bill is, in order, with what to do about the first that is not. */
import { Badge } from './parts.tsx';
import { aggregators, areas, deployment } from './store.tsx';
import { plural } from './words.tsx';

interface Step {
  readonly what: string;
  readonly isDone: boolean;
  readonly how: string;
}

function steps(): Step[] {
  const known = deployment.value;
  const up = aggregators.value.filter(({ isOnline }) => isOnline === true).length;
  const all = aggregators.value.length;
  const quorum = Math.max(0, ...areas.value.map((area) => area.quorum));
  const meters = areas.value.reduce((sum, area) => sum + area.meters, 0);
  return [
    {
      what: 'The utility runs, and reaches the broker',
      isDone: known?.utility.isConnected === true,
      how: known?.utility.text ?? 'gridshare utility --config FILE',
    },
    {
      what: 'Enough aggregators are there',
      isDone: all > 0 && up >= Math.max(1, quorum),
      how: `${up} of ${all} are up: gridshare aggregator --config FILE, each at its operator`,
    },
    {
      what: 'Every area has a log',
      isDone: known !== undefined && known.areas.length > 0 && areas.value.length === known.areas.length,
      how: `${plural(areas.value.length, 'area')} of ${known?.areas.length ?? 0}: the aggregators agree on the scheme by themselves`,
    },
    {
      what: 'Meters are enrolled',
      isDone: meters > 0,
      how: 'gridshare token METER --config ca/config.yaml, then gridshare enroll on its device',
    },
    {
      what: 'A first interval is closed',
      isDone: areas.value.some(({ pagesClosed }) => pagesClosed > 0),
      how: 'gridshare meter --config FILE: an interval closes some time after its end',
    },
    {
      what: 'A first window is billed',
      isDone: areas.value.some(({ windowsBilled }) => windowsBilled > 0),
      how: 'when its last interval is closed; Settlement says when that is',
    },
  ];
}

export function CheckList() {
  const list = steps();
  const next = list.findIndex(({ isDone }) => !isDone);
  return (
    <section class="card" aria-label="Until the first bill">
      <h2>Until the first bill</h2>
      <ol class="steps">
        {list.map(({ what, isDone, how }, at) => (
          <li key={what} class={isDone ? 'done' : at === next ? 'next' : ''}>
            <Badge mood={isDone ? 'good' : at === next ? 'busy' : 'quiet'}>
              {isDone ? 'done' : at === next ? 'next' : 'later'}
            </Badge>
            <span>
              {what}
              {at === next ? <small>{how}</small> : null}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

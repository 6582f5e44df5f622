/** What needs somebody, and what they can do. */
import { computed } from '@preact/signals';
import { backlogOf } from './aggregators.tsx';
import { Badge } from './parts.tsx';
import { aggregators, areas, deployment, evidence, settlements } from './store.tsx';
import { aggregatorNames, count, plural, span, sentence, time } from './words.tsx';

const KEY_ENDS_MS = 7 * 86_400_000;

/** By the clock that decides intervals. */
function gridNow(): number {
  return Date.parse(deployment.value?.utility.gridTime ?? '') || Date.now();
}

interface Alarm {
  readonly name: string;
  readonly mood: 'bad' | 'busy';
  readonly what: string;
  readonly why: string;
  readonly todo: string;
}

function ofUtility(): Alarm[] {
  const known = deployment.value;
  if (known === undefined || (known.utility.isRunning && known.utility.isConnected)) return [];
  const { isRunning, text } = known.utility;
  return [
    {
      name: 'utility',
      mood: isRunning ? 'bad' : 'busy',
      what: isRunning ? 'The utility does not reach the broker' : 'The utility does not run',
      why: text,
      todo: isRunning
        ? 'Look at the broker and the network between: gridshare doctor --config FILE'
        : 'Start it: gridshare utility --config FILE. Meters and aggregators keep what they have meanwhile.',
    },
  ];
}

function ofAggregators(): Alarm[] {
  // Until the first interval is closed the check list says who is missing.
  if (areas.value.every(({ pagesClosed }) => pagesClosed === 0)) return [];
  const down = aggregators.value.filter(({ isOnline }) => isOnline === false);
  const alarms: Alarm[] = down.map(({ aggregator, operator }) => ({
    name: `down/${aggregator}`,
    mood: 'bad',
    what: `Aggregator ${aggregator} (${operator}) is down`,
    why: 'It says so itself, or its connection ended. The others go on as long as enough of them agree.',
    todo: `Call ${operator}: gridshare doctor --config FILE on its machine says what is wrong. It catches up by itself.`,
  }));
  for (const { aggregator, operator, differing } of aggregators.value) {
    if (differing === 0) continue;
    alarms.push({
      name: `differing/${aggregator}`,
      mood: 'bad',
      what: `Aggregator ${aggregator} (${operator}) sent ${plural(differing, 'sum')} that the others contradict`,
      why: 'It lies, or its ledger is not what it was. What was opened without it is right: bills carry a tag of the meter.',
      todo: `Ask ${operator} what happened: gridshare doctor --config FILE there, and gridshare explain METER --config FILE here. Until then count on the others.`,
    });
  }
  for (const { aggregator, operator, key } of aggregators.value) {
    if (key?.until === undefined || Date.parse(key.until) - gridNow() > KEY_ENDS_MS) continue;
    alarms.push({
      name: `key/${aggregator}`,
      mood: Date.parse(key.until) < gridNow() ? 'bad' : 'busy',
      what: `The key of aggregator ${aggregator} ends ${time(key.until)}`,
      why: 'Meters seal to no key that has ended: they keep their readings until there is another one.',
      todo: `Call ${operator}: gridshare rotate --config FILE on its machine; nobody is restarted.`,
    });
  }
  for (const one of aggregators.value) {
    const backlog = backlogOf(one);
    if (backlog < 200 || one.isOnline === false) continue;
    alarms.push({
      name: `backlog/${one.aggregator}`,
      mood: 'busy',
      what: `Aggregator ${one.aggregator} owes ${plural(backlog, 'answer')}`,
      why: 'It is up, and has not answered for totals that the log asks it for.',
      todo: 'A number that shrinks is no trouble. One that stays: it lacks cells, or its own floor forbids the release: gridshare doctor there.',
    });
  }
  return alarms;
}

function ofAreas(): Alarm[] {
  return areas.value.flatMap(({ area, complaint, closingCount }): Alarm[] => [
    ...(complaint === undefined
      ? []
      : [
          {
            name: `complaint/${area}`,
            mood: 'bad' as const,
            what: `${area} can't go on`,
            why: complaint,
            todo: 'The reason names what is missing. gridshare settle --status --config FILE tells more.',
          },
        ]),
    ...(closingCount < 8
      ? []
      : [
          {
            name: `behind/${area}`,
            mood: 'busy' as const,
            what: `${area} is ${plural(closingCount, 'interval')} behind`,
            why: 'They are over and not closed: too few aggregators have said what they hold.',
            todo: 'Settlement says who is waited for.',
          },
        ]),
  ]);
}

function ofWindows(): Alarm[] {
  return settlements.value
    .filter(
      ({ state, waitingFor, set }) =>
        state === 'failed' || (state === 'waiting' && set !== undefined && waitingFor.length > 0),
    )
    .map((window) => ({
      name: `window/${window.area}/${window.from}`,
      mood: window.state === 'failed' ? ('bad' as const) : ('busy' as const),
      what: `${window.area}, ${span(window)}: ${window.state === 'failed' ? 'failed' : 'waits'}`,
      why: window.reason,
      todo:
        window.state === 'failed'
          ? 'gridshare explain METER --config FILE says whose sums differ; docs/settlement.md how to read it. No bill goes out that is not verified.'
          : `Waits for ${aggregatorNames(window.waitingFor)}: it goes on by itself when they answer.`,
    }));
}

function ofScheme(): Alarm[] {
  return (deployment.value?.runningOut ?? []).map(({ what, end, text, advice }) => ({
    name: `scheme/${what}`,
    mood: Date.parse(end) < gridNow() ? 'bad' : 'busy',
    what: what === 'windows' ? `Billing windows are listed until ${time(end)}` : `Tariffs end ${time(end)}`,
    why: text,
    todo: `${sentence(advice)}.`,
  }));
}

function ofEvidence(): Alarm[] {
  return evidence.value
    .filter(({ isAcknowledged }) => !isAcknowledged)
    .map(({ name, text }) => ({
      name: `evidence/${name}`,
      mood: 'bad',
      what: `Evidence against ${name}`,
      why: text,
      todo: `Its operator has to explain it. Then: gridshare evidence acknowledge ${name} --config FILE`,
    }));
}

export const alarms = computed(() =>
  [ofUtility, ofEvidence, ofScheme, ofAggregators, ofAreas, ofWindows]
    .flatMap((of) => of())
    .toSorted((one, other) => Number(one.mood === 'busy') - Number(other.mood === 'busy')),
);

export function AlarmsPage() {
  if (alarms.value.length === 0) return <p class="empty">Nothing needs anybody.</p>;
  return (
    <>
      {alarms.value.length === 1 ? null : <p>{count(alarms.value.length)}, the most urgent first.</p>}
      <ul class="alarms">
        {alarms.value.map(({ name, mood, what, why, todo }) => (
          <li key={name} class={`card ${mood}`}>
            <h2>
              <Badge mood={mood}>{mood === 'bad' ? 'act' : 'watch'}</Badge> {what}
            </h2>
            <p>{sentence(why)}</p>
            <p class="todo">
              <strong>What to do:</strong> {todo}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Windows as a timeline: how far each is, and what it waits for. */
import { useState } from 'preact/hooks';
import type { Settlement } from '../../host/api/client.ts';
import { Badge, Choice, Figure, type Mood, Table } from './parts.tsx';
import { areas, settlements } from './store.tsx';
import { STATE_WORDS, aggregatorNames, amount, count, plural, registerName, span, sentence } from './words.tsx';

const MOODS: Readonly<Record<Settlement['state'], Mood>> = {
  open: 'quiet',
  closing: 'busy',
  waiting: 'busy',
  billed: 'good',
  failed: 'bad',
};
const PAGES = ['closed', 'empty', 'closing', 'open'] as const;
const SHOWN = 60;

/** How much of a window is how far, as a bar; the words beside it say the same. */
function Bar({ pages }: { readonly pages: Settlement['pages'] }) {
  const all = PAGES.reduce((sum, name) => sum + pages[name], 0) || 1;
  const words = PAGES.filter((name) => pages[name] > 0).map((name) => `${count(pages[name])} ${name}`);
  return (
    <div class="bar-of" role="img" aria-label={`Intervals: ${words.join(', ')}`}>
      {PAGES.map((name) =>
        pages[name] === 0 ? null : <i key={name} class={name} style={{ flexGrow: pages[name] / all }} />,
      )}
    </div>
  );
}

function Window({ window }: { readonly window: Settlement }) {
  const { state, reason, waitingFor, pages, bills, footing } = window;
  const people = (['billed', 'waiting', 'disputed', 'failed', 'remnant'] as const).filter((name) => bills[name] > 0);
  return (
    <li class={`window ${state}`}>
      <h2>
        <Badge mood={MOODS[state]}>{STATE_WORDS[state]}</Badge> {window.area}, {span(window)}
      </h2>
      <Bar pages={pages} />
      <p>
        {sentence(reason)}
        {waitingFor.length === 0 ? '' : `; waits for ${aggregatorNames(waitingFor)}`}.
      </p>
      <p class="hint">
        {[
          `${plural(pages.closed + pages.empty, 'interval')} closed of ${count(PAGES.reduce((sum, name) => sum + pages[name], 0))}`,
          ...people.map((name) => `${count(bills[name])} ${name}`),
        ].join(' · ')}
      </p>
      {footing.sums.length === 0 ? null : (
        <details>
          <summary>Loads against bills: {footing.state === 'footed' ? 'they foot' : footing.state}</summary>
          <Table
            caption="Loads against bills"
            rows={footing.sums}
            keyOf={({ register }) => register}
            empty=""
            columns={[
              { name: 'Register', cell: ({ register }) => registerName(register) },
              { name: 'Loads', isNumber: true, cell: ({ loadUnits, unit }) => amount(loadUnits, unit) },
              { name: 'Bills', isNumber: true, cell: ({ billedUnits, unit }) => amount(billedUnits, unit) },
              { name: 'Remnant', isNumber: true, cell: ({ remnantUnits, unit }) => amount(remnantUnits, unit) },
            ]}
          />
        </details>
      )}
    </li>
  );
}

export function SettlementPage() {
  const [area, setArea] = useState('');
  const all = settlements.value.filter((window) => area === '' || window.area === area);
  const latest = all.toSorted((one, other) => other.from - one.from).slice(0, SHOWN);
  const of = (state: Settlement['state']): string => count(all.filter((window) => window.state === state).length);
  return (
    <>
      <div class="choices">
        <Choice
          label="Area"
          value={area}
          onChange={setArea}
          options={[['', 'all'], ...areas.value.map((one) => [one.area, one.area] as const)]}
        />
      </div>
      <div class="figures">
        <Figure label="Settled" value={of('billed')} />
        <Figure label="Waiting" value={of('waiting')} hint="certified, an answer is missing" />
        <Figure label="Closing" value={of('closing')} hint="over, not certified" />
        <Figure label="Failed" value={of('failed')} />
      </div>
      {latest.length === 0 ? <p class="empty">No window has begun.</p> : null}
      <ol class="timeline">
        {latest.map((window) => (
          <Window key={`${window.area}/${window.from}`} window={window} />
        ))}
      </ol>
      {all.length > latest.length ? (
        <p class="hint">
          The latest {SHOWN} of {count(all.length)} windows.
        </p>
      ) : null}
    </>
  );
}

/** One interval of one home as each party sees it, side by side: messages of the demonstration as they were. */
import { useEffect, useState } from 'preact/hooks';
import type { Sights } from '../../host/api/client.ts';
import { Badge, Card } from './parts.tsx';
import { asked, client, lastEvent } from './store.tsx';
import { amount, count, registerName, sentence, span } from './words.tsx';

type Party = Sights['parties'][number];

function Column({ party: { name, role, can, cannot, from, bytes, values } }: { readonly party: Party }) {
  return (
    <section class={`sight ${role}`} aria-label={name}>
      <h2>
        {name} {role === 'meter' ? <Badge mood="quiet">demonstration only</Badge> : null}
      </h2>
      {values.map(({ label, text, isNoise }) => (
        <p key={label} class="value">
          <span class="label">{label}</span>
          {isNoise ? <code>{text}</code> : <strong>{text}</strong>}
        </p>
      ))}
      {can === undefined ? null : <p>{sentence(can)}.</p>}
      {cannot === undefined ? null : (
        <p>
          <strong>Can't</strong> {cannot}.
        </p>
      )}
      {from === undefined ? null : (
        <p class="hint">
          {from}
          {bytes === undefined ? '' : `, ${count(bytes)} bytes`}
        </p>
      )}
    </section>
  );
}

export function SightsPage() {
  const [sights, setSights] = useState<Sights | undefined>(undefined);
  const [isAsked, setIsAsked] = useState(false);
  const news = lastEvent.value?.id;
  useEffect(() => {
    void asked(() => client.get('sights')).then((found) => {
      setSights(found);
      setIsAsked(true);
    });
  }, [news]);
  if (sights === undefined)
    return <p class="empty">{isAsked ? 'Nothing was recorded: gridshare demo --serve does.' : '…'}</p>;
  const { meter, area, reading } = sights;
  return (
    <>
      <p>
        <strong>{meter}</strong> in {area}, {span(sights)}: one reading on its way to a bill, in the messages of this
        very demonstration. No operator of a real grid has this page: the meter's own reading is known here because the
        homes are simulated.
      </p>
      <div class="sights">
        {sights.parties.map((party) => (
          <Column key={party.name} party={party} />
        ))}
      </div>
      <Card title="What it comes to">
        <p>
          The home used{' '}
          {reading.map(({ register, units, unit }) => `${amount(units, unit)} (${registerName(register)})`).join(', ')}.
          Nobody but its meter knows that. Any {sights.threshold} aggregators together could open it, fewer learn
          nothing: this is why they are run by operators who are independent of each other.
        </p>
      </Card>
    </>
  );
}

/** The page of a household's own device. It asks this device only, and shows what it answers. */
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { HouseholdPage } from '../views/household-view.ts';
import { Meter } from './meter-sections.tsx';

const ASK_MS = 10_000;

function Enter({ onEntered }: { readonly onEntered: () => void }) {
  const [trouble, setTrouble] = useState('');
  const [isAsking, setIsAsking] = useState(false);
  const enter = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement)) return;
    const password = new FormData(form).get('password');
    setIsAsking(true);
    setTrouble('');
    try {
      const { ok, status } = await fetch('/enter', {
        method: 'POST',
        body: typeof password === 'string' ? password : '',
      });
      if (ok) onEntered();
      else
        setTrouble(
          status === 429
            ? 'Too many try at once: wait a little.'
            : 'That is not the password. Each wrong one makes the next answer slower.',
        );
    } catch {
      setTrouble('The device does not answer.');
    }
    setIsAsking(false);
  };
  return (
    <form class="enter" onSubmit={(event) => void enter(event)}>
      <h1>Our electricity meter</h1>
      <label>
        Password of this device
        <input type="password" name="password" autocomplete="current-password" required aria-describedby="trouble" />
      </label>
      <p id="trouble" role="alert">
        {trouble}
      </p>
      <button type="submit" aria-busy={isAsking} disabled={isAsking}>
        Look
      </button>
    </form>
  );
}

function App() {
  const [meters, setMeters] = useState<readonly HouseholdPage[]>();
  const [state, setState] = useState<'asking' | 'locked' | 'away' | 'there'>('asking');
  const ask = async (): Promise<void> => {
    try {
      const response = await fetch('/api/household');
      if (response.status === 401) {
        setState('locked');
        return;
      }
      const told: { readonly meters: readonly HouseholdPage[] } = await response.json();
      setMeters(told.meters);
      setState('there');
    } catch {
      setState('away');
    }
  };
  useEffect(() => {
    void ask();
    const timer = setInterval(() => void ask(), ASK_MS);
    return () => clearInterval(timer);
  }, []);
  if (state === 'locked') return <Enter onEntered={() => void ask()} />;
  return (
    <>
      <p role="status">{state === 'away' ? 'The device does not answer: what is shown here may be old.' : ''}</p>
      {meters === undefined ? <h1 aria-busy={state === 'asking'}>Our electricity meter</h1> : null}
      {meters?.map((page) => (
        <Meter key={page.meter} page={page} />
      ))}
    </>
  );
}

const place = document.getElementById('app');
if (place !== null) {
  place.replaceChildren();
  const main = document.createElement('main');
  place.append(main);
  render(<App />, main);
}

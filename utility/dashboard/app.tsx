/** The frame of all pages: where one is, how the utility is, and what is wrong. */
import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { AlarmsPage, alarms } from './alarms.tsx';
import { BillPage } from './bill-page.tsx';
import { BillsPage } from './bills-page.tsx';
import { LoadPage } from './load-page.tsx';
import { Overview } from './overview.tsx';
import { Badge } from './parts.tsx';
import { SettlementPage } from './settlement-page.tsx';
import { SightsPage } from './sights-page.tsx';
import { SignIn } from './sign-in.tsx';
import { deployment, isLive, isOperator, session, signOut, trouble } from './store.tsx';

const hash = signal(location.hash);
addEventListener('hashchange', () => (hash.value = location.hash));

interface Page {
  readonly path: string;
  readonly title: string;
  readonly isShown: () => boolean;
  readonly show: (rest: readonly string[]) => preact.JSX.Element;
}

const always = (): boolean => true;

const PAGES: readonly Page[] = [
  { path: 'overview', title: 'Overview', isShown: always, show: () => <Overview /> },
  { path: 'load', title: 'Load', isShown: always, show: () => <LoadPage /> },
  {
    path: 'bills',
    title: 'Bills',
    isShown: () => isOperator.value,
    show: ([meter, from]) => (meter === undefined ? <BillsPage /> : <BillPage meter={meter} from={Number(from)} />),
  },
  { path: 'settlement', title: 'Settlement', isShown: always, show: () => <SettlementPage /> },
  { path: 'alarms', title: 'Alarms', isShown: always, show: () => <AlarmsPage /> },
  {
    path: 'sights',
    title: 'Who sees what',
    isShown: () => isOperator.value && deployment.value?.isDemo === true,
    show: () => <SightsPage />,
  },
];

function Menu({ current }: { readonly current: Page }) {
  const open = alarms.value.filter(({ mood }) => mood === 'bad').length;
  return (
    <nav aria-label="Pages">
      <ul>
        {PAGES.filter(({ isShown }) => isShown()).map(({ path, title }) => (
          <li key={path}>
            <a href={`#/${path}`} {...(path === current.path ? { 'aria-current': 'page' as const } : {})}>
              {title}
              {path === 'alarms' && open > 0 ? <span class="dot">{open}</span> : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Head() {
  const known = deployment.value;
  if (known === undefined) return null;
  const { isRunning, isConnected } = known.utility;
  const mood = !isRunning ? 'quiet' : isConnected ? 'good' : 'bad';
  const state = !isRunning ? 'utility stopped' : isConnected ? 'utility at work' : 'utility not connected';
  return (
    <div class="head">
      <a class="name" href="#/overview">
        {known.deployment}
      </a>
      <Badge mood={mood}>{state}</Badge>
      {known.isDemo ? <Badge mood="quiet">demonstration</Badge> : null}
      <span class="live" title={isLive.value ? 'what is new comes by itself' : 'asked for every few seconds'}>
        {isLive.value ? 'live' : 'every 5 s'}
      </span>
      <button type="button" class="quiet" onClick={() => void signOut()}>
        Sign out
      </button>
    </div>
  );
}

export function App() {
  const [path = '', ...rest] = decodeURI(hash.value.replace(/^#\/?/, '')).split('/');
  const page = PAGES.find((one) => one.path === path && one.isShown()) ?? PAGES[0];
  const title = useRef<HTMLHeadingElement>(null);
  // Whoever hears the page rather than sees it begins where it begins.
  const place = `${path}/${rest.join('/')}`;
  const before = useRef(place);
  useEffect(() => {
    if (before.current !== place) title.current?.focus();
    before.current = place;
  }, [place]);
  if (session.value === 'unknown' && trouble.value === undefined) return <p class="empty">…</p>;
  if (session.value === 'none' || page === undefined) return <SignIn />;
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => (event.preventDefault(), title.current?.focus())}>
        Skip to the page
      </a>
      <header>
        <Head />
        <Menu current={page} />
      </header>
      <main id="main">
        <h1 ref={title} tabIndex={-1}>
          {page.title}
        </h1>
        {trouble.value === undefined ? null : (
          <p class="trouble" role="alert">
            {trouble.value}
          </p>
        )}
        {page.show(rest)}
      </main>
    </>
  );
}

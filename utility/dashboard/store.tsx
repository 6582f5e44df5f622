/** What the pages show: answers of the API, kept up to date while somebody looks. */
import { computed, effect, signal } from '@preact/signals';
import {
  type Aggregator,
  type ApiEvent,
  ApiError,
  type Area,
  type Deployment,
  type Evidence,
  GridshareClient,
  type Settlement,
} from '../../host/api/client.ts';

const POLL_MS = 5_000;
const SETTLE_MS = 400;
const RETRY_MS = 2_000;

export type Session = 'unknown' | 'none' | 'given';

/** A browser has a session in a cookie, and no token. */
export const client = new GridshareClient({ url: '' });

export const session = signal<Session>('unknown');
/** Why the last question was not answered; undefined if it was. */
export const trouble = signal<string | undefined>(undefined);
export const deployment = signal<Deployment | undefined>(undefined);
export const areas = signal<readonly Area[]>([]);
export const aggregators = signal<readonly Aggregator[]>([]);
export const settlements = signal<readonly Settlement[]>([]);
export const evidence = signal<readonly Evidence[]>([]);
/** The last thing that came by itself. */
export const lastEvent = signal<ApiEvent | undefined>(undefined);
/** Whether what is new comes by itself. */
export const isLive = signal(false);
export const isOperator = computed(() => deployment.value?.role === 'operator');
/** Everything of a list, as far as anybody would look through it. */
const MOST_ROWS = 2_000;
export async function take<T>(rows: AsyncIterable<T>, most = MOST_ROWS): Promise<T[]> {
  const all: T[] = [];
  for await (const row of rows) {
    all.push(row);
    if (all.length === most) break;
  }
  return all;
}

/** Answers a question for a page; undefined when that failed, which the head of the page says. */
export async function asked<T>(question: () => Promise<T>): Promise<T | undefined> {
  try {
    const answer = await question();
    trouble.value = undefined;
    return answer;
  } catch (error) {
    if (error instanceof ApiError && error.problem.status === 401) session.value = 'none';
    else trouble.value = error instanceof ApiError ? error.message : 'The dashboard does not answer: is it running?';
    return undefined;
  }
}

async function refresh(): Promise<void> {
  const now = await asked(() => client.get('deployment'));
  if (now === undefined) return;
  deployment.value = now;
  session.value = 'given';
  if (!now.isReady) return;
  const found = await asked(() =>
    Promise.all([
      take(client.all('areas')),
      take(client.all('aggregators')),
      take(client.all('settlements')),
      take(client.all('evidence')),
    ]),
  );
  if (found === undefined) return;
  [areas.value, aggregators.value, settlements.value, evidence.value] = found;
}

let pending: ReturnType<typeof setTimeout> | undefined;
/** Soon, and once for much that comes together. */
function refreshSoon(): void {
  pending ??= setTimeout(() => {
    pending = undefined;
    void refresh();
  }, SETTLE_MS);
}

async function follow(): Promise<void> {
  let lastEventId: string | undefined;
  for (;;) {
    if (session.value === 'given' && deployment.value?.isReady === true) {
      try {
        lastEventId ??= deployment.value.lastEvent;
        const onOpen = (): void => void (isLive.value = true);
        for await (const event of client.events({ lastEventId, onOpen })) {
          lastEventId = event.id;
          lastEvent.value = event;
          refreshSoon();
        }
      } catch (error) {
        // Of another archive: from now on.
        if (error instanceof ApiError && error.problem.status === 400) lastEventId = undefined;
      }
      isLive.value = false;
    }
    await new Promise((again) => setTimeout(again, RETRY_MS));
  }
}

/** With a token: a session; false if nobody has it. */
export async function signIn(token: string): Promise<boolean> {
  const response = await fetch('/session', { method: 'POST', headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) return false;
  await refresh();
  return true;
}

export async function signOut(): Promise<void> {
  await fetch('/session', { method: 'DELETE' });
  session.value = 'none';
  deployment.value = undefined;
}

/** A link may bring a token behind its #, which no server sees; it is taken out of the address at once. */
async function signInByLink(): Promise<void> {
  const token = /^#token=([\w-]+)$/.exec(location.hash)?.[1];
  if (token === undefined) return;
  history.replaceState(undefined, '', location.pathname);
  await signIn(token);
}

export async function begin(): Promise<void> {
  await signInByLink();
  if (session.value === 'unknown') await refresh();
  if (session.value === 'unknown' && trouble.value === undefined) session.value = 'none';
  effect(() => {
    document.title = deployment.value === undefined ? 'gridshare' : `${deployment.value.deployment} · gridshare`;
  });
  setInterval(() => {
    if (session.value !== 'none' && !document.hidden) void refresh();
  }, POLL_MS);
  void follow();
}

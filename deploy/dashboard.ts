/** The dashboard of `deploy/grafana/dashboard.json`, for Grafana 10 or later: one screen for an operator, one for the utility. */

interface Query {
  readonly expr: string;
  readonly legend: string;
}

interface Panel {
  readonly title: string;
  readonly text: string;
  readonly kind: 'stat' | 'timeseries';
  readonly unit: 'short' | 's' | 'bytes' | 'cps' | 'dateTimeFromNow' | 'percentunit';
  readonly queries: readonly Query[];
}

interface Row {
  readonly title: string;
  readonly panels: readonly Panel[];
}

const one = (expr: string, legend = '{{party}}'): readonly Query[] => [{ expr, legend }];

export const ROWS: readonly Row[] = [
  {
    title: 'All parties',
    panels: [
      {
        title: 'Ready',
        text: '1 is well. gridshare health says why one is not.',
        kind: 'stat',
        unit: 'short',
        queries: one('gridshare_ready'),
      },
      {
        title: 'Evidence',
        text: 'Signed contradictions that nobody has acknowledged. Anything above 0 is for a person.',
        kind: 'stat',
        unit: 'short',
        queries: one('gridshare_evidence'),
      },
      {
        title: 'Connected, and for how long',
        text: 'Of the connection as it is now.',
        kind: 'timeseries',
        unit: 's',
        queries: [{ expr: 'gridshare_connection_age_seconds * gridshare_connected', legend: '{{party}}' }],
      },
      {
        title: 'Certificates end',
        text: 'Parties renew theirs by themselves where the authority runs.',
        kind: 'stat',
        unit: 'dateTimeFromNow',
        queries: one('gridshare_certificate_end_seconds * 1000'),
      },
      {
        title: 'Age of the newest backup',
        text: 'One that proved itself.',
        kind: 'stat',
        unit: 's',
        queries: one('gridshare_backup_age_seconds'),
      },
      {
        title: 'Memory',
        text: 'A meter stays below 80 MB.',
        kind: 'timeseries',
        unit: 'bytes',
        queries: one('process_resident_memory_bytes'),
      },
      {
        title: 'Processor',
        text: 'Of one core.',
        kind: 'timeseries',
        unit: 'percentunit',
        queries: one('rate(process_cpu_seconds_total[5m])'),
      },
      {
        title: 'Waiting for the broker',
        text: 'Messages that could not be sent yet.',
        kind: 'timeseries',
        unit: 'short',
        queries: one('gridshare_messages_unsent'),
      },
    ],
  },
  {
    title: 'The utility',
    panels: [
      {
        title: 'Oldest window without a bill entry',
        text: 'How long it has been over; 0 if there is none.',
        kind: 'stat',
        unit: 's',
        queries: one('gridshare_settlement_age_seconds'),
      },
      {
        title: 'Intervals not closed',
        text: 'One or two an area are usual.',
        kind: 'timeseries',
        unit: 'short',
        queries: [
          { expr: 'gridshare_pages_unclosed', legend: 'not closed' },
          { expr: 'gridshare_areas_complaining', legend: 'areas whose next entry is not accepted' },
        ],
      },
      {
        title: 'Aggregators online',
        text: 'As the utility heard of them.',
        kind: 'stat',
        unit: 'short',
        queries: one('gridshare_aggregator_online', 'aggregator {{aggregator}}'),
      },
      {
        title: 'Sums taken in',
        text: 'Of aggregators, each second.',
        kind: 'timeseries',
        unit: 'cps',
        queries: one('rate(gridshare_totals_admitted_total[5m])'),
      },
    ],
  },
  {
    title: 'Aggregators',
    panels: [
      {
        title: 'Shares admitted',
        text: 'Each second, and those that it had already.',
        kind: 'timeseries',
        unit: 'cps',
        queries: [
          { expr: 'rate(gridshare_shares_admitted_total[5m])', legend: '{{party}}' },
          { expr: 'rate(gridshare_shares_duplicate_total[5m])', legend: '{{party}}, again' },
        ],
      },
      {
        title: 'Refused, by code',
        text: 'docs/protocol.md, 6.4, says what each code means.',
        kind: 'timeseries',
        unit: 'cps',
        queries: one('sum by (party, code) (rate(gridshare_refused_total[5m])) > 0', '{{party}} {{code}}'),
      },
      {
        title: 'Commits',
        text: 'The slowest of a hundred; every receipt waits for one.',
        kind: 'timeseries',
        unit: 's',
        queries: one('histogram_quantile(0.99, sum by (party, le) (rate(gridshare_commit_seconds_bucket[5m])))'),
      },
      {
        title: 'Backlog',
        text: 'Loads and bills that are released and not answered.',
        kind: 'timeseries',
        unit: 'short',
        queries: one('gridshare_releases_due'),
      },
      {
        title: 'Kept back by an own rule',
        text: 'What others certified, and this operator does not release.',
        kind: 'timeseries',
        unit: 'short',
        queries: one('increase(gridshare_releases_refused_total[1h])', '{{party}} {{rule}}'),
      },
      {
        title: 'Shares held',
        text: 'Of what is not settled; all others are erased.',
        kind: 'timeseries',
        unit: 'short',
        queries: one('gridshare_shares_held'),
      },
      {
        title: 'Age of the key that meters seal to',
        text: 'gridshare rotate makes the next one.',
        kind: 'stat',
        unit: 's',
        queries: one('gridshare_key_age_seconds'),
      },
    ],
  },
  {
    title: 'Brokers and meters',
    panels: [
      {
        title: 'Connections',
        text: 'Of embedded brokers.',
        kind: 'timeseries',
        unit: 'short',
        queries: one('gridshare_broker_connections'),
      },
      {
        title: 'Messages, by topic',
        text: 'Each second.',
        kind: 'timeseries',
        unit: 'cps',
        queries: one('rate(gridshare_broker_messages_total[5m])', '{{topic}}'),
      },
      {
        title: 'Refused by the broker',
        text: 'Each second.',
        kind: 'timeseries',
        unit: 'cps',
        queries: one('rate(gridshare_broker_refused_total[5m])', '{{what}}'),
      },
      {
        title: 'Readings that some aggregator lacks',
        text: 'Of meters that are scraped.',
        kind: 'timeseries',
        unit: 'short',
        queries: one('gridshare_readings_unstored', '{{instance}}'),
      },
    ],
  },
];

const COLUMNS = 24;
const PANEL = { w: 6, h: 7 } as const;
const DATASOURCE = { type: 'prometheus', uid: '${datasource}' } as const;

function panelOf({ title, text, kind, unit, queries }: Panel, id: number, x: number, y: number): object {
  const targets = queries.map(({ expr, legend }, at) => ({
    refId: String.fromCharCode('A'.charCodeAt(0) + at),
    datasource: DATASOURCE,
    expr,
    legendFormat: legend,
    instant: kind === 'stat',
    range: kind !== 'stat',
  }));
  const options =
    kind === 'stat'
      ? { reduceOptions: { calcs: ['lastNotNull'] }, textMode: 'auto', colorMode: 'none' }
      : { legend: { displayMode: 'list', placement: 'bottom' }, tooltip: { mode: 'multi' } };
  const gridPos = { ...PANEL, x, y };
  return {
    id,
    type: kind,
    title,
    description: text,
    datasource: DATASOURCE,
    gridPos,
    targets,
    options,
    ...field(unit),
  };
}

function field(unit: Panel['unit']): object {
  return { fieldConfig: { defaults: { unit, min: unit === 'dateTimeFromNow' ? null : 0 }, overrides: [] } };
}

function panels(): object[] {
  const made: object[] = [];
  let y = 0;
  for (const { title, panels: own } of ROWS) {
    made.push({
      id: made.length + 1,
      type: 'row',
      title,
      collapsed: false,
      panels: [],
      gridPos: { x: 0, y, w: 24, h: 1 },
    });
    y += 1;
    const perLine = COLUMNS / PANEL.w;
    for (const [at, panel] of own.entries())
      made.push(panelOf(panel, made.length + 1, (at % perLine) * PANEL.w, y + Math.floor(at / perLine) * PANEL.h));
    y += Math.ceil(own.length / perLine) * PANEL.h;
  }
  return made;
}

/** The file that Grafana imports. */
export function dashboardText(): string {
  const variable = { name: 'datasource', label: 'Prometheus', type: 'datasource', query: 'prometheus', hide: 0 };
  const dashboard = {
    uid: 'gridshare',
    title: 'gridshare',
    description:
      'Written by npm run grafana: change deploy/dashboard.ts. Counts and ages only; no reading is ever here.',
    tags: ['gridshare'],
    schemaVersion: 39,
    version: 1,
    editable: true,
    time: { from: 'now-24h', to: 'now' },
    refresh: '1m',
    timezone: 'browser',
    templating: { list: [variable] },
    panels: panels(),
  };
  return `${JSON.stringify(dashboard, null, 2)}\n`;
}

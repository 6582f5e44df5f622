/** `deploy/grafana`: each alert is tried by Prometheus' own tool, on series for which it must fire and on such for which it must not. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { ALERTS, alertsText } from '../deploy/alert-rules.ts';
import { ROWS, dashboardText } from '../deploy/dashboard.ts';
import { withFolder } from './gridshare.ts';
import { ROOT } from './typing.ts';

const hasPromtool = spawnSync('promtool', ['--version']).error === undefined;
const promtool = (...words: string[]) => {
  const { status, stdout, stderr } = spawnSync('promtool', words, { encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}` };
};

/** Values a minute for twelve hours, as promtool writes them. */
const DAY = 86_400;
const CASES: Readonly<Record<string, { series: string; fires: string; quiet: string }>> = {
  GridsharePartyDown: { series: 'up{job="gridshare", instance="gateway"}', fires: '0x720', quiet: '1x720' },
  GridsharePartyNotReady: { series: 'gridshare_ready{party="utility"}', fires: '0x720', quiet: '1x720' },
  GridshareNotConnected: { series: 'gridshare_connected{party="utility"}', fires: '0x720', quiet: '1x714 0x5' },
  GridshareEvidence: { series: 'gridshare_evidence{party="utility"}', fires: '0x700 1x20', quiet: '0x720' },
  GridshareSettlementLate: {
    series: 'gridshare_settlement_age_seconds{party="utility"}',
    fires: `${DAY}+60x720`,
    quiet: '0+60x720',
  },
  GridshareAreaComplains: { series: 'gridshare_areas_complaining{party="utility"}', fires: '1x720', quiet: '0x720' },
  GridshareWindowsEnd: { series: 'gridshare_windows_end_soon{party="utility"}', fires: '1x720', quiet: '0x720' },
  GridshareTariffsEnd: { series: 'gridshare_tariffs_end_soon{party="utility"}', fires: '1x720', quiet: '1x600 0x120' },
  GridshareAggregatorOffline: {
    series: 'gridshare_aggregator_online{party="utility", aggregator="2"}',
    fires: '0x720',
    quiet: '1x720',
  },
  GridshareReleasesStuck: {
    series: 'gridshare_releases_due{party="aggregator-1"}',
    fires: '3x720',
    quiet: '3x540 0x180',
  },
  GridshareReleasesRefused: {
    series: 'gridshare_releases_refused_total{party="aggregator-1", rule="floor"}',
    fires: '0x700 1x20',
    quiet: '5x720',
  },
  GridshareRefusals: {
    series: 'gridshare_refused_total{party="aggregator-1", code="not_authentic"}',
    fires: '0+60x720',
    quiet: '0+1x720',
  },
  GridshareCommitsSlow: {
    series: 'gridshare_commit_seconds_bucket{party="aggregator-1", le="5"}',
    fires: '0+60x720',
    quiet: '0x720',
  },
  GridshareInputsTurnedAway: {
    series: 'gridshare_inputs_turned_away_total{party="utility"}',
    fires: '0+9x720',
    quiet: '7x720',
  },
  GridshareBackupOverdue: { series: 'gridshare_backup_overdue{party="utility"}', fires: '1x720', quiet: '0x720' },
  GridshareCertificateEnds: {
    series: 'gridshare_certificate_end_seconds{party="utility"}',
    fires: `${13 * DAY}x720`,
    quiet: `${40 * DAY}x720`,
  },
  GridshareKeyOld: {
    series: 'gridshare_key_age_seconds{party="aggregator-1"}',
    fires: `${400 * DAY}+60x720`,
    quiet: '0+60x720',
  },
  GridshareReadingsUnstored: {
    series: 'gridshare_readings_unstored{party="meter"}',
    fires: '9x720',
    quiet: '9x600 1x120',
  },
  GridshareTakeovers: { series: 'gridshare_broker_takeovers_total{party="broker"}', fires: '0+1x720', quiet: '4x720' },
};

/** The other buckets of the histogram: nothing took less than a second, and nothing longer than five. */
const bucketsBeside = (series: string, values: string) =>
  series.includes('le="5"')
    ? [
        { series: series.replace('"5"', '"1"'), values: '0x720' },
        { series: series.replace('"5"', '"+Inf"'), values },
      ]
    : [];

test('what is committed is what it is made from', () => {
  expect(readFileSync(join(ROOT, 'deploy/grafana/alerts.yaml'), 'utf8')).toBe(alertsText());
  expect(readFileSync(join(ROOT, 'deploy/grafana/dashboard.json'), 'utf8')).toBe(dashboardText());
});

test('every alert is tried', () => {
  expect(Object.keys(CASES)).toEqual(ALERTS.map(({ name }) => name));
});

describe.skipIf(!hasPromtool)('by promtool', () => {
  test('the rules and every query of the dashboard are PromQL; control: what is none is refused', async () => {
    await withFolder((folder) => {
      const path = join(folder, 'rules.yaml');
      const check = (...expressions: string[]) => {
        const rules = expressions.map((expr, at) => ({ record: `r${at}`, expr }));
        writeFileSync(path, stringify({ groups: [{ name: 'dashboard', rules }] }));
        return promtool('check', 'rules', path).status;
      };
      expect(promtool('check', 'rules', join(ROOT, 'deploy/grafana/alerts.yaml')).status).toBe(0);
      expect(
        check(...ROWS.flatMap(({ panels }) => panels.flatMap(({ queries }) => queries.map(({ expr }) => expr)))),
      ).toBe(0);
      expect(check('rate(gridshare_ready)')).not.toBe(0);
      return Promise.resolve();
    });
  });

  test.each(ALERTS)('$name fires when it must, and only then', async ({ name, severity }) => {
    const { series, fires, quiet } = CASES[name]!;
    await withFolder((folder) => {
      const path = join(folder, 'test.yaml');
      const outcome = (values: string, isFiring: boolean) => {
        const labels = Object.fromEntries(
          [...series.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]),
        );
        const { le: _bucket, ...own } = labels;
        const tests = [
          {
            interval: '1m',
            input_series: [{ series, values }, ...bucketsBeside(series, values)],
            promql_expr_test: [
              {
                expr: `ALERTS{alertname="${name}", alertstate="firing"}`,
                eval_time: '719m',
                exp_samples: isFiring
                  ? [
                      {
                        labels: `ALERTS${labelsText({ alertname: name, alertstate: 'firing', severity, ...own })}`,
                        value: 1,
                      },
                    ]
                  : [],
              },
            ],
          },
        ];
        writeFileSync(
          path,
          stringify(
            { rule_files: [join(ROOT, 'deploy/grafana/alerts.yaml')], evaluation_interval: '5m', tests },
            { lineWidth: 0 },
          ),
        );
        return promtool('test', 'rules', path);
      };
      expect(outcome(fires, true)).toMatchObject({ status: 0 });
      expect(outcome(quiet, false)).toMatchObject({ status: 0 });
      // Control: the tool tells the two apart.
      expect(outcome(quiet, true).status).not.toBe(0);
      return Promise.resolve();
    });
  });
});

function labelsText(labels: Readonly<Record<string, string>>): string {
  return `{${Object.entries(labels)
    .map(([key, value]) => `${key}="${value}"`)
    .join(', ')}}`;
}

test('panels of the dashboard have places and ids of their own', () => {
  interface Panel {
    readonly id: number;
    readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  }
  const { panels } = JSON.parse(dashboardText()) as { panels: Panel[] };
  expect(panels.length).toBeGreaterThan(20);
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, at) => `${x + (at % w)}/${y + Math.floor(at / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
});

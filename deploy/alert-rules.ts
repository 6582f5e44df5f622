/** The alerts of `deploy/grafana/alerts.yaml`: what somebody has to do something about, and what. Limits are for quarters of an hour. */
import { stringify } from 'yaml';

export interface Alert {
  readonly name: string;
  readonly expr: string;
  /** How long it must have been so. */
  readonly lasting: string;
  readonly severity: 'critical' | 'warning';
  readonly summary: string;
  readonly action: string;
}

/** What honest parties hardly ever cause. */
const HOSTILE = 'not_authentic|hpke_decrypt_error|report_conflict|invalid_element|log_conflict|batch_overlap';

export const ALERTS: readonly Alert[] = [
  {
    name: 'GridsharePartyDown',
    expr: 'up{job="gridshare"} == 0',
    lasting: '5m',
    severity: 'critical',
    summary: '{{ $labels.instance }} does not answer',
    action: 'gridshare health and gridshare doctor, on its machine, say whether it runs and what keeps it.',
  },
  {
    name: 'GridsharePartyNotReady',
    expr: 'gridshare_ready == 0',
    lasting: '10m',
    severity: 'warning',
    summary: '{{ $labels.party }} runs, and is not at its work',
    action: 'gridshare health says in one line why.',
  },
  {
    name: 'GridshareNotConnected',
    expr: 'gridshare_connected == 0',
    lasting: '10m',
    severity: 'warning',
    summary: '{{ $labels.party }} is not connected to its broker',
    action: 'Look at broker, network and certificate: gridshare doctor.',
  },
  {
    name: 'GridshareEvidence',
    expr: 'gridshare_evidence > 0',
    lasting: '0m',
    severity: 'critical',
    summary: '{{ $labels.party }} holds proof that somebody signed two things that contradict each other',
    action: 'gridshare evidence list names the signer. Talk to its operator before anybody acknowledges it.',
  },
  {
    name: 'GridshareSettlementLate',
    expr: 'gridshare_settlement_age_seconds > 86400',
    lasting: '10m',
    severity: 'warning',
    summary: 'a billing window is over for more than a day and has no bill entry',
    action: 'gridshare settle --status says for whom it waits.',
  },
  {
    name: 'GridshareAreaComplains',
    expr: 'gridshare_areas_complaining > 0',
    lasting: '1h',
    severity: 'warning',
    summary: 'the next log entry of {{ $value }} areas is not accepted',
    action: 'gridshare settle --status has the reason.',
  },
  {
    name: 'GridshareWindowsEnd',
    expr: 'gridshare_windows_end_soon == 1',
    lasting: '1h',
    severity: 'warning',
    summary: 'the list of billing windows is nearly over',
    action:
      'gridshare billing extend, then restart the utility: afterwards it is too late, and months are no months any more.',
  },
  {
    name: 'GridshareTariffsEnd',
    expr: 'gridshare_tariffs_end_soon == 1',
    lasting: '1h',
    severity: 'warning',
    summary: 'a billing window to come has no tariff',
    action: 'gridshare tariff add the next revision before that window begins, then restart the utility.',
  },
  {
    name: 'GridshareAggregatorOffline',
    expr: 'gridshare_aggregator_online == 0',
    lasting: '30m',
    severity: 'warning',
    summary: 'aggregator {{ $labels.aggregator }} has not been heard of',
    action: 'Call its operator. Bills stay exact as long as the threshold and the quorum are there.',
  },
  {
    name: 'GridshareReleasesStuck',
    expr: 'min_over_time(gridshare_releases_due[6h]) > 0',
    lasting: '10m',
    severity: 'warning',
    summary: '{{ $labels.party }} owes totals for hours',
    action: 'gridshare doctor of it: its check backlog says what it lacks. Meters send it again by themselves.',
  },
  {
    name: 'GridshareReleasesRefused',
    expr: 'increase(gridshare_releases_refused_total[1h]) > 0',
    lasting: '0m',
    severity: 'warning',
    summary: '{{ $labels.party }} keeps back what others certified, by its own rule: {{ $labels.rule }}',
    action: 'Its floor is above that of the scheme, or somebody tries to learn too much. Compare both floors.',
  },
  {
    name: 'GridshareRefusals',
    expr: `sum by (party, code) (rate(gridshare_refused_total{code=~"${HOSTILE}"}[15m])) > 0.1`,
    lasting: '15m',
    severity: 'warning',
    summary: '{{ $labels.party }} refuses again and again: {{ $labels.code }}',
    action: 'Its log names topic and reason; docs/protocol.md, 6.4, says what each code means.',
  },
  {
    name: 'GridshareCommitsSlow',
    expr: 'histogram_quantile(0.99, sum by (party, le) (rate(gridshare_commit_seconds_bucket[10m]))) > 1',
    lasting: '10m',
    severity: 'warning',
    summary: 'the disk of {{ $labels.party }} takes more than a second for a commit',
    action: 'gridshare doctor measures a real fsync. Every receipt waits for one.',
  },
  {
    name: 'GridshareInputsTurnedAway',
    expr: 'increase(gridshare_inputs_turned_away_total[15m]) > 0',
    lasting: '15m',
    severity: 'warning',
    summary: '{{ $labels.party }} can not keep up with its store',
    action: 'Look at its disk. Nothing is lost: their senders repeat what was turned away.',
  },
  {
    name: 'GridshareBackupOverdue',
    expr: 'gridshare_backup_overdue == 1',
    lasting: '1h',
    severity: 'warning',
    summary: 'the newest backup of {{ $labels.party }} is older than its config allows',
    action: 'See why no backup was taken: docs/operating.md, "Backups on a schedule".',
  },
  {
    name: 'GridshareCertificateEnds',
    expr: 'gridshare_certificate_end_seconds - time() < 14 * 86400',
    lasting: '1h',
    severity: 'warning',
    summary: 'the certificate of {{ $labels.party }} ends in less than two weeks',
    action: 'gridshare renew, or let gridshare authority run, which does it by itself.',
  },
  {
    name: 'GridshareKeyOld',
    expr: 'gridshare_key_age_seconds > 400 * 86400',
    lasting: '1h',
    severity: 'warning',
    summary: 'meters have sealed to the same key of {{ $labels.party }} for over a year',
    action: 'gridshare rotate makes the next one; nothing stops for it.',
  },
  {
    name: 'GridshareReadingsUnstored',
    expr: 'min_over_time(gridshare_readings_unstored[6h]) > 8',
    lasting: '10m',
    severity: 'warning',
    summary: 'a meter has had readings for hours that some aggregator has not stored',
    action: 'gridshare doctor of the meter. Nothing is lost as long as its outbox is there.',
  },
  {
    name: 'GridshareTakeovers',
    expr: 'increase(gridshare_broker_takeovers_total[15m]) > 8',
    lasting: '0m',
    severity: 'warning',
    summary: 'somebody runs twice under one name',
    action: 'gridshare health of the broker names the client id. Stop the copy for good, and delete its folder.',
  },
];

/** The file that Prometheus reads. */
export function alertsText(): string {
  const rules = ALERTS.map(({ name, expr, lasting, severity, summary, action }) => ({
    alert: name,
    expr,
    for: lasting,
    labels: { severity },
    annotations: { summary, action },
  }));
  const head = '# Written by `npm run grafana`: change deploy/alert-rules.ts.\n';
  return `${head}${stringify({ groups: [{ name: 'gridshare', rules }] }, { lineWidth: 0 })}`;
}

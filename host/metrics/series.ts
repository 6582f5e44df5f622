/**
 * Every series that a party shows at `/metrics`: one closed list, from which the dashboard, the alerts and the table in
 * docs/operating.md are made or checked. Counts, ages and codes; never a value of anybody, and never a meter's id.
 */
import type { Role } from '../process/health-record.ts';

export interface Series {
  readonly name: string;
  readonly kind: 'gauge' | 'counter' | 'histogram';
  readonly help: string;
  /** Beside `party`, which all have. Values are of closed lists, or numbers of aggregators. */
  readonly labels: readonly ('version' | 'code' | 'rule' | 'aggregator' | 'topic' | 'what')[];
  readonly roles: readonly Role[];
}

const ALL: readonly Role[] = ['aggregator', 'utility', 'broker', 'meter', 'authority'];
const AT_BUS: readonly Role[] = ['aggregator', 'utility', 'meter'];
const STORES: readonly Role[] = ['aggregator', 'utility'];
const AGGREGATOR: readonly Role[] = ['aggregator'];
const UTILITY: readonly Role[] = ['utility'];
const BROKER: readonly Role[] = ['broker'];
const METER: readonly Role[] = ['meter'];

// prettier-ignore
export const SERIES = [
  { name: 'gridshare_info', kind: 'gauge', labels: ['version'], roles: ALL, help: '1, with the version that runs' },
  { name: 'gridshare_ready', kind: 'gauge', labels: [], roles: ALL, help: '1 if `gridshare health` calls it well, but for its backups' },
  { name: 'gridshare_problem', kind: 'gauge', labels: [], roles: ALL, help: '1 if something keeps it from its work; `gridshare health` says what' },
  { name: 'process_start_time_seconds', kind: 'gauge', labels: [], roles: ALL, help: 'When it started, Unix time' },
  { name: 'process_cpu_seconds_total', kind: 'counter', labels: [], roles: ALL, help: 'Processor time that it has taken' },
  { name: 'process_resident_memory_bytes', kind: 'gauge', labels: [], roles: ALL, help: 'Memory that it has' },
  { name: 'gridshare_connected', kind: 'gauge', labels: [], roles: AT_BUS, help: '1 if it is connected to the broker' },
  { name: 'gridshare_connection_age_seconds', kind: 'gauge', labels: [], roles: AT_BUS, help: 'How long that has been so, or not so' },
  { name: 'gridshare_messages_unsent', kind: 'gauge', labels: [], roles: AT_BUS, help: 'Messages that wait for the broker' },
  { name: 'gridshare_messages_dropped_total', kind: 'counter', labels: [], roles: AT_BUS, help: 'Messages for which no room was left; they are sent again when they are missed' },
  { name: 'gridshare_inputs_turned_away_total', kind: 'counter', labels: [], roles: AT_BUS, help: 'Messages that came while the store was too busy; their senders repeat them' },
  { name: 'gridshare_commit_age_seconds', kind: 'gauge', labels: [], roles: AT_BUS, help: 'How long ago the last commit was' },
  { name: 'gridshare_commit_seconds', kind: 'histogram', labels: [], roles: STORES, help: 'How long commits to the store take, with their fsync' },
  { name: 'gridshare_backup_age_seconds', kind: 'gauge', labels: [], roles: STORES, help: 'Age of the newest backup that proved itself; missing if there is none' },
  { name: 'gridshare_backup_overdue', kind: 'gauge', labels: [], roles: STORES, help: '1 if that is older than the config allows, or was never taken' },
  { name: 'gridshare_certificate_end_seconds', kind: 'gauge', labels: [], roles: [...AT_BUS, 'broker'], help: 'When its certificate ends, Unix time; missing without TLS' },
  { name: 'gridshare_refused_total', kind: 'counter', labels: ['code'], roles: STORES, help: 'Messages and shares that were refused, by code' },
  { name: 'gridshare_evidence', kind: 'gauge', labels: [], roles: STORES, help: 'Signed contradictions that its operator has not acknowledged' },
  { name: 'gridshare_shares_admitted_total', kind: 'counter', labels: [], roles: AGGREGATOR, help: 'Shares that were admitted: one for each reading' },
  { name: 'gridshare_shares_duplicate_total', kind: 'counter', labels: [], roles: AGGREGATOR, help: 'Shares that it had already' },
  { name: 'gridshare_shares_held', kind: 'gauge', labels: [], roles: AGGREGATOR, help: 'Shares of what is not settled' },
  { name: 'gridshare_receipts_total', kind: 'counter', labels: [], roles: AGGREGATOR, help: 'Receipts that were published' },
  { name: 'gridshare_releases_due', kind: 'gauge', labels: [], roles: AGGREGATOR, help: 'Loads and bills that the log releases and that are not answered here' },
  { name: 'gridshare_releases_refused_total', kind: 'counter', labels: ['rule'], roles: AGGREGATOR, help: 'Loads and bill entries of the log that its own rules keep it from releasing, since it started' },
  { name: 'gridshare_key_age_seconds', kind: 'gauge', labels: [], roles: AGGREGATOR, help: 'Age of the HPKE key that meters seal to' },
  { name: 'gridshare_totals_admitted_total', kind: 'counter', labels: [], roles: UTILITY, help: 'Sums of aggregators that were taken in' },
  { name: 'gridshare_aggregator_online', kind: 'gauge', labels: ['aggregator'], roles: UTILITY, help: '1 if it was heard of, and has not said that it leaves' },
  { name: 'gridshare_pages_unclosed', kind: 'gauge', labels: [], roles: UTILITY, help: 'Intervals that are over and not closed, in all areas; one or two an area are usual' },
  { name: 'gridshare_settlement_age_seconds', kind: 'gauge', labels: [], roles: UTILITY, help: 'How long the oldest window without a bill entry has been over; 0 if there is none' },
  { name: 'gridshare_areas_complaining', kind: 'gauge', labels: [], roles: UTILITY, help: 'Areas whose next log entry is refused or waits for more signatures; `gridshare settle --status` says why' },
  { name: 'gridshare_windows_end_soon', kind: 'gauge', labels: [], roles: UTILITY, help: '1 if the list of billing windows ends within two windows or 14 days; `gridshare billing extend`' },
  { name: 'gridshare_tariffs_end_soon', kind: 'gauge', labels: [], roles: UTILITY, help: '1 if a window within two windows or 14 days has no tariff, where earlier ones have; of dynamic ones within 6 hours' },
  { name: 'gridshare_broker_connections', kind: 'gauge', labels: [], roles: BROKER, help: 'Connections' },
  { name: 'gridshare_broker_messages_total', kind: 'counter', labels: ['topic'], roles: BROKER, help: 'Messages that were accepted, by name of the topic' },
  { name: 'gridshare_broker_deliveries_total', kind: 'counter', labels: [], roles: BROKER, help: 'Messages that were delivered' },
  { name: 'gridshare_broker_refused_total', kind: 'counter', labels: ['what'], roles: BROKER, help: 'What was refused' },
  { name: 'gridshare_broker_takeovers_total', kind: 'counter', labels: [], roles: BROKER, help: 'Second connections under one client id' },
  { name: 'gridshare_meters', kind: 'gauge', labels: [], roles: METER, help: 'Meters of this process' },
  { name: 'gridshare_readings_booked_total', kind: 'counter', labels: [], roles: METER, help: 'Readings that were booked' },
  { name: 'gridshare_readings_refused_total', kind: 'counter', labels: [], roles: METER, help: 'Readings that no interval can hold' },
  { name: 'gridshare_readings_unstored', kind: 'gauge', labels: [], roles: METER, help: 'Readings that some aggregator has not stored' },
  { name: 'gridshare_readings_outstanding', kind: 'gauge', labels: [], roles: METER, help: 'Readings that are on no bill yet' },
  { name: 'gridshare_cells_carried', kind: 'gauge', labels: [], roles: METER, help: 'Void cells whose energy waits to be booked again; the most of one meter' },
  { name: 'gridshare_authority_answers_total', kind: 'counter', labels: ['what'], roles: ['authority'], help: 'What was asked of the authority, and how it ended' },
] as const satisfies readonly Series[];

export type SeriesName = (typeof SERIES)[number]['name'];

/** One value of a series, as of now. */
export interface Measure {
  readonly series: SeriesName;
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A value without labels. */
export function measure(series: SeriesName, value: number | boolean): Measure {
  return { series, value: Number(value) };
}

/** A value of each member, under a label. */
export function measureEach(
  series: SeriesName,
  label: Series['labels'][number],
  values: Readonly<Record<string, number | boolean>>,
): Measure[] {
  return Object.entries(values).map(([name, value]) => ({ series, value: Number(value), labels: { [label]: name } }));
}

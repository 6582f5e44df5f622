/**
 * The examples of every command's help. Each runs as it stands, in order, in an empty folder; a test does it. What stands
 * before the command itself is its set-up.
 */
import type { CommandUnknownOpts } from '@commander-js/extra-typings';

const INIT = 'gridshare init';
const INIT_TLS = 'gridshare init --tls';
/** A grid that has settled a day. */
const SETTLED = 'gridshare demo --meters 20 --feeder --keep grid      # or any deployment that runs';
const UTILITY = 'grid/utility/config.yaml';
const FIRST = 'grid/aggregator-1/config.yaml';
const AUTHORITY = 'grid/ca/config.yaml';
const TARIFF =
  `echo '{"version":1,"id":"home","revision":1,"title":"Home","currency":"EUR","decimals":2,"timeZone":"Europe/Berlin","components":` +
  `[{"id":"energy","title":"Energy","kind":"flat","microPerKwh":300000,"vatPpm":190000}]}' > tariff.json`;
const ENROLLED = [
  INIT_TLS,
  `gridshare authority --config ${AUTHORITY}       # in a terminal of its own`,
  `gridshare token m-900 --config ${AUTHORITY} --out m-900.token`,
  'gridshare enroll m-900 --kit grid/ca/kit.json --token m-900.token',
];

/** By what follows `gridshare`. */
const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  '': [
    'gridshare demo                              # a hundred simulated homes, billed for a day',
    'gridshare demo --data homes.csv --days 7    # your own homes (meter_id,timestamp,wh)',
    'gridshare init grid --tls                   # a deployment: one folder per party',
    `gridshare aggregator --config ${FIRST}`,
    `gridshare utility --config ${UTILITY}`,
    `gridshare bills --config ${UTILITY}`,
    `gridshare doctor --config ${UTILITY}`,
    `gridshare revoke home-017 --config ${AUTHORITY}`,
  ],
  demo: [
    'gridshare demo',
    'gridshare demo --meters 3 --aggregators 2 --threshold 2',
    'gridshare demo --aggregators 5 --threshold 3 --fault lie=4',
    'gridshare demo --thief home-007@40',
  ],
  init: [
    'gridshare init                                             # a hundred simulated meters, folder grid',
    'gridshare init town --meters 200 --areas oak,elm --interval 1h --window 7d',
    'gridshare init strict --floor minMeters=60,minCrowd=40 --close-after 2h',
    'gridshare init field --tls --broker mqtts://grid.example.org',
    'gridshare init gateways --tls --mosquitto --bridges        # a broker for each operator, too',
    "printf 'm-001\\nm-002\\nm-003\\n' > meters.csv",
    'gridshare init mine --tls --meters-file meters.csv         # a token for each meter of yours',
  ],
  broker: [INIT, 'gridshare broker --config grid/broker/config.yaml'],
  aggregator: [INIT, `gridshare aggregator --config ${FIRST}`],
  utility: [INIT, `gridshare utility --config ${UTILITY}`],
  meter: [INIT, 'gridshare meter --config grid/meters/config.yaml'],
  'meter show': [SETTLED, 'gridshare meter show --meter home-07 --config grid/meters/config.yaml'],
  settle: [
    SETTLED,
    `gridshare settle --config ${UTILITY}`,
    `gridshare settle --status --config ${UTILITY}`,
    `gridshare settle --windows --from 2026-01-05 --config ${UTILITY}`,
  ],
  explain: [
    SETTLED,
    `gridshare explain home-07 --config ${UTILITY}`,
    'gridshare explain home-07 --config grid/meters/config.yaml    # the household: its own books',
    `gridshare explain 2026-01-05T06:15Z --config ${UTILITY}`,
  ],
  bill: [
    SETTLED,
    `gridshare bill home-07 --config ${UTILITY}`,
    `gridshare bill home-07 --html home-07.html --config ${UTILITY}    # to print: A4, one sheet`,
  ],
  bills: [
    SETTLED,
    `gridshare bills --config ${UTILITY}`,
    `gridshare bills --config ${UTILITY} --csv > bills.csv`,
    `gridshare bills --meter home-07 --from 2026-01-05 --json --config ${UTILITY}`,
    `gridshare bills --espi bills.xml --config ${UTILITY}`,
  ],
  load: [
    SETTLED,
    `gridshare load --config ${UTILITY}`,
    `gridshare load --config ${UTILITY} --json > load.json`,
    `gridshare load --from 2026-01-05T06:00Z --until 2026-01-05T08:00Z --config ${UTILITY}`,
    `gridshare load --summary --config ${UTILITY}`,
    `gridshare load --series --csv --config ${UTILITY} > series.csv    # every interval, for settlement`,
    `gridshare load --parquet load.parquet --config ${UTILITY}`,
    `gridshare load --espi load.xml --config ${UTILITY}`,
  ],
  balance: [
    SETTLED,
    `gridshare balance --config ${UTILITY}`,
    `gridshare balance --intervals --csv --config ${UTILITY}`,
  ],
  dashboard: [SETTLED, `gridshare dashboard --config ${UTILITY} --at 127.0.0.1:8482`],
  'access add': [
    INIT,
    `gridshare access add olga --role operator --config ${UTILITY}`,
    `gridshare access add council --days 30 --config ${UTILITY}`,
  ],
  'access list': [INIT, `gridshare access list --config ${UTILITY}`],
  'access remove': [
    INIT,
    `gridshare access add council --config ${UTILITY}`,
    `gridshare access remove council --config ${UTILITY}`,
  ],
  'tariff check': [INIT, TARIFF, 'gridshare tariff check tariff.json', `gridshare tariff check ${UTILITY}`],
  'tariff add': [INIT, TARIFF, `gridshare tariff add tariff.json --config ${UTILITY}`],
  'billing extend': [INIT, `gridshare billing extend --years 30 --config ${UTILITY}`],
  'tariff preview': [
    TARIFF,
    "printf 'meter_id,timestamp,wh\\nhome-1,2026-01-05T00:00:00Z,120\\nhome-1,2026-01-05T00:15:00Z,80\\n' > homes.csv",
    'gridshare tariff preview tariff.json --homes homes.csv',
  ],
  'meter bill': [SETTLED, 'gridshare meter bill --meter home-07 --config grid/meters/config.yaml'],
  source: [
    "printf 'time,1-0:1.8.0\\n2026-01-05T06:00:00Z,9570.775\\n' > samples.csv",
    'gridshare source csv:samples.csv',
    "gridshare source 'simulated:?seed=7&every=1' --count 3 --json",
  ],
  decode: [
    `echo 'grid/agg/1/status {"version":1,"deployment":"grid","type":"status","aggregator":1,"software":"0.1.0","state":"online"}' | gridshare decode`,
  ],
  tap: [
    'gridshare init --allow-debug',
    'gridshare broker --config grid/broker/config.yaml    # in a terminal of its own',
    `gridshare aggregator --config ${FIRST}`,
    `gridshare tap --config ${UTILITY} --count 2`,
    `gridshare tap --config ${UTILITY} --party meter-home-17 --seconds 2`,
    `gridshare tap --config ${UTILITY} --topic 'grid/agg/+/status' --json --count 1`,
  ],
  doctor: [SETTLED, `gridshare doctor --config ${UTILITY}`, 'gridshare doctor --config grid/meters/config.yaml --json'],
  health: [
    INIT,
    'gridshare broker --config grid/broker/config.yaml    # in a terminal of its own',
    'gridshare health --wait 10 --config grid/broker/config.yaml',
    'gridshare health --alive --json --config grid/broker/config.yaml',
  ],
  backup: [
    SETTLED,
    `gridshare backup --config ${FIRST} --to ledger.backup`,
    `gridshare backup --config ${FIRST} --prove ledger.backup`,
  ],
  restore: [
    SETTLED,
    `gridshare backup --config ${FIRST} --to ledger.backup`,
    `gridshare restore --config ${FIRST} --from ledger.backup`,
  ],
  export: [SETTLED, `gridshare export --config ${UTILITY} --to audit.jsonl`],
  verify: [
    SETTLED,
    `gridshare export --config ${UTILITY} --to audit.jsonl`,
    `gridshare export --config ${FIRST} --to log.jsonl`,
    'gridshare verify audit.jsonl --config grid/aggregator-2/config.yaml',
    'gridshare verify audit.jsonl log.jsonl --config grid/aggregator-2/config.yaml    # whether both are of one log',
  ],
  'evidence list': [SETTLED, `gridshare evidence list --config ${UTILITY}`],
  rotate: [
    INIT,
    `gridshare rotate --config ${FIRST}`,
    'gridshare rotate --config grid/aggregator-2/config.yaml --after 86400 --keep 7200',
    'gridshare rotate --config grid/aggregator-3/config.yaml --now',
  ],
  authority: [INIT_TLS, `gridshare authority --config ${AUTHORITY}`],
  token: [
    INIT_TLS,
    `gridshare token m-900 --config ${AUTHORITY} --out m-900.token`,
    "printf 'm-901\\nm-902,area-1\\n' > more.csv",
    `gridshare token --meters-file more.csv --config ${AUTHORITY} --out tokens`,
  ],
  issue: [
    INIT_TLS,
    `gridshare issue aggregator-2 grid/aggregator-2 --config ${AUTHORITY}`,
    `gridshare issue debug-me watcher --config ${AUTHORITY}`,
  ],
  'flash-kit': [
    INIT_TLS,
    "printf '!<arch>\\n' > gridshare_0.1.0-1_arm64.deb               # in earnest: npm run deb -- --arch arm64",
    'echo correct-horse > wifi.txt',
    `gridshare flash-kit m-901 --config ${AUTHORITY} --deb gridshare_0.1.0-1_arm64.deb --out m-901`,
    `gridshare flash-kit m-902 --config ${AUTHORITY} --deb gridshare_0.1.0-1_arm64.deb --out m-902 --wifi home --wifi-password-file wifi.txt --country AT`,
    `gridshare flash-kit m-903 --image bookworm --hours 72 --config ${AUTHORITY} --deb gridshare_0.1.0-1_arm64.deb --out m-903`,
    "printf 'm-904,area-1\\nm-905,area-1\\n' > street.csv",
    `gridshare flash-kit --meters-file street.csv --config ${AUTHORITY} --deb gridshare_0.1.0-1_arm64.deb --out kits`,
  ],
  enroll: ENROLLED,
  renew: [...ENROLLED, 'gridshare renew --config m-900/config.yaml'],
  move: [
    'gridshare init --areas oak,elm',
    'gridshare move home-017 elm --config grid/utility/config.yaml --meter-config grid/meters/config.yaml',
    INIT_TLS.replace('init', 'init field --areas oak,elm'),
    'gridshare move home-017 elm --config field/ca/config.yaml   # done when its device asks',
  ],
  revoke: [INIT_TLS, `gridshare revoke home-017 --config ${AUTHORITY}`],
};

/** Commands that have examples, by what follows `gridshare`. */
export const EXEMPLIFIED: readonly string[] = Object.keys(EXAMPLES);

/** Adds them to the help of a command and of all below it. */
export function addExamples(command: CommandUnknownOpts, name = ''): void {
  const lines = EXAMPLES[name];
  if (lines !== undefined) command.addHelpText('after', `\nExamples, in an empty folder:\n  ${lines.join('\n  ')}`);
  for (const below of command.commands) addExamples(below, `${name} ${below.name()}`.trim());
}

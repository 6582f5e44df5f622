/** `npm run grafana`: writes `deploy/grafana/`. `--check` fails when a committed file is another. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alertsText } from './alert-rules.ts';
import { dashboardText } from './dashboard.ts';

const FOLDER = join(import.meta.dirname, 'grafana');

const isCheck = process.argv.includes('--check');
if (!isCheck) mkdirSync(FOLDER, { recursive: true });
for (const [name, text] of [
  ['alerts.yaml', alertsText()],
  ['dashboard.json', dashboardText()],
] as const) {
  const path = join(FOLDER, name);
  if (!isCheck) writeFileSync(path, text);
  else if (readFileSync(path, 'utf8') !== text) {
    process.stderr.write(
      `deploy/grafana/${name} is not what it is made from: run \`npm run grafana\` and commit it.\n`,
    );
    process.exitCode = 1;
  }
}

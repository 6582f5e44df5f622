// A month's report of a utility: every area's peak, its windows, and the ten largest bills. Reads the API and nothing else.
import { ApiError, GridshareClient } from 'gridshare/client';

const client = new GridshareClient({
  url: process.env.GRIDSHARE_URL ?? 'http://127.0.0.1:8480',
  token: process.env.GRIDSHARE_TOKEN ?? '',
});

try {
  const { deployment, role, utility } = await client.get('deployment');
  console.log(`${deployment}, seen by ${role === 'operator' ? 'an operator' : 'a viewer'}. ${utility.text}`);

  for await (const area of client.all('areas')) {
    let peak;
    for await (const load of client.all('load', { area: area.area }))
      if (load.unit === 'Wh' && (peak?.totalUnits ?? -1) < (load.totalUnits ?? -1)) peak = load;
    const { verified, waiting } = area.bills;
    console.log(`${area.area}: ${area.meters} meters, ${verified} bills verified, ${waiting} waiting`);
    if (peak !== undefined) console.log(`  peak ${peak.totalUnits} Wh from ${peak.begin} to ${peak.end}`);
  }

  for await (const { area, begin, state, reason } of client.all('settlements'))
    console.log(`${area} from ${begin}: ${state} (${reason})`);

  const bills = [];
  for await (const bill of client.all('bills')) bills.push(bill);
  const sumOf = ({ lines }) => lines.reduce((sum, { totalUnits }) => sum + totalUnits, 0);
  for (const bill of bills.toSorted((one, other) => sumOf(other) - sumOf(one)).slice(0, 10))
    console.log(`${bill.meter}  ${sumOf(bill)} Wh  ${bill.status}`);
} catch (error) {
  if (!(error instanceof ApiError)) throw error;
  console.error(`The API says: ${error.message}`);
  process.exitCode = 1;
}

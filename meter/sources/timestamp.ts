/** Times as sources write them: ISO 8601 with its zone, or Unix time. What would have to be guessed is not read. */

const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):?(\d\d)?)$/;
const UNIX = /^(\d{9,10})(?:\.(\d{1,9}))?$/;
const UNIX_MS = /^\d{12,13}$/;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (MONTH_DAYS[month - 1] ?? 0);
}

/** Days from 1970-01-01 to the first day of a year. */
function daysBefore(year: number): number {
  const past = year - 1;
  const leaps = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
  return 365 * (year - 1970) + leaps - 477;
}

function fraction(digits: string | undefined): number {
  return Number((digits ?? '').padEnd(3, '0').slice(0, 3));
}

/** Unix milliseconds; undefined for what is no such time, or doesn't say its zone. */
export function parseTimestamp(text: string): number | undefined {
  if (UNIX_MS.test(text)) return Number(text);
  const unix = UNIX.exec(text);
  if (unix !== null) return Number(unix[1]) * 1000 + fraction(unix[2]);
  const match = ISO.exec(text);
  if (match === null) return undefined;
  const part = (at: number): number => Number(match[at] ?? 0);
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)];
  const isReal = year >= 1970 && month >= 1 && day >= 1 && day <= daysIn(year, month);
  if (!isReal || hour > 23 || minute > 59 || second > 59 || part(9) > 14 || part(10) > 59) return undefined;
  let days = daysBefore(year) + day - 1;
  for (let before = 1; before < month; before += 1) days += daysIn(year, before);
  const offset = (match[8] === '-' ? -1 : 1) * (part(9) * 3600 + part(10) * 60);
  return (days * 86_400 + hour * 3600 + minute * 60 + second - offset) * 1000 + fraction(match[7]);
}

/** Counts, durations and lists as sentences have them. No locale is asked, so that an output looks the same on every machine. */

/** 33813069 -> "33,813,069". Whole numbers only. */
export function formatCount(count: number | bigint): string {
  const digits = count.toString();
  return digits.replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** plural(1, 'page') -> "1 page", plural(1200, 'page') -> "1,200 pages". */
export function plural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** [1, 3] -> "aggregators 1, 3", [2] -> "aggregator 2". */
export function listOf(aggregators: readonly number[]): string {
  return `aggregator${aggregators.length === 1 ? '' : 's'} ${aggregators.join(', ')}`;
}

/** Two units at most: "850 ms", "12.3 s", "4 min 05 s", "2 h 03 min", "3 d 04 h". */
export function formatDuration(ms: number): string {
  if (Math.round(ms) < 1000) return `${Math.round(ms)} ms`;
  if (Math.round(ms / 100) < 600) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${twoDigits(seconds % 60)} s`;
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1440) return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`;
  const hours = Math.round(ms / 3_600_000);
  return `${formatCount(Math.floor(hours / 24))} d ${twoDigits(hours % 24)} h`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** What a meter shows at `/metrics` beside what every process does: how much waits for whom, and no value. */
import { type Measure, measure } from '../../host/metrics/series.ts';
import type { MeterMachine } from '../machine.ts';
import { backlogOf } from './report.ts';

export function meterMeasures(machine: MeterMachine): Measure[] {
  const { meters, readings, refusedReadings, unstored, outstanding, carriedCells } = backlogOf(machine);
  return [
    measure('gridshare_meters', meters),
    measure('gridshare_readings_booked_total', readings),
    measure('gridshare_readings_refused_total', refusedReadings),
    measure('gridshare_readings_unstored', unstored),
    measure('gridshare_readings_outstanding', outstanding),
    measure('gridshare_cells_carried', carriedCells),
  ];
}

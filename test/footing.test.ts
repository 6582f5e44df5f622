/** Loads and bills of a window that foot, and what is said where they do not. [P-7.6] */
import { describe, expect, test } from 'vitest';
import { viewArea } from '../utility/views/area-view.ts';
import type { WindowFigure } from '../utility/archive.ts';
import { Footing } from '../utility/settling/footing.ts';
import { UtilityMachine } from '../utility/machine.ts';
import { IMPORT } from './simulation/grid.ts';
import { Watched, at, useFolder, value } from './watched-grid.ts';

useFolder();

describe('[P-7.6] footing', () => {
  /** The footing of a run as it would be with other loads: `shiftWh` is added to the first page's. */
  function footings(run: Watched, shiftWh: number): WindowFigure[] {
    // One that has just started: what foots for good leaves a running one's memory.
    const { utilityParty, archive } = run.grid;
    const machine = new UtilityMachine(utilityParty, archive.restore(), archive.standing());
    const { log, bills, loads } = machine['areas'].get('area-1')!;
    const shifted = {
      figureAt: (interval: number, register: string) => {
        const figure = loads.figureAt(interval, register);
        return figure?.totalUnits === undefined || interval !== at(0)
          ? figure
          : { ...figure, totalUnits: figure.totalUnits + shiftWh };
      },
    };
    return new Footing(log, bills, shifted as typeof loads).news();
  }

  test('control: a load that is one watt-hour off does not foot', () => {
    const run = new Watched();
    for (let offset = 0; offset < 8; offset++) run.read(offset, (meter) => value(meter, offset));
    run.grid.wait(8_000);
    expect(footings(run, 0)).toMatchObject([{ state: 'footed', doesFoot: true }]);
    for (const shiftWh of [1, -1])
      expect(footings(run, shiftWh)).toMatchObject([
        { state: 'differs', doesFoot: false, reason: `${IMPORT}: bills and loads differ` },
      ]);
    run.close();
  });

  test('[P-7.6] loads are bills and remnants: the difference must be one that the remnants can hold', () => {
    const run = new Watched();
    for (let offset = 0; offset < 8; offset++)
      run.read(offset, (meter) => (meter === 0 && offset < 5 ? undefined : value(meter, offset)));
    run.grid.wait(8_000);
    // Three cells of meter 1.
    const remnantUnits = run.metered[0]!;
    expect(footings(run, 0)).toMatchObject([
      { state: 'footed', remnantMeters: 1, sums: [{ remnantUnits, remnantCells: 3 }] },
    ]);
    expect(footings(run, -remnantUnits)).toMatchObject([{ state: 'footed' }]);
    expect(footings(run, -remnantUnits - 1)).toMatchObject([{ state: 'differs', doesFoot: false }]);
    expect(footings(run, 3 * 40_000 - remnantUnits)).toMatchObject([{ state: 'footed' }]);
    expect(footings(run, 3 * 40_000 - remnantUnits + 1)).toMatchObject([{ state: 'differs' }]);
    run.close();
  });

  test('[P-8.4] every window settles by itself: a meter that is gone chains nothing', () => {
    const run = new Watched();
    const { grid } = run;
    for (let offset = 0; offset < 5; offset++) run.read(offset, (meter) => value(meter, offset));
    // Three cells of the next window, then meter 1 is gone.
    for (let offset = 5; offset < 24; offset++)
      run.read(offset, (meter) => (meter === 0 && offset >= 11 ? undefined : value(meter, offset)));
    grid.wait(8_000);
    expect(grid.windows.map(({ state, remnantMeters }) => [state, remnantMeters])).toEqual([
      ['footed', 0],
      ['footed', 1],
      ['footed', 0],
    ]);
    const view = viewArea(run.look());
    expect(view.windows.map(({ state }) => state).slice(0, 3)).toEqual(['billed', 'billed', 'billed']);
    expect(run.unaccounted()).toEqual([0, 0, 0, 0]);
    run.close();
  });
});

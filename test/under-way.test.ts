/** What is under way, as a person sees it: which pages and windows wait, for whom, and until when. [P-7.2, P-7.5] */
import { describe, expect, test } from 'vitest';
import { viewBill } from '../utility/views/bill-view.ts';
import { viewPage } from '../utility/views/page-view.ts';
import { viewArea, windowsOf } from '../utility/views/area-view.ts';
import { Watched, at, isOf, meterOf, useFolder, value } from './watched-grid.ts';

useFolder();

describe('what is under way', () => {
  test('[P-7.2] a page that is open, then closing: whose manifests are missing, until when, and what happens then', () => {
    const run = new Watched();
    const { grid } = run;
    run.read(0, (meter) => value(meter, 0), false);
    expect(viewPage(run.look(), at(1))).toMatchObject({ state: 'open', waitingFor: [] });
    const late = viewPage(run.look(), at(0));
    expect(late).toMatchObject({ state: 'closing', waitingFor: [] });
    expect(late.reason).toContain('late readings have until');
    grid.stopAggregator(2);
    grid.gridMs += 60_000;
    grid.settle();
    const closing = viewPage(run.look(), at(0));
    expect(closing).toMatchObject({ state: 'closing', waitingFor: [2] });
    expect(closing.reason).toContain('2 manifests of 3 in; until');
    grid.stopAggregator(3);
    grid.onDeliver = (message) => !message.topic.includes('/accepts/');
    grid.gridMs += 60_000;
    grid.settle();
    const announced = viewPage(run.look(), at(0));
    expect(announced).toMatchObject({ state: 'closing', waitingFor: [1, 2, 3] });
    expect(announced.reason).toMatch(/entry \d+ is announced: nobody has accepted it yet, 2 are needed/);
    expect(viewArea(run.look()).aggregators.map(({ isOnline }) => isOnline)).toEqual([true, false, false]);
    const stopped = viewPage(run.look(false), at(0));
    expect(stopped.reason).toContain('the utility is not running');
    grid.onDeliver = () => true;
    grid.resumeAggregator(3);
    grid.wait(8_000);
    expect(viewPage(run.look(), at(0))).toMatchObject({ state: 'closed', set: { certifiedBy: [1, 3] } });
    run.close();
  });

  test('[P-7.5] a window whose bill is due: which aggregators lack cells, of which meters', () => {
    const run = new Watched();
    const { grid } = run;
    for (let offset = 0; offset < 8; offset++) {
      // Aggregator 1 gets nothing of meter 2, aggregator 3 says nothing of what it holds.
      grid.onDeliver = (message, to) =>
        !(to === 'aggregator-1' && isOf('meter-2', message)) && !message.payload.includes('"type":"holdings"');
      run.read(offset, (meter) => value(meter, offset), offset < 7);
    }
    grid.gridMs += 119_000;
    grid.settle();
    grid.wait(4_000);
    const silent = viewArea(run.look()).windows[0]!;
    expect(silent).toMatchObject({ state: 'closing', waitingFor: [1, 2, 3] });
    expect(silent.reason).toContain('0 statements of 3');
    grid.onDeliver = (message, to) => !(to === 'aggregator-1' && isOf('meter-2', message));
    grid.wait(3_000);
    // Everybody else holds it: the bill is certified all the same, and aggregator 1 answers for the others.
    const area = run.look();
    expect(viewBill(area, meterOf(area, 1), windowsOf(area)[0]!)).toMatchObject({ state: 'billed', notAnswered: [1] });
    expect(viewArea(area).aggregators.map(({ unansweredBills }) => unansweredBills)).toEqual([1, 0, 0]);
    grid.onDeliver = () => true;
    grid.wait(30_000);
    run.expectAllBilled();
    run.close();
  });

  test('[P-7.5] a bill that is certified and not answered by enough: who has not', () => {
    const run = new Watched();
    const { grid } = run;
    grid.onDeliver = (message) =>
      !(
        message.topic === 'grid/utility/totals' &&
        message.payload.includes('"type":"bill"') &&
        !message.payload.includes('"aggregator":1,')
      );
    for (let offset = 0; offset < 8; offset++) run.read(offset, (meter) => value(meter, offset));
    grid.wait(4_000);
    const area = run.look();
    expect(viewArea(area).windows[0]).toMatchObject({ state: 'waiting', waitingFor: [2, 3] });
    expect(viewBill(area, meterOf(area, 0), windowsOf(area)[0]!)).toMatchObject({
      state: 'waiting',
      waitingFor: [2, 3],
      reason: '1 of 2 answers are in; aggregators 2, 3 have not answered',
    });
    grid.onDeliver = () => true;
    grid.wait(8_000);
    expect(viewArea(run.look()).windows[0]!.state).toBe('billed');
    run.expectAllBilled();
    run.close();
  });
});

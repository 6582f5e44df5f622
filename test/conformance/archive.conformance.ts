/** What every archive does, whatever is behind it: one suite for all of them. [P-6.2, P-7.6] */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MAX_ENTRIES_PER_MESSAGE } from '../../protocol/wire/limits.ts';
import type { ArchiveOp } from '../../utility/archive.ts';
import type { ArchiveStore } from '../../utility/host/archive-store.ts';
import { ARCHIVE_OPS, answer, bill, load, windowFigure } from './archive-ops.ts';
import { type Medium, checking, announcement, entryAt, refusalOf, sealedBill } from './medium.ts';

/** `failing`: of a control, the tests that must fail; no others are run then. */
export function describeArchive(
  name: string,
  newMedium: () => Medium<ArchiveStore>,
  failing?: readonly string[],
): void {
  const check = checking(failing);
  describe(`[P-7.6] the archive: ${name}`, () => {
    let medium: Medium<ArchiveStore>;
    let archive: ArchiveStore;
    beforeEach(async () => {
      medium = newMedium();
      archive = await medium.open();
    });
    afterEach(async () => {
      await archive.close();
      await medium.remove();
    });
    const reopen = async (): Promise<void> => {
      await archive.close();
      archive = await medium.open();
    };
    const restored = async () =>
      (await archive.restore())
        .map((area) => ({
          ...area,
          answers: area.answers.toSorted((one, other) => one.aggregator - other.aggregator),
        }))
        .toSorted((one, other) => (one.area < other.area ? -1 : 1));

    check('gives back the latest of every figure, all entries and answers', async () => {
      await archive.commit(ARCHIVE_OPS);
      await reopen();
      const [area, ...others] = await restored();
      expect(others).toEqual([]);
      expect(area).toMatchObject({
        area: 'area-1',
        entries: [entryAt(0), entryAt(1)],
        announcement,
        loads: [
          { interval: 6, status: 'empty' },
          { ...load, status: 'verified', totalUnits: 13, signers: [1, 2, 3] },
        ],
        bills: [{ ...bill, status: 'verified' }],
        windows: [windowFigure],
        sentBills: [{ index: 0, message: sealedBill, bills: [] }],
      });
      expect(area?.answers.map(({ aggregator, sums }) => [aggregator, [...sums]])).toEqual([
        [1, [1]],
        [2, [2]],
      ]);
    });

    check('a read sees every commit that has answered: entries in order, as many as fit into a message', async () => {
      const numbers = async (sequence: number, area = 'area-1'): Promise<number[]> => {
        const { entries } = await archive.read({ kind: 'entries', area, sequence, aggregator: 1 });
        return entries.map(({ entry }) => entry.sequence);
      };
      const count = MAX_ENTRIES_PER_MESSAGE + 5;
      for (let at = 0; at < count; at++) {
        await archive.commit([{ kind: 'entry', area: 'area-1', certified: entryAt(at) }]);
        expect(await numbers(at)).toEqual([at]);
      }
      expect(await numbers(0)).toEqual(Array.from({ length: MAX_ENTRIES_PER_MESSAGE }, (_, at) => at));
      expect(await numbers(count)).toEqual([]);
      expect(await numbers(0, 'elsewhere')).toEqual([]);
      expect(await restored()).toHaveLength(1);
    });

    if (failing === undefined)
      test.each<[what: string, bad: ArchiveOp]>([
        ['an entry', { kind: 'entry', area: 'area-1', certified: entryAt(1) }],
        ['an answer', answer(1)],
      ])('of a commit with %s that is there already nothing is stored', async (_what, bad) => {
        await archive.commit(ARCHIVE_OPS);
        const before = await restored();
        const fresh: ArchiveOp[] = [{ kind: 'load', area: 'area-1', figure: { ...load, interval: 9 } }, answer(3)];
        expect(await refusalOf(archive.commit([...fresh, bad]))).toBe('ERR_STORE_COMMIT');
        expect(await restored()).toEqual(before);
        await reopen();
        expect(await restored()).toEqual(before);
        // Control: without it they go in.
        await archive.commit(fresh);
        expect((await restored())[0]?.loads).toHaveLength(3);
      });

    check('[P-7.4] is blank until it has begun, is lost, or holds something; each for good', async () => {
      expect([await archive.isBlank(), (await archive.standing()).isRecovering]).toEqual([true, false]);
      await archive.begin();
      await reopen();
      expect([await archive.isBlank(), (await archive.standing()).isRecovering]).toEqual([false, false]);
      await archive.markLost();
      await reopen();
      expect([await archive.isBlank(), (await archive.standing()).isRecovering]).toEqual([false, true]);
    });

    check('[P-7.4] says which areas recover, and the store epochs', async () => {
      await archive.commit([
        { kind: 'recovering', area: 'area-1', isRecovering: true },
        { kind: 'recovering', area: 'area-2', isRecovering: false },
        { kind: 'store-epoch', aggregator: 1, storeEpoch: 2 },
        { kind: 'store-epoch', aggregator: 1, storeEpoch: 3 },
      ]);
      await reopen();
      expect(await archive.standing()).toEqual({
        isRecovering: false,
        areas: new Map([
          ['area-1', true],
          ['area-2', false],
        ]),
        storeEpochs: new Map([[1, 3]]),
        proofs: [],
      });
      // A lost one recovers everywhere.
      await archive.markLost();
      expect(await archive.standing()).toMatchObject({ isRecovering: true, areas: new Map() });
    });
  });
}

/** Something of everything that an archive keeps. */
import type { ArchiveOp, BillFigure, LoadFigure, WindowFigure } from '../../utility/archive.ts';
import { announcement, bytes, entryAt, sealedBill } from './medium.ts';

export const load: LoadFigure = {
  interval: 7,
  register: '1-0:1.8.0',
  status: 'unverified',
  totalUnits: 12,
  meters: 2,
  rosterMeters: 3,
  sequence: 1,
  setHash: 'h',
  signers: [1, 2],
  differing: [3],
  reason: 'r',
};
export const bill: BillFigure = {
  sequence: 2,
  from: 0,
  count: 8,
  index: 0,
  meter: 'm',
  status: 'verified',
  lines: [{ register: '1-0:1.8.0', rate: 'all', cells: 8, totalUnits: 80, microPerKwh: -5 }],
  setHash: 'h',
  signers: [1, 2, 3],
  differing: [],
  reason: 'fewIntervals',
};
export const windowFigure: WindowFigure = {
  sequence: 2,
  from: 0,
  count: 8,
  state: 'footed',
  doesFoot: true,
  reason: 'equal',
  remnantMeters: 0,
  waitingMeters: 0,
  sums: [{ register: '1-0:1.8.0', billedUnits: 13, loadUnits: 13, remnantUnits: 0, remnantCells: 0 }],
};

export function answer(aggregator: number): ArchiveOp {
  return {
    kind: 'answer',
    area: 'area-1',
    answer: { sequence: 1, aggregator, interval: 7, meters: '', storeEpoch: 1, digest: 'd', sums: bytes(aggregator) },
  };
}

export const ARCHIVE_OPS: readonly ArchiveOp[] = [
  { kind: 'announcement', area: 'area-1', announcement: { ...announcement, ballot: 1 } },
  { kind: 'announcement', area: 'area-1', announcement },
  { kind: 'entry', area: 'area-1', certified: entryAt(0) },
  { kind: 'entry', area: 'area-1', certified: entryAt(1) },
  answer(2),
  answer(1),
  { kind: 'load', area: 'area-1', figure: load },
  { kind: 'load', area: 'area-1', figure: { ...load, status: 'verified', totalUnits: 13, signers: [1, 2, 3] } },
  { kind: 'load', area: 'area-1', figure: { ...load, interval: 6, status: 'empty', totalUnits: undefined } },
  { kind: 'bill', area: 'area-1', figure: { ...bill, status: 'waiting', lines: [], signers: [] } },
  { kind: 'bill', area: 'area-1', figure: bill },
  { kind: 'window', area: 'area-1', figure: { ...windowFigure, state: 'differs', doesFoot: false } },
  { kind: 'window', area: 'area-1', figure: windowFigure },
  {
    kind: 'sealed-bill',
    area: 'area-1',
    sent: { index: 0, message: { ...sealedBill, nonce: 'AAAAAAAAAAAAAAAA' }, bills: [] },
  },
  { kind: 'sealed-bill', area: 'area-1', sent: { index: 0, message: sealedBill, bills: [] } },
  { kind: 'evidence', area: 'area-1', text: 'two sums' },
];

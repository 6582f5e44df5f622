/** What the API answers of one figure: a bill, a load, a window. Nothing is in it that was not released. [P-7.6] */
import type { Bill, Certified, Contradiction, Invoice, Load, Settlement } from '../../../schemas/api/api-types.ts';
import {
  type BillSurroundings,
  type Contradiction as ContradictionView,
  contradictionsOf,
} from '../../views/contradictions.ts';
import type { ListedBill, ListedLoad } from '../../views/figure-list.ts';
import type { Invoice as InvoiceView } from '../../views/invoice-list.ts';
import type { Certified as CertifiedView } from '../../views/log-index.ts';
import type { WatchedWindow } from '../../views/watched-area.ts';

function setOf(set: CertifiedView | undefined): { readonly set?: Certified } {
  return set === undefined ? {} : { set: { ...set, certifiedBy: [...set.certifiedBy] } };
}

function invoiceAnswer({ number, kind, revision, run, of, reason, money }: InvoiceView): Invoice {
  return {
    number,
    kind,
    revision,
    run,
    ...(of === undefined ? {} : { of }),
    ...(reason === undefined ? {} : { reason }),
    ...(money === undefined ? {} : { money }),
  };
}

function contradictionAnswer({ kind, text, sides }: ContradictionView): Contradiction {
  return { kind, text, sides: sides.map(({ parties, says }) => ({ parties: [...parties], says })) };
}

/** `around`: of the bill's window, where it is known. */
export function billAnswer(bill: ListedBill, around: BillSurroundings | undefined): Bill {
  const { money, number, revision } = bill;
  const { area, meter, keyEpoch, from, count, begin, end, status, reason, of, suspicion, set } = bill;
  return {
    area,
    meter,
    keyEpoch,
    from,
    count,
    begin,
    end,
    status,
    reason,
    lines: bill.lines.map(({ register, rate, cells, totalUnits, unit, microPerKwh }) => {
      return { register, rate, cells, totalUnits, unit, microPerKwh };
    }),
    ...(money === undefined ? {} : { money }),
    ...(number === undefined ? {} : { number }),
    ...(revision === undefined ? {} : { revision }),
    ...(set === undefined ? {} : { run: set.sequence }),
    earlier: bill.earlier.map(invoiceAnswer),
    of,
    signers: [...bill.signers],
    differing: [...bill.differing],
    ...(suspicion === undefined ? {} : { suspicion }),
    contradictions: around === undefined ? [] : contradictionsOf(bill, around).map(contradictionAnswer),
    ...setOf(set),
  };
}

export function loadAnswer(load: ListedLoad): Load {
  const { area, interval, begin, end, register, unit, status, reason, totalUnits, meters, of, set } = load;
  return {
    area,
    interval,
    begin,
    end,
    register,
    unit,
    status,
    reason,
    ...(totalUnits === undefined ? {} : { totalUnits }),
    meters,
    of,
    signers: [...load.signers],
    differing: [...load.differing],
    ...setOf(set),
  };
}

export function settlementAnswer({ view, reason }: WatchedWindow): Settlement {
  const { area, from, count, begin, end, state, pages, bills, footing, set } = view;
  return {
    area,
    from,
    count,
    begin,
    end,
    state,
    reason,
    waitingFor: [...view.waitingFor],
    pages: { ...pages },
    bills: { ...bills },
    footing: {
      state: footing.state,
      reason: footing.reason,
      remnantMeters: footing.remnantMeters,
      sums: footing.sums.map(({ register, unit, billedUnits, loadUnits, remnantUnits, remnantCells }) => {
        return { register, unit, billedUnits, loadUnits, remnantUnits, remnantCells };
      }),
    },
    ...setOf(set),
  };
}

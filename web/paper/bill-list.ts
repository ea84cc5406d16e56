import { BILL_KIND_NAMES, type BillRow } from '../../modules/materials/contract.ts';
import { capitalYuan, dayZh, yuan } from './words.ts';

/** The bills of a pouch that may be claimed (M6), as they are handed in with a claim. */
export type BillListSlip = {
  readonly office: string;
  readonly human: { readonly name: string; readonly phone: string };
  readonly givenDay: string;
  readonly resident: string;
  readonly from: string;
  readonly to: string;
  /** Oldest first; each with its own part known, for only those may be claimed. */
  readonly bills: readonly Pick<BillRow, 'day' | 'kind' | 'place' | 'number' | 'total' | 'selfPaid'>[];
};

/** As `bill-list.typ` takes it. */
export const billListWords = ({ office, human, givenDay, resident, from, to, bills }: BillListSlip) => {
  const sum = (of: readonly (string | null)[]): bigint => of.reduce((all, one) => all + BigInt(one ?? 0), 0n);
  const kinds = [...new Set(bills.map(({ kind }) => kind))].map((kind) => ({
    name: BILL_KIND_NAMES[kind].zh,
    count: String(bills.filter((bill) => bill.kind === kind).length),
    selfPaid: yuan(sum(bills.filter((bill) => bill.kind === kind).map(({ selfPaid }) => selfPaid))),
  }));
  const selfPaid = sum(bills.map((bill) => bill.selfPaid));
  return {
    office,
    human,
    resident,
    from: dayZh(from).split(' ')[0],
    to: dayZh(to).split(' ')[0],
    given: dayZh(givenDay),
    rows: bills.map((bill) => ({
      day: bill.day,
      kind: BILL_KIND_NAMES[bill.kind].zh,
      place: bill.place,
      number: bill.number,
      total: yuan(BigInt(bill.total)),
      selfPaid: yuan(BigInt(bill.selfPaid ?? 0)),
    })),
    kinds,
    count: String(bills.length),
    total: yuan(sum(bills.map((bill) => bill.total))),
    selfPaid: yuan(selfPaid),
    capital: capitalYuan(selfPaid),
  };
};

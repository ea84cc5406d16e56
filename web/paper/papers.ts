import type { Text } from '../../kernel/result.ts';
import {
  type CONSENT_KINDS,
  type Limit,
  MATERIAL_FORM_NAMES,
  type Material,
  STAGE_NAMES,
  type Stage,
} from '../../modules/catalogue/contract.ts';
import type { MaterialsNotice, Missing } from '../../modules/catalogue/domain.ts';
import { type Paper, qrSvg } from '../../platform/paper/index.ts';
import { type BillListSlip, billListWords } from './bill-list.ts';
import { type OwnListSlip, ownListWords } from './own-list.ts';
import { capitalYuan, dayEn, dayZh, instantZh, yuan } from './words.ts';

/** The papers that Daiban prints. Each takes what the case knows and answers a PDF (A4, 16 pt and larger, for people who see badly). */

/** On every paper: the office, the number to quote, and a person who answers the phone. */
type Head = { readonly office: string; readonly code: string; readonly human: { readonly name: string; readonly phone: string } };
/** 王阿婆 / Mrs Wang: as the person is called at the counter. */
type Resident = Text;

export type ReceiptSlip = Head & {
  readonly resident: Resident;
  readonly item: Text;
  /** Instant at which it was taken in. */
  readonly receivedAt: string;
  /** Day, `2026-12-03`. */
  readonly promisedDay: string;
  readonly stages: readonly Stage[];
  readonly present: Stage;
  readonly handedIn: readonly { readonly name: string; readonly form: Material['form']; readonly copies: number }[];
  readonly toFollow: readonly { readonly name: string; readonly byDay: string }[];
  /** Address of the look-up page with its random code. */
  readonly lookUpUrl: string;
  /** What proves who asks, beside the number. */
  readonly proof: 'phone_tail' | 'birthday';
};

export type OneTimeNotice = Head & {
  readonly resident: Resident;
  readonly item: Text;
  readonly notice: Pick<MaterialsNotice, 'missing' | 'ours'>;
  readonly promised: Limit;
  readonly givenDay: string;
  /** How the papers may reach us: “交给船老大带来也行”. */
  readonly how: string | null;
};

export type Mandate = Head & {
  readonly principal: { readonly name: string; readonly idNumber: string };
  readonly agent: { readonly name: string; readonly relation: string };
  readonly matters: readonly string[];
  readonly scope: readonly string[];
  /** What the agent may not do. */
  readonly limits: readonly string[];
  readonly fromDay: string;
  /** null = until the matter is done. */
  readonly untilDay: string | null;
  readonly place: string;
  readonly consent: (typeof CONSENT_KINDS)[number];
  readonly witness: string | null;
  /** May the agent pass it on (民法典 169). */
  readonly mayRedelegate: boolean;
};

export type CustodyReceipt = Head & {
  readonly parcel: string;
  readonly what: string;
  readonly giver: string;
  readonly taker: string;
  readonly place: string;
  readonly at: string;
  /** null: ticked by hand at the hand-over */
  readonly seal: 'sealed' | 'open' | null;
  readonly stops: readonly { readonly name: string; readonly note: string; readonly state: 'done' | 'now' | 'next' }[];
  /** Notes and coins, largest first; null = no money. */
  readonly cash: readonly { readonly fen: bigint; readonly pieces: number }[] | null;
  readonly url: string;
};

export type RatingSlip = Head & {
  readonly item: Text;
  readonly doneDay: string;
  readonly staff: string;
  readonly rateUrl: string;
  /** Working days within which a bad rating is called back. */
  readonly callBackDays: number;
};

export type Papers = {
  readonly receipt: (data: ReceiptSlip) => Promise<Buffer>;
  readonly notice: (data: OneTimeNotice) => Promise<Buffer>;
  readonly mandate: (data: Mandate) => Promise<Buffer>;
  readonly custody: (data: CustodyReceipt) => Promise<Buffer>;
  readonly rating: (data: RatingSlip) => Promise<Buffer>;
  readonly ownList: (data: OwnListSlip) => Promise<Buffer>;
  readonly billList: (data: BillListSlip) => Promise<Buffer>;
};

export const papersOn = (paper: Paper): Papers => ({
  receipt: (data) => paper.renderPdf('web/paper/receipt.typ', receiptWords(data)),
  notice: (data) => paper.renderPdf('web/paper/notice.typ', noticeWords(data)),
  mandate: (data) => paper.renderPdf('web/paper/mandate.typ', mandateWords(data)),
  custody: (data) => paper.renderPdf('web/paper/custody.typ', custodyWords(data)),
  rating: (data) => paper.renderPdf('web/paper/rating.typ', ratingWords(data)),
  ownList: (data) => paper.renderPdf('web/paper/own-list.typ', ownListWords(data)),
  billList: (data) => paper.renderPdf('web/paper/bill-list.typ', billListWords(data)),
});

const head = ({ office, code, human }: Head) => ({ office, code, human });
const formNote = (form: Material['form'], copies: number): string => `${MATERIAL_FORM_NAMES[form].zh}${copies > 1 ? `，${copies} 份` : ''}`;
const UNITS: Readonly<Record<Limit['unit'], string>> = { working_day: '个工作日', day: '天', month: '个月' };
const within = ({ n, unit }: Limit): string => `${n} ${UNITS[unit]}`;

const receiptWords = (data: ReceiptSlip) => {
  const now = data.stages.indexOf(data.present);
  return {
    ...head(data),
    resident: data.resident,
    item: data.item,
    received: instantZh(data.receivedAt),
    promised: { zh: dayZh(data.promisedDay), en: dayEn(data.promisedDay) },
    stops: data.stages.map((stage, i) => ({
      name: STAGE_NAMES[stage].zh,
      note: STAGE_NAMES[stage].en,
      state: i < now ? 'done' : i === now ? 'now' : 'next',
    })),
    handedIn: data.handedIn.map(({ name, form, copies }) => ({ name, note: formNote(form, copies) })),
    toFollow: data.toFollow.map(({ name, byDay }) => ({ name, extra: [`${dayZh(byDay)} 以前补来就行`] })),
    lookUp: {
      qr: qrSvg(data.lookUpUrl),
      proof: data.proof === 'phone_tail' ? '手机号后四位' : '出生年月日',
      proofEn: data.proof === 'phone_tail' ? 'the last four digits of your phone' : 'your date of birth',
    },
  };
};

const WHY: Readonly<Record<Missing['why'], string | null>> = {
  not_given: null,
  unreadable: '上次交来的看不清，请换一份清楚的。',
  wrong: '上次交来的不是这一份，请换一份。',
};

const alternativeWords = ({ name, note }: Material['alternatives'][number]): string => `${name.zh}${note === null ? '' : `（${note.zh}）`}`;

const missingWords = ({ material, why }: Missing) => ({
  name: material.name.zh,
  note: formNote(material.form, material.copies),
  extra: [
    WHY[why],
    material.standard !== null && `要求：${material.standard.zh}。`,
    material.alternatives.length > 0 && `没有的话，${material.alternatives.map(alternativeWords).join('、')}也行。`,
    material.mayFollow !== null && `一时拿不出，可以先受理，${within(material.mayFollow)}内补来。`,
  ].filter((line) => typeof line === 'string'),
});

const noticeWords = (data: OneTimeNotice) => {
  const n = data.notice.missing.length;
  return {
    ...head(data),
    resident: data.resident,
    item: data.item,
    count: String(n),
    countEn: `${n} ${n === 1 ? 'paper is' : 'papers are'} missing`,
    missing: data.notice.missing.map(missingWords),
    ours: data.notice.ours.map(({ name }) => name.zh),
    promise: data.promised.n === 0 ? '当场办好' : `${within(data.promised)}内办好`,
    how: data.how,
    given: dayZh(data.givenDay),
  };
};

const CONSENT_WORDS: Readonly<Record<(typeof CONSENT_KINDS)[number], string>> = {
  signature: '本人签名或按手印',
  voice: '本人口头同意，已录音',
  video: '本人视频里同意，已录像',
  witness: '本人当面同意，有人见证',
  remote_message: '本人发消息同意，原消息已保存',
};

const mandateWords = (data: Mandate) => ({
  ...head(data),
  principal: `${data.principal.name}  ${data.principal.idNumber}`,
  agent: `${data.agent.name}（${data.agent.relation}）`,
  matters: data.matters.join('；'),
  scope: data.scope,
  limits: data.limits,
  from: dayZh(data.fromDay),
  until: data.untilDay === null ? null : dayZh(data.untilDay),
  place: data.place,
  consent: CONSENT_WORDS[data.consent],
  witness: data.witness ?? '没有',
  redelegation: data.mayRedelegate ? '受托人临时有事，可以转托同站的代办员，并告诉委托人。' : '受托人不得转托别人。',
});

const SEAL_WORDS = { sealed: '封好，封口完整', open: '没有封，当面看过', by_hand: '□ 封好，封口完整　□ 没有封，当面看过' } as const;

const custodyWords = (data: CustodyReceipt) => ({
  ...head(data),
  parcel: data.parcel,
  what: data.what,
  giver: data.giver,
  taker: data.taker,
  place: data.place,
  time: instantZh(data.at),
  seal: SEAL_WORDS[data.seal ?? 'by_hand'],
  stops: data.stops,
  qr: qrSvg(data.url),
  cash: data.cash === null ? null : cashWords(data.cash),
});

const cashWords = (cash: readonly { readonly fen: bigint; readonly pieces: number }[]) => {
  const total = cash.reduce((sum, { fen, pieces }) => sum + fen * BigInt(pieces), 0n);
  return {
    rows: cash.map(({ fen, pieces }) => ({ value: yuan(fen), pieces: String(pieces), sum: yuan(fen * BigInt(pieces)) })),
    total: yuan(total),
    words: capitalYuan(total),
  };
};

/** 好差评, five grades, best first (国办发〔2019〕51号). */
const GRADES: readonly Text[] = [
  { zh: '非常满意', en: 'Very satisfied' },
  { zh: '满意', en: 'Satisfied' },
  { zh: '基本满意', en: 'Fairly satisfied' },
  { zh: '不满意', en: 'Dissatisfied' },
  { zh: '非常不满意', en: 'Very dissatisfied' },
];

const ratingWords = (data: RatingSlip) => ({
  ...head(data),
  item: data.item,
  done: dayZh(data.doneDay),
  staff: data.staff,
  grades: GRADES,
  rate: { qr: qrSvg(data.rateUrl) },
  callBack: `${data.callBackDays} 个工作日内有人给您回电话`,
});

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { id } from '../../kernel/contract.ts';
import type { Refusal } from '../../kernel/result.ts';
import { dayOf } from '../../kernel/time.ts';
import { page as casePage, receipt as caseReceipt } from '../../modules/cases/contract.ts';
import type { ItemVersion } from '../../modules/catalogue/contract.ts';
import { ownList } from '../../modules/discovery/contract.ts';
import { pouch, SCOPE_NAMES } from '../../modules/materials/contract.ts';
import { sites } from '../../modules/network/contract.ts';
import { common } from '../../platform/executor/refusals.ts';
import { actorOf } from '../../platform/http/actor.ts';
import { type ApiParts, runReader } from '../../platform/http/api.ts';
import { isRefusal, sendRefusal } from '../../platform/http/problem.ts';
import type { Paper } from '../../platform/paper/index.ts';
import { type Papers, papersOn } from './papers.ts';

export type PaperParts = {
  readonly api: Pick<ApiParts, 'registry' | 'pool' | 'services' | 'identify' | 'posts'>;
  readonly paper: Paper;
  /** Where residents look things up, without a slash at the end: the QR code leads to `<publicUrl>/m/<code>`. */
  readonly publicUrl: string;
};

type CasePage = z.output<typeof casePage.answer>;
type Receipt = z.output<typeof caseReceipt.answer>;
type OwnList = z.output<typeof ownList.answer>;
type Pouch = z.output<typeof pouch.answer>;

const asked = z.object({
  id,
  kind: z.enum(['receipt', 'notice', 'mandate', 'custody']),
  /** A link can't send the header that names the acting post. */
  post: id.optional(),
  /** custody: which parcel; mandate: which consent (the newest in force if absent) */
  parcel: id.optional(),
  consent: id.optional(),
});

const askedOf = z.object({ id, post: id.optional() });
const askedOfBills = askedOf.extend({ span: z.enum(['year', 'months12']).default('year') });

const nothing = {
  ownList: {
    code: 'paper_own_list_empty',
    zh: '清单上还没有什么，先问几句再打印',
    en: 'There is nothing on the list yet; ask a few questions first.',
  },
  bills: {
    code: 'paper_no_bills',
    zh: '这段时间没有可以报的票，先在票据袋里补好',
    en: 'No bill of this span may be claimed yet. Put that right in the pouch first.',
  },
  notice: { code: 'paper_nothing_missing', zh: '材料不缺了，不用告知书', en: 'Nothing is missing; no notice is needed.' },
  due: {
    code: 'paper_no_promised_day',
    zh: '受理以后才有回执；承诺的日子还没有定下来',
    en: 'The receipt comes with acceptance; the promised day is not known yet.',
  },
  consent: {
    code: 'paper_no_consent',
    zh: '还没有本人的授权，没有委托书可打',
    en: 'There is no consent yet, so there is no mandate to print.',
  },
  parcel: { code: 'paper_no_parcel', zh: '这个办件没有这样的物件', en: 'This case has no such parcel.' },
} as const satisfies Record<string, Refusal>;

const bothWays = (name: string | null) => ({ zh: name ?? '本人', en: name ?? 'the person' });
const materialOf = (item: ItemVersion, key: string) =>
  item.materials.find((one) => one.key === key || one.alternatives.some((other) => other.key === key));

type Head = { readonly office: string; readonly code: string; readonly human: { readonly name: string; readonly phone: string } };

const receiptOf = (papers: Papers, head: Head, page: CasePage, receipt: Receipt, publicUrl: string): Promise<Buffer> | Refusal => {
  if (receipt.due === null) return nothing.due;
  return papers.receipt({
    ...head,
    resident: bothWays(receipt.resident),
    item: receipt.item,
    receivedAt: receipt.openedAt,
    promisedDay: receipt.due,
    stages: page.item.stages.map(({ stage }) => stage),
    present: page.case.stage,
    handedIn: page.materials.given
      .filter(({ state }) => state === 'given' || state === 'accepted')
      .map((one) => {
        const material = materialOf(page.item, one.key);
        return { name: one.name.zh, form: material?.form ?? 'original', copies: material?.copies ?? 1 };
      }),
    toFollow: page.materials.promised.flatMap(({ name, due, curedAt }) =>
      due === null || curedAt !== null ? [] : [{ name: name.zh, byDay: due }],
    ),
    lookUpUrl: `${publicUrl}/m/${receipt.publicCode}`,
    proof: 'phone_tail',
  });
};

const noticeOf = (papers: Papers, head: Head, page: CasePage): Promise<Buffer> | Refusal => {
  const missing = page.materials.missing.flatMap(({ key, why }) => {
    const material = page.item.materials.find((one) => one.key === key);
    return material ? [{ material, why }] : [];
  });
  if (missing.length === 0) return nothing.notice;
  const ours = page.item.materials.filter(({ key }) => page.materials.ours.some((one) => one.key === key));
  return papers.notice({
    ...head,
    resident: bothWays(page.case.resident.name),
    item: page.item.name,
    notice: { missing, ours },
    promised: page.item.limits.promised,
    givenDay: dayOf(page.notices.at(-1)?.at ?? new Date().toISOString()),
    how: null,
  });
};

const mandateOf = (papers: Papers, head: Head, page: CasePage, wanted: string | undefined): Promise<Buffer> | Refusal => {
  const consent = page.consents.findLast((one) =>
    wanted === undefined ? one.revokedAt === null && one.endedAt === null : one.id === wanted,
  );
  if (consent === undefined) return nothing.consent;
  return papers.mandate({
    ...head,
    // The number is written in by hand at the signature: it is not opened for a print-out.
    principal: { name: page.case.resident.name ?? '', idNumber: '____________________' },
    agent: { name: consent.grantee.name, relation: consent.grantee.relation ?? '代办员' },
    matters: [page.item.name.zh],
    scope: consent.scopes.map((scope) => SCOPE_NAMES[scope].zh),
    limits: ['不得超出以上事项和权限', '不得替本人处分财产'],
    fromDay: dayOf(consent.from),
    untilDay: consent.until === null ? null : dayOf(consent.until),
    place: page.case.site.name ?? '',
    consent: consent.kind,
    witness: null,
    mayRedelegate: false,
  });
};

const custodyOf = (
  papers: Papers,
  head: Head,
  page: CasePage,
  wanted: string | undefined,
  publicUrl: string,
): Promise<Buffer> | Refusal => {
  const parcel = page.parcels.find((one) => one.id === wanted);
  const hands = parcel?.line.filter(({ struck }) => !struck) ?? [];
  const last = hands.at(-1);
  if (parcel === undefined || last === undefined) return nothing.parcel;
  return papers.custody({
    ...head,
    parcel: parcel.code,
    what: parcel.contents.map((key) => materialOf(page.item, key)?.name.zh ?? key).join('、') || '信封一个',
    giver: last.giver?.zh ?? page.case.resident.name ?? '本人',
    taker: last.taker.zh,
    place: last.place,
    at: last.at,
    seal: null,
    stops: hands.map((hand, n) => ({
      name: hand.place,
      note: hand.taker.zh,
      state: n === hands.length - 1 ? ('now' as const) : ('done' as const),
    })),
    cash: null,
    url: `${publicUrl}/m`,
  });
};

const sendPdf = (reply: FastifyReply, pdf: Buffer, name: string): FastifyReply =>
  reply
    .header('content-type', 'application/pdf')
    .header('content-disposition', `inline; filename="${name}.pdf"`)
    .header('cache-control', 'no-store')
    .send(pdf);

/** Why the list is looked at; printing it is the reason, and no address can carry another without saying something of the person. */
const PRINTS_LIST = { reason: 'other', words: '打印本人的清单' } as const;
const PRINTS_BILLS = { reason: 'other', words: '打印票据清单' } as const;

/**
 * What the acting post may read, on paper; reads run under its row-level security and are logged as looks:
 * `GET /api/v1/cases/:id/papers/<kind>.pdf`, a person's own list, `GET /api/v1/residents/:id/papers/own-list.pdf`, and the bills of their
 * pouch that may be claimed, `GET /api/v1/residents/:id/papers/bills.pdf?span=year|months12`.
 */
export const registerPapers = (app: FastifyInstance, { api, paper, publicUrl }: PaperParts): void => {
  const papers = papersOn(paper);
  const readerOf = (name: string) => {
    const reader = api.registry.readers.get(name);
    if (!reader) throw new Error(`papers need the read ${name}`);
    return reader;
  };
  const [pageReader, receiptReader, siteReader, listReader, pouchReader] = [casePage, caseReceipt, sites, ownList, pouch].map(({ name }) =>
    readerOf(name),
  );

  type SiteRow = z.output<typeof sites.answer>['rows'][number];
  const findSite = async (actor: Actor, of: string | null, q?: string): Promise<SiteRow | undefined> => {
    const found = (await runReader(api, siteReader!, sites.query.parse({ q, limit: 200 }), actor)) as z.output<typeof sites.answer>;
    return found.rows.find((one) => one.id === of);
  };

  /** The number to quote and a person to call: whoever prints it, at the phone of the station that received the case. */
  const headOf = async (page: CasePage, actor: Actor): Promise<Head> => {
    const office = page.case.site.name ?? actor.name;
    const phone = (await findSite(actor, page.case.site.id, office))?.phone ?? '';
    return { office, code: page.case.shortCode, human: { name: page.case.receivedBy ?? actor.name, phone } };
  };

  app.get('/api/v1/cases/:id/papers/:kind(^[a-z]+).pdf', async (request: FastifyRequest, reply: FastifyReply) => {
    const q = asked.safeParse({ ...(request.query as object), ...(request.params as object) });
    if (!q.success) return sendRefusal(reply, common.invalid(q.error.issues.map((i) => ({ path: i.path.join('.'), problem: i.message }))));
    const actor = await actorOf(request, api.identify, api.posts, q.data.post);
    if (isRefusal(actor)) return sendRefusal(reply, actor);
    const allow = q.data.kind === 'receipt' ? caseReceipt.allow : casePage.allow;
    if (!(actor.role in allow)) return sendRefusal(reply, common.notAllowed);
    const page = (await runReader(api, pageReader!, { id: q.data.id }, actor)) as CasePage | Refusal;
    if (isRefusal(page)) return sendRefusal(reply, page);
    const head = await headOf(page, actor);
    const print = async (): Promise<Buffer | Refusal> => {
      if (q.data.kind === 'notice') return noticeOf(papers, head, page);
      if (q.data.kind === 'mandate') return mandateOf(papers, head, page, q.data.consent);
      if (q.data.kind === 'custody') return custodyOf(papers, head, page, q.data.parcel, publicUrl);
      const receipt = (await runReader(api, receiptReader!, { id: q.data.id }, actor)) as Receipt | Refusal;
      return isRefusal(receipt) ? receipt : receiptOf(papers, head, page, receipt, publicUrl);
    };
    const printed = await print();
    if (!Buffer.isBuffer(printed)) return sendRefusal(reply, printed);
    return sendPdf(reply, printed, `${page.case.shortCode}-${q.data.kind}`);
  });

  app.get('/api/v1/residents/:id/papers/own-list.pdf', async (request: FastifyRequest, reply: FastifyReply) => {
    const q = askedOf.safeParse({ ...(request.query as object), ...(request.params as object) });
    if (!q.success) return sendRefusal(reply, common.invalid(q.error.issues.map((i) => ({ path: i.path.join('.'), problem: i.message }))));
    const actor = await actorOf(request, api.identify, api.posts, q.data.post);
    if (isRefusal(actor)) return sendRefusal(reply, actor);
    if (!(actor.role in ownList.allow)) return sendRefusal(reply, common.notAllowed);
    const list = (await runReader(api, listReader!, { id: q.data.id, ...PRINTS_LIST }, actor)) as OwnList | Refusal;
    if (isRefusal(list)) return sendRefusal(reply, list);
    if (list.lines.length === 0) return sendRefusal(reply, nothing.ownList);
    const site = await findSite(actor, actor.site);
    const human = { name: actor.name, phone: site?.phone ?? '' };
    const printed = await papers.ownList({ office: site?.name ?? actor.name, human, givenDay: dayOf(new Date().toISOString()), list });
    return sendPdf(reply, printed, 'own-list');
  });

  app.get('/api/v1/residents/:id/papers/bills.pdf', async (request: FastifyRequest, reply: FastifyReply) => {
    const q = askedOfBills.safeParse({ ...(request.query as object), ...(request.params as object) });
    if (!q.success) return sendRefusal(reply, common.invalid(q.error.issues.map((i) => ({ path: i.path.join('.'), problem: i.message }))));
    const actor = await actorOf(request, api.identify, api.posts, q.data.post);
    if (isRefusal(actor)) return sendRefusal(reply, actor);
    if (!(actor.role in pouch.allow)) return sendRefusal(reply, common.notAllowed);
    const found = (await runReader(api, pouchReader!, { resident: q.data.id, ...PRINTS_BILLS }, actor)) as Pouch | Refusal;
    if (isRefusal(found)) return sendRefusal(reply, found);
    const span = found.spans.find((one) => one.span === q.data.span);
    const bills = found.bills.filter((bill) => span?.claim.ids.includes(bill.id)).sort((a, b) => (a.day < b.day ? -1 : 1));
    if (span === undefined || bills.length === 0) return sendRefusal(reply, nothing.bills);
    const site = await findSite(actor, actor.site);
    const human = { name: actor.name, phone: site?.phone ?? '' };
    const head = { office: site?.name ?? actor.name, human, givenDay: dayOf(new Date().toISOString()) };
    return sendPdf(reply, await papers.billList({ ...head, resident: found.person.name, from: span.from, to: span.to, bills }), 'bills');
  });
};

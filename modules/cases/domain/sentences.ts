import { showCode } from '../../../kernel/codes.ts';
import type { Text } from '../../../kernel/result.ts';
import { type Day, sayDay } from '../../../kernel/time.ts';
import type { ItemVersion } from '../../catalogue/contract.ts';
import { SCOPE_NAMES } from '../../materials/contract.ts';
import { BASIS_NAMES, DETAIL_ERASED, type ErasureBasis } from './erase.ts';

/** The ledger of a case in plain words, a sentence for each event (K8). Unknown events say their name, never nothing. */

export type Told = {
  readonly event: string;
  // biome-ignore lint/suspicious/noExplicitAny: entries of many modules and years, as stored
  readonly data: any;
  /** free text, null where it was erased by law or there is none */
  readonly detail: Readonly<Record<string, unknown>> | null;
};

export type Names = {
  readonly version: ItemVersion;
  /** name of a post or site by id, of a department by code */
  readonly of: (id: string) => string | null;
  /** title of a task of the case by id */
  readonly task: (id: string) => Text | null;
  /** days of other years are said with their year */
  readonly today: Day;
};

const text = (zh: string, en: string): Text => ({ zh, en });

const words = (detail: Told['detail'], key: string): string | null => {
  const value = detail?.[key];
  if (typeof value === 'string') return value;
  // A text in both languages, as clocks keep their reasons.
  return typeof value === 'object' && value !== null && 'zh' in value ? String(value.zh) : null;
};
const because = (detail: Told['detail'], key: string): Text => {
  const said = words(detail, key);
  return said === null ? text('', '') : text(`：${said}`, `: ${said}`);
};

const TOLD_WHOM: Readonly<Record<string, string>> = { self: '本人', relative: '家属', neighbour: '邻居，请转告' };
const GRADES: Readonly<Record<number, string>> = { 5: '非常满意', 4: '满意', 3: '基本满意', 2: '不满意', 1: '非常不满意' };

const materialName = ({ version }: Names, key: string): Text => {
  for (const material of version.materials) {
    if (material.key === key) return material.name;
    const other = material.alternatives.find((one) => one.key === key);
    if (other !== undefined) return other.name;
  }
  return text(key, key);
};
const listOf = (names: readonly Text[]): Text => text(names.map(({ zh }) => zh).join('、'), names.map(({ en }) => en).join(', '));

/** As a task's holder and a grant name one (`post`, `site` or `department`), or as a hand-over does (`kind` and `id`). */
type Holder = { kind?: string; id?: string; post?: string | null; site?: string | null; department?: string | null };
const HOLDER_KINDS: Readonly<Record<string, Text>> = {
  resident: text('本人', 'the person'),
  relative: text('亲属', 'a relative'),
  bank: text('银行', 'the bank'),
  post: text('一位同事', 'a colleague'),
  site: text('站点', 'the station'),
  box: text('漂流箱', 'the box'),
  carrier: text('船上', 'the boat'),
};
const holderName = (holder: Holder | null | undefined, names: Names): Text => {
  const found = names.of(holder?.post ?? holder?.site ?? holder?.department ?? holder?.id ?? '');
  if (found !== null) return text(found, found);
  return HOLDER_KINDS[holder?.kind ?? ''] ?? text('部门', 'the department');
};

const CLOCKS: Readonly<Record<string, Text>> = {
  legal: text('法定时限', 'legal limit'),
  promised: text('承诺时限', 'promised limit'),
  supplement: text('容缺补材料时限', 'time for what may follow'),
  wait: text('等待时限', 'waiting time'),
  contact: text('联系时限', 'time to make contact'),
};
const clockName = (kind: string): Text => CLOCKS[kind] ?? text('时限', 'limit');
const dayIn = (day: Day, { today }: Names): Text => text(sayDay(day, 'zh', today), sayDay(day, 'en', today));
const until = (due: Day | null | undefined, names: Names): Text => {
  if (!due) return text('，到期日未公布', ', due day not published');
  const day = dayIn(due, names);
  return text(`，到${day.zh}`, `, until ${day.en}`);
};

const PLACES: Readonly<Record<string, Text>> = {
  station: text('站点', 'the station'),
  centre: text('政务服务中心', 'the service centre'),
  department: text('部门', 'the department'),
  bank: text('银行', 'the bank'),
  hospital: text('医院', 'the hospital'),
};
const HOWS: Readonly<Record<string, Text>> = {
  original: text('原件', 'original'),
  copy: text('复印件', 'copy'),
  photo: text('照片', 'photo'),
  by_office: text('由我们调取', 'looked up by us'),
};
const VERDICTS: Readonly<Record<string, Text>> = {
  accepted: text('合格', 'good'),
  unreadable: text('看不清', 'unreadable'),
  wrong: text('不对', 'wrong'),
};

/** What a grant opens, by its purpose. */
const LET_INTO: Readonly<Record<string, Text>> & { readonly matter: Text } = {
  matter: text('这件事', 'this matter'),
  about_this: text('本人的资料', 'the person’s data'),
  carries: text('这件东西', 'this thing'),
};

const SENTENCES: Readonly<Record<string, (e: Told, names: Names) => Text>> = {
  'cases.opened': (_e, { version }) => text(`开办“${version.name.zh}”`, `Opened “${version.name.en}”`),
  'cases.answered': () => text('记下本人回答的情况', 'Recorded what the person answered'),
  'cases.notice_given': (e, names) => {
    const list = listOf((e.data.keys as string[]).map((one) => materialName(names, one.split(':')[0]!)));
    return text(`一次性告知：还缺${list.zh}`, `One-time notice; missing: ${list.en}`);
  },
  'cases.accepted': (e, names) => {
    const follow = listOf((e.data.promises as { key: string }[]).map(({ key }) => materialName(names, key)));
    return follow.zh === ''
      ? text('受理', 'Accepted')
      : text(`容缺受理，后补${follow.zh}`, `Accepted on a promise; to follow: ${follow.en}`);
  },
  'cases.acceptance_refused': (e) => {
    const why = because(e.detail, 'reason');
    return text(`不予受理${why.zh}`, `Not accepted${why.en}`);
  },
  'cases.acceptance_revoked': (e) => {
    const why = because(e.detail, 'reason');
    return text(`撤销受理${why.zh}`, `Acceptance revoked${why.en}`);
  },
  'cases.withdrawn': (e) => {
    const why = because(e.detail, 'words');
    return text(`本人撤回${why.zh}`, `Withdrawn by the person${why.en}`);
  },
  'cases.sent_to_department': (e, names) => {
    const to = holderName({ kind: 'department', department: e.data.department }, names);
    return text(`转${to.zh}办理`, `Sent to ${to.en}`);
  },
  'cases.correction_requested': (e) => {
    const what = because(e.detail, 'what');
    return text(`要求补正，停表${what.zh}`, `Correction asked for, clock stopped${what.en}`);
  },
  'cases.correction_received': () => text('补正收到，续表', 'Correction received, clock goes on'),
  'cases.promise_cured': (e, names) => {
    const name = materialName(names, e.data.key);
    return text(`容缺的${name.zh}补齐了`, `What was promised has come: ${name.en}`);
  },
  'cases.decided': (e) => {
    const why = because(e.detail, 'reason');
    return e.data.outcome === 'approved' ? text(`批准${why.zh}`, `Approved${why.en}`) : text(`不予批准${why.zh}`, `Not approved${why.en}`);
  },
  'cases.decision_revoked': (e) => {
    const why = because(e.detail, 'reason');
    return text(`撤销决定${why.zh}`, `Decision revoked${why.en}`);
  },
  'cases.result_made': (_e, { version }) => text(`办出结果：${version.result.name.zh}`, `Result made: ${version.result.name.en}`),
  'cases.delivered': (e) => {
    const who = words(e.detail, 'toName');
    const place = words(e.detail, 'place');
    return text(
      `送达${who === null ? '' : `，${who}签收`}${place === null ? '' : `（${place}）`}`,
      `Delivered${who === null ? '' : `, taken by ${who}`}${place === null ? '' : ` (${place})`}`,
    );
  },
  'cases.wait_started': (e, { version }) => {
    const wait = version.waits.find(({ key }) => key === e.data.key)?.name ?? text(e.data.key, e.data.key);
    return text(`开始等：${wait.zh}`, `Waiting began: ${wait.en}`);
  },
  'cases.wait_ended': (e) =>
    e.data.outcome === 'came' ? text('等到了', 'What we waited for came') : text('确定等不到了', 'What we waited for will not come'),
  'cases.turn_passed': () => text('跑腿都办完了，轮到窗口', 'The errands are done; it is the window’s turn'),
  'cases.trip_made': (e) => {
    const place = PLACES[e.data.place] ?? text(e.data.place, e.data.place);
    return text(`本人到${place.zh}跑了一趟`, `The person came to ${place.en}`);
  },
  'cases.entry_corrected': (e, names) => {
    const why = because(e.detail, 'reason');
    if (e.data.day === null) return text(`撤回一条登记${why.zh}`, `An entry was taken back${why.en}`);
    const day = dayIn(e.data.day, names);
    return text(`把日期更正为${day.zh}${why.zh}`, `The day was corrected to ${day.en}${why.en}`);
  },
  [DETAIL_ERASED]: (e) => {
    const basis = BASIS_NAMES[e.data.basis as ErasureBasis];
    const why = because(e.detail, 'reason');
    return text(`依法删除了一条记录的附文（${basis.zh}）${why.zh}`, `The free text of an entry was erased by law (${basis.en})${why.en}`);
  },
  'work.tasks_planned': (e) => text(`按路线安排了 ${e.data.tasks.length} 项待办`, `Planned ${e.data.tasks.length} tasks from the route`),
  'work.task_made': (e) => text(`添了待办：${e.data.task.title.zh}`, `Task added: ${e.data.task.title.en}`),
  'work.task_assigned': (e, names) => {
    const to = holderName(e.data.to, names);
    const task = names.task(e.data.task) ?? text('待办', 'a task');
    return text(`“${task.zh}”交给${to.zh}`, `“${task.en}” goes to ${to.en}`);
  },
  'work.task_opened': (e, names) => {
    const task = names.task(e.data.task) ?? text('待办', 'a task');
    return text(`轮到“${task.zh}”`, `“${task.en}” begins`);
  },
  'work.task_done': (e, names) => {
    const task = names.task(e.data.task) ?? text('待办', 'a task');
    const scope = SCOPE_NAMES[e.data.scope as keyof typeof SCOPE_NAMES];
    return e.data.acted && scope
      ? text(`办完“${task.zh}”，凭本人授权（${scope.zh}）`, `Done: “${task.en}”, on the person’s consent (${scope.en})`)
      : text(`办完“${task.zh}”`, `Done: “${task.en}”`);
  },
  'work.task_dropped': (e, names) => {
    const task = names.task(e.data.task) ?? text('待办', 'a task');
    const why = because(e.detail, 'reason');
    return text(`取消“${task.zh}”${why.zh}`, `Dropped: “${task.en}”${why.en}`);
  },
  'work.task_reopened': (e, names) => {
    const task = names.task(e.data.task) ?? text('待办', 'a task');
    return text(`“${task.zh}”重新打开`, `“${task.en}” is open again`);
  },
  'work.clock_started': (e, names) => {
    const due = until(e.data.dates?.due, names);
    return text(`${clockName(e.data.kind).zh}开始${due.zh}`, `The ${clockName(e.data.kind).en} starts${due.en}`);
  },
  'work.clock_paused': (e) => text(`${clockName(e.data.kind).zh}暂停`, `The ${clockName(e.data.kind).en} is paused`),
  'work.clock_resumed': (e, names) => {
    const due = until(e.data.dates?.due, names);
    return text(`${clockName(e.data.kind).zh}继续${due.zh}`, `The ${clockName(e.data.kind).en} goes on${due.en}`);
  },
  'work.clock_extended': (e, names) => {
    const due = until(e.data.dates?.due, names);
    const why = because(e.detail, 'reason');
    return text(
      `${clockName(e.data.kind).zh}延期 ${e.data.step.by} 天${due.zh}${why.zh}`,
      `The ${clockName(e.data.kind).en} is extended by ${e.data.step.by} days${due.en}${why.en}`,
    );
  },
  'work.clock_stopped': (e) => text(`${clockName(e.data.kind).zh}结束`, `The ${clockName(e.data.kind).en} ends`),
  'work.clock_corrected': (e, names) => {
    const due = e.data.dates === null ? text('', '') : until(e.data.dates.due, names);
    return text(
      `${clockName(e.data.kind).zh}按更正重算${due.zh}`,
      `The ${clockName(e.data.kind).en} is derived anew after a correction${due.en}`,
    );
  },
  'work.clock_recomputed': (e, names) => {
    const due = until(e.data.dates?.due, names);
    return text(
      `${clockName(e.data.kind).zh}按新公布的日历重算${due.zh}`,
      `The ${clockName(e.data.kind).en} is derived anew from the new calendar${due.en}`,
    );
  },
  'materials.given': (e, names) => {
    const name = materialName(names, e.data.materialKey);
    const how = HOWS[e.data.how] ?? text('', '');
    return text(`收到${name.zh}（${how.zh}）`, `Received: ${name.en} (${how.en})`);
  },
  'materials.checked': (e) => {
    const verdict = VERDICTS[e.data.verdict] ?? text(e.data.verdict, e.data.verdict);
    const why = because(e.detail, 'reason');
    return text(`核对材料：${verdict.zh}${why.zh}`, `Paper checked: ${verdict.en}${why.en}`);
  },
  'materials.given_withdrawn': (e) => {
    const why = because(e.detail, 'reason');
    return text(`撤回一份材料${why.zh}`, `A paper was withdrawn${why.en}`);
  },
  'materials.bills_used': (e) =>
    text(`用上票据袋里的 ${e.data.bills.length} 张票据`, `Bills from the person’s pouch used: ${e.data.bills.length}`),
  'materials.document_added': () => text('收下一份文件', 'A document was kept'),
  'materials.document_withdrawn': () => text('撤下一份文件', 'A document was withdrawn'),
  'materials.document_erased': () => text('销毁一份文件', 'A document was destroyed'),
  'materials.consent_given': (e) => {
    const scopes = listOf((e.data.scopes as (keyof typeof SCOPE_NAMES)[]).map((scope) => SCOPE_NAMES[scope] ?? text(scope, scope)));
    return text(`本人授权：${scopes.zh}`, `The person consents: ${scopes.en}`);
  },
  'materials.consent_revoked': () => text('本人收回授权', 'The person takes the consent back'),
  'materials.consent_ended': (e) =>
    e.data.why === 'death'
      ? text('授权因本人去世结束', 'A consent ended by death')
      : text('事办完了，授权结束', 'The matter is done; the consent ends'),
  'materials.acted': (e) => {
    const scope = SCOPE_NAMES[e.data.scope as keyof typeof SCOPE_NAMES] ?? text(e.data.scope, e.data.scope);
    return text(`凭授权替本人：${scope.zh}`, `On consent, for the person: ${scope.en}`);
  },
  'materials.signed_by_proxy': (e) => {
    const who = words(e.detail, 'signer');
    const relation = words(e.detail, 'relation');
    const witness = words(e.detail, 'witness');
    return text(
      `代签${who === null ? '' : `：${who}（${relation ?? ''}）`}${witness === null ? '' : `，${witness}见证`}`,
      `Signed by proxy${who === null ? '' : `: ${who} (${relation ?? ''})`}${witness === null ? '' : `, witness ${witness}`}`,
    );
  },
  'custody.registered': (e) =>
    text(`登记物件 ${showCode('parcel', e.data.code)}`, `Registered the thing ${showCode('parcel', e.data.code)}`),
  'custody.handed_over': (e, names) => {
    const from = holderName(e.data.giver, names);
    const to = holderName(e.data.taker, names);
    const place = words(e.detail, 'place');
    return text(
      `物件从${from.zh}交到${to.zh}${place === null ? '' : `（${place}）`}`,
      `The thing went from ${from.en} to ${to.en}${place === null ? '' : ` (${place})`}`,
    );
  },
  'custody.offered': () => text('物件已交出，等对方确认', 'The thing was given; the taker has still to say so'),
  'custody.counted': () => text('两人点清现金', 'The cash was counted by two'),
  'custody.noted': (e) => {
    const says = because(e.detail, 'says');
    return text(`物件情况${says.zh}`, `About the thing${says.en}`);
  },
  'custody.delivery_planned': (e, names) => {
    const by = holderName({ kind: 'post', post: e.data.by }, names);
    const day = dayIn(e.data.on, names);
    return text(`安排${by.zh}${day.zh}送到家`, `${by.en} will bring it home on ${day.en}`);
  },
  // A department is let into the matter and, for as long, to what is kept of the person: two grants, each with its line.
  // A department is let into the matter, and beside it into what is kept of the person: two grants, each with its line.
  'platform.granted': (e, names) => {
    const to = holderName(e.data, names);
    const what = LET_INTO[e.data.purpose] ?? LET_INTO.matter;
    return text(`让${to.zh}能看到${what.zh}`, `${to.en} may see ${what.en}`);
  },
  'platform.grant_ended': (e, names) => {
    const to = holderName(e.data, names);
    const what = LET_INTO[e.data.purpose] ?? LET_INTO.matter;
    return text(`${to.zh}不再能看到${what.zh}`, `${to.en} no longer sees ${what.en}`);
  },
  // What later modules add to a case's stream: they can't say it themselves, since the ledger of a case is read here.
  'notices.told': (e) => text(`告诉了${TOLD_WHOM[e.data.to] ?? '本人'}`, 'The person was told'),
  'notices.not_reached': (e) => {
    const says = because(e.detail, 'says');
    return text(`没找到人${says.zh}`, `Nobody was reached${says.en}`);
  },
  'notices.taken_back': (e) => {
    const why = because(e.detail, 'reason');
    return text(`撤回“已告诉”${why.zh}`, `“Told” was taken back${why.en}`);
  },
  'evaluation.rated': (e) => text(`评价：${GRADES[e.data.grade] ?? '已评'}`, `Rated ${e.data.grade} of 5`),
};

export const sentenceOf = (entry: Told, names: Names): Text => SENTENCES[entry.event]?.(entry, names) ?? text(entry.event, entry.event);

/** The events that have a sentence of their own: a test holds every event of a case to it. */
export const TOLD_EVENTS: ReadonlySet<string> = new Set(Object.keys(SENTENCES));

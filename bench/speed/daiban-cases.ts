import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { makeCode } from '../../kernel/codes.ts';
import type { EventOf } from '../../kernel/contract.ts';
import { dayOf } from '../../kernel/time.ts';
import { clockStarted, datesOfNew, periodOf, tasksPlanned } from '../../modules/work/domain.ts';
import { calendarFrom, PUBLISHED_YEARS } from '../../platform/calendar/index.ts';
import { cell, type Keys } from '../../platform/crypto/index.ts';
import { newId } from '../../platform/executor/execute.ts';
import { entriesOf, type Head } from '../../platform/ledger/entry.ts';
import { copyRows, type Row } from './copy.ts';
import { ITEM, type Office } from './daiban-seed.ts';
import { type BenchCase, DISTRICT } from './data.ts';

const TABLES = [
  'platform_command',
  'stream_head',
  'ledger',
  'ledger_detail',
  'cases_case',
  'cases_stage',
  'work_clock',
  'work_task',
  'work_open',
] as const;

/** Cases with their entries as commands would have written them: right hashes, heads, details. */
export const seedCases = async (client: pg.ClientBase, keys: Keys, office: Office, cases: Iterable<BenchCase>): Promise<void> => {
  let rows = new Map<string, Row[]>();
  const flush = async (): Promise<void> => {
    for (const table of TABLES) await copyRows(client, table, rows.get(table) ?? []);
    rows = new Map();
  };
  const add = (table: (typeof TABLES)[number], row: Row): void => {
    if (!rows.has(table)) rows.set(table, []);
    rows.get(table)!.push({ district: DISTRICT, ...row });
  };
  const calendar = calendarFrom(PUBLISHED_YEARS);
  const { clerk, sites } = office;
  // Seven random characters: two cases in two hundred thousand would share theirs; the one write door then says "press once more".
  const codes = new Set<string>();
  const newCode = (): string => {
    let code = makeCode('case', randomBytes(8));
    while (codes.has(code)) code = makeCode('case', randomBytes(8));
    codes.add(code);
    return code;
  };
  let n = 0;
  for (const c of cases) {
    const { area } = c.person;
    const ref = { stream: 'case', streamId: c.id, area };
    const at = new Date(c.openedAt);
    const day = dayOf(at.toISOString());
    const shortCode = newCode();
    const publicCode = makeCode('lookup', randomBytes(12));
    const site = sites[c.site]!.id;
    const heads = new Map<string, Head>();
    const told = { stage: 'inform', state: 'informing', turn: 'window' };
    const write = (name: string, events: readonly EventOf[]): readonly string[] => {
      const command = newId();
      const made = entriesOf(
        events,
        { district: DISTRICT, id: command, actor: clerk.person, post: clerk.post, happenedAt: c.openedAt, recordedAt: c.openedAt },
        heads,
        keys,
        newId,
      );
      add('platform_command', {
        id: command,
        actor: clerk.person,
        post: clerk.post,
        name,
        body_hash: Buffer.alloc(32, 1),
        outcome: 'accepted',
        answer: '{"answer":{}}',
        at,
      });
      for (const e of made.entries)
        add('ledger', {
          id: e.id,
          stream: e.stream,
          stream_id: e.streamId,
          seq: e.seq,
          event: e.event,
          data: e.data,
          detail_hash: e.detailHash,
          command_id: e.commandId,
          n: e.n,
          actor: e.actor,
          post: e.post,
          area: e.area,
          happened_at: at,
          recorded_at: at,
          algorithm: e.algorithm,
          mac: e.mac,
          hash: e.hash,
        });
      for (const d of made.details) add('ledger_detail', { entry: d.entry, nonce: d.nonce, body: d.body });
      return made.entries.map(({ id }) => id);
    };
    const stage = (entry: string, move: string, to: Row, from: Row | null): void =>
      add('cases_stage', {
        entry,
        case_id: c.id,
        area,
        move,
        stage: to.stage!,
        state: to.state!,
        turn: to.turn!,
        from_stage: from?.stage ?? null,
        from_state: from?.state ?? null,
        from_turn: from?.turn ?? null,
        at,
        post: clerk.post,
        site,
      });
    const answers = { own_photo: true };
    const [opened] = write('cases.open', [
      {
        ...ref,
        type: 'cases.opened',
        data: {
          case: c.id,
          shortCode,
          ask: null,
          item: ITEM.code,
          version: ITEM.version,
          resident: c.person.id,
          channel: 'phone',
          site,
          green: c.person.poor,
          to: told,
        },
        detail: { answers, publicCode },
      },
    ]);
    stage(opened!, 'opened', told, null);
    let now = told as Row;
    if (c.state !== 'informing') {
      const clock = newId();
      const task = newId();
      const accepted = { stage: 'accept', state: 'accepted', turn: 'window' };
      const limit = periodOf(ITEM.limits.promised, day);
      const started = clockStarted(ref, { id: clock, subject: c.id, subjectKind: 'case', kind: 'promised', limit, day }, calendar);
      const dates = datesOfNew({ kind: 'promised', limit, day }, calendar);
      const title = { zh: `办出结果：${ITEM.result.name.zh}`, en: `Make the result: ${ITEM.result.name.en}` };
      const events: EventOf[] = [
        { ...ref, type: 'cases.accepted', data: { on: day, promises: [], promiseDocument: null, case: c.id, from: told, to: accepted } },
        started,
        tasksPlanned(ref, [
          {
            id: task,
            kind: 'conclude',
            subject: c.id,
            subjectKind: 'case',
            label: shortCode,
            resident: c.person.id,
            routeKey: null,
            title,
            holder: { kind: 'site', site },
            clock,
            due: c.due,
            amberOn: c.due,
            green: c.person.poor,
            consentScope: null,
            after: [],
          },
        ]),
      ];
      const [entry, clockEntry] = write('cases.accept', events);
      stage(entry!, 'accepted', accepted, told);
      now = accepted;
      const open = c.state === 'accepted';
      add('work_clock', {
        id: clock,
        area,
        subject: c.id,
        subject_kind: 'case',
        kind: 'promised',
        state: open ? 'running' : 'stopped',
        started_on: day,
        due: open ? c.due : dates.due,
        amber_on: open ? c.due : dates.amberOn,
        steps: JSON.stringify([{ type: 'started', id: clockEntry!, day, limit, kind: 'promised' }]),
      });
      add('work_task', {
        id: task,
        area,
        kind: 'conclude',
        subject: c.id,
        subject_kind: 'case',
        label: shortCode,
        resident: c.person.id,
        title: title.zh,
        title_en: title.en,
        holder_kind: 'site',
        holder_site: site,
        clock,
        due: c.due,
        green: c.person.poor,
        state: open ? 'open' : 'done',
        made_at: at,
        done_at: open ? null : at,
      });
      if (open)
        add('work_open', {
          holder: `site:${site}`,
          rank: c.person.poor ? 0 : 1,
          due: c.due,
          task,
          area,
          subject: c.id,
          clock,
          amber_on: c.due,
        });
      else {
        const over = { stage: 'deliver', state: 'delivered', turn: null };
        const [last] = write('cases.deliver', [
          {
            ...ref,
            type: 'cases.delivered',
            data: { how: 'window', to_whom: 'self', receipt: null, case: c.id, from: accepted, to: over },
          },
        ]);
        stage(last!, 'delivered', over, accepted);
        now = over;
      }
    }
    add('cases_case', {
      id: c.id,
      area,
      short_code: shortCode,
      public_code_hash: keys.lookup(publicCode, 'code', DISTRICT),
      public_code: keys.seal(publicCode, cell('cases_case', 'public_code', DISTRICT, c.id)),
      item_code: ITEM.code,
      version: ITEM.version,
      resident: c.person.id,
      channel: 'phone',
      receiving_site: site,
      received_by: clerk.post,
      stage: now.stage!,
      state: now.state!,
      turn: now.turn!,
      green: c.person.poor,
      answers: JSON.stringify(answers),
      opened_at: at,
      accepted_on: c.state === 'informing' ? null : day,
      closed_at: c.state === 'delivered' ? at : null,
    });
    const head = heads.get(c.id)!;
    add('stream_head', { stream_id: c.id, stream: 'case', area, seq: head.seq, hash: head.hash });
    n += 1;
    if (n % 5_000 === 0) await flush();
  }
  await flush();
};

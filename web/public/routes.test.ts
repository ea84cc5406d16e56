import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCode } from '../../kernel/codes.ts';
import * as asks from '../../modules/asks/contract.ts';
import * as evaluation from '../../modules/evaluation/contract.ts';
import * as residents from '../../modules/residents/contract.ts';
import { newId } from '../../platform/executor/execute.ts';
import { openApp, type TestApp } from '../../tests/support/app.ts';
import { behind, closeCase, type OpenedCase, openCase, openPublic, publishRelief } from '../../tests/support/public.ts';
import { makeWorld, type World } from '../../tests/support/world.ts';
import { fromElsewhere } from './serve.ts';
import { publicStyle } from './style.ts';
import { dayFrom, tailOf, typedOf } from './typed.ts';

let app: TestApp;
let world: World;
let pages: { close(): Promise<void> };
let item: string;
let open: OpenedCase;
beforeAll(async () => {
  app = await openApp();
  pages = openPublic(app);
  world = await makeWorld(app);
  item = await publishRelief(app, world);
  open = await openCase(app, world.by.clerk, item);
});
afterAll(async () => {
  await app.close();
  await pages.close();
});

const get = (url: string, headers: Record<string, string> = {}) => app.app.inject({ method: 'GET', url, headers });
const post = (url: string, fields: Readonly<Record<string, string>>, headers: Record<string, string> = {}) =>
  app.app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(fields).toString(),
  });
const heading = (body: string): string => /<h1>(.*?)<\/h1>/s.exec(body)?.[1] ?? '';
/** From an address of its own, so that one test's limits don't reach another's. */
const fromAddress = (n: number) => ({ remoteAddress: `10.0.0.${n}` });

describe('where is my matter', () => {
  test('[K10] by the random code: the heading is the answer; the name is masked; a person to ring', async () => {
    const { statusCode, body } = await get(`/m/${open.publicCode}`);
    expect(statusCode).toBe(200);
    expect(heading(body)).toContain('临时救助');
    expect(body).toContain('陈**');
    expect(body).not.toContain('陈阿妹');
    expect(body).not.toContain('13800001234');
    expect(body).toMatch(/href="tel:/);
    expect(body).toContain('aria-current="step"');
    // As people type it: lower case, full width, with dashes.
    const typed = `${open.publicCode.slice(0, 4).toLowerCase()}-${open.publicCode.slice(4)}`;
    expect((await get(`/m?code=${encodeURIComponent(typed)}`)).headers.location).toBe(`/m/${open.publicCode}`);
  });

  test('[K10][K1] every state has its answer, in both languages', async () => {
    const c = await openCase(app, world.by.clerk, item);
    const place = (state: string, stage: string, closed: boolean) =>
      behind(app, 'update cases_case set state = $2, stage = $3, turn = null, closed_at = case when $4 then now() end where id = $1', [
        c.id,
        state,
        stage,
        closed,
      ]);
    const headings = new Set<string>();
    for (const [state, stage, closed] of [
      ['accepted', 'accept', false],
      ['with_department', 'approve', false],
      ['awaiting_correction', 'handle', false],
      ['approved', 'approve', false],
      ['not_approved', 'approve', false],
      ['result_ready', 'conclude', false],
      ['delivered', 'deliver', true],
      ['refused_acceptance', 'inform', true],
      ['acceptance_revoked', 'accept', true],
      ['withdrawn', 'handle', true],
      ['informing', 'inform', false],
    ] as const) {
      await place(state, stage, closed);
      const [zh, en] = await Promise.all(['zh', 'en'].map((lang) => get(`/m/${c.publicCode}?lang=${lang}`)));
      expect([zh!.statusCode, en!.statusCode]).toEqual([200, 200]);
      expect(zh!.body.match(/aria-current="step"/g)).toHaveLength(1);
      headings.add(heading(zh!.body)).add(heading(en!.body));
      const mayRate = closed || state === 'not_approved' || state === 'result_ready';
      expect(zh!.body.includes(`href="/r/${c.publicCode}"`)).toBe(mayRate);
    }
    expect(headings.size).toBe(22);
    await behind(
      app,
      `insert into cases_notice (district, entry, case_id, area, n, keys, because, at) values ($1, gen_random_uuid(), $2, $3, 1, '{id_card:not_given}', 'first', now())`,
      [world.district, c.id, world.areas.mayi],
    );
    expect(heading((await get(`/m/${c.publicCode}`)).body)).toContain('还缺居民身份证');
  });

  test('[K10] by the short code and the phone’s tail, full-width digits too', async () => {
    expect(heading((await get(`/m?code=${open.shortCode}`)).body)).toContain('最后四位');
    const found = await post('/m', { code: open.shortCode, by: 'phone', tail: '１２３４' });
    expect([found.statusCode, found.headers.location]).toEqual([303, `/m/${open.publicCode}`]);
  });

  test('[K10] by the birthday where the office knows no phone, and only there', async () => {
    const other = await openCase(app, world.by.clerk, item, { phone: null, birth: '1950-05-06', name: '王阿公' });
    const birthday = { by: 'birthday', 'birthday-year': '1950', 'birthday-month': '5', 'birthday-day': '6' };
    expect((await post('/m', { code: other.shortCode, ...birthday })).headers.location).toBe(`/m/${other.publicCode}`);
    const known = { by: 'birthday', 'birthday-year': '1948', 'birthday-month': '3', 'birthday-day': '2' };
    expect((await post('/m', { code: open.shortCode, ...known })).statusCode).toBe(422);
  });

  test('[K10] five wrong tries an hour, then not even the right one; a code that is none looks the same', async () => {
    const victim = await openCase(app, world.by.clerk, item, { phone: '13800005678' });
    const none = makeCode('case', Uint8Array.from([9, 8, 7, 6, 5, 4, 3]));
    for (const code of [victim.shortCode, none]) {
      const tries = [];
      for (let n = 0; n < 5; n += 1) tries.push((await post('/m', { code, by: 'phone', tail: `000${n}` })).statusCode);
      expect(tries).toEqual([422, 422, 422, 422, 429]);
      const after = await post('/m', { code, by: 'phone', tail: '5678' });
      expect([after.statusCode, heading(after.body)]).toEqual([429, '试得太多了，请一小时后再查']);
      expect(after.body).toMatch(/href="tel:/);
    }
    await behind(app, `update public_try set at = at - interval '61 minutes' where key = $1`, [victim.shortCode]);
    expect((await post('/m', { code: victim.shortCode, by: 'phone', tail: '5678' })).statusCode).toBe(303);
  });

  test('[K10] many at once don’t slip past the limit', async () => {
    const victim = await openCase(app, world.by.clerk, item, { phone: '13800009999' });
    const all = await Promise.all(Array.from({ length: 20 }, (_, n) => post('/m', { code: victim.shortCode, tail: String(1000 + n) })));
    expect(all.filter(({ statusCode }) => statusCode === 422)).toHaveLength(4);
    expect(await behind(app, 'select 1 from public_try where key = $1', [victim.shortCode])).toHaveLength(5);
  });
});

describe('rating', () => {
  test('[E1] by the code without signing in, once; a double press counts once; a bad one opens a call-back', async () => {
    const c = await openCase(app, world.by.clerk, item);
    expect(heading((await get(`/r/${c.publicCode}`)).body)).toContain('还没办完');
    await closeCase(app, world.by.clerk, c);
    const page = await get(`/r/${c.publicCode}`);
    expect(page.body.match(/type="radio"/g)).toHaveLength(5);
    expect((await post(`/r/${c.publicCode}`, {})).statusCode).toBe(422);
    const id = /name="id" value="([^"]+)"/.exec(page.body)![1]!;
    const sent = await Promise.all([1, 2].map(() => post(`/r/${c.publicCode}`, { id, grade: '2', words: '等太久 😢\u0000' })));
    expect(sent.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
    expect(heading((await get(`/r/${c.publicCode}`)).body)).toBe('谢谢您，收到了');
    await post(`/r/${c.publicCode}`, { grade: '5' });
    const { rating } = await app.ask(world.by.coordinator, evaluation.ofCase, { case: c.id });
    expect(rating).toMatchObject({ grade: 2, words: '等太久 😢', means: 'code', state: 'open' });
  });
});

describe('asking for help', () => {
  const plea = { name: '周阿婆', phone: '0580-3012345', words: '老伴住院了，医药费怎么报', visit: 'yes' };
  const place = () => `${world.district} ${world.areas.mayi}`;

  test('[I1][I2] a plea reaches the window of that island with its clock, and a reference is shown', async () => {
    const sent = await post('/ask', { ...plea, place: place(), where: '三组 12 号' });
    expect(sent.statusCode).toBe(303);
    const done = await get(sent.headers.location!);
    const reference = sent.headers.location!.split('/').at(-1)!;
    expect(done.body).toContain(reference);
    const { rows } = await app.ask(world.by.clerk, asks.list, {});
    expect(rows[0]).toMatchObject({ channel: 'online', area: world.areas.mayi });
    expect(rows[0]!.words).toContain(reference);
    expect(rows[0]!.contactDue).not.toBeNull();
    const [task] = await behind<{ holder: string }>(app, `select holder from work_open where subject = $1 limit 1`, [rows[0]!.id]);
    expect(task!.holder).toBe(`site:${world.sites.mayi}`);
  });

  test('[I1] what is missing is said beside its field, and what was typed stays', async () => {
    const { statusCode, body } = await post('/ask', { name: '周阿婆', phone: '12', words: '' });
    expect(statusCode).toBe(422);
    expect(body).toContain('value="周阿婆"');
    for (const field of ['phone', 'words', 'place']) expect(body).toContain(`id="${field}-error"`);
  });

  test('[I1] a machine that fills every field is thanked and nothing is kept; a flood from one address is stopped', async () => {
    const before = (await behind(app, 'select 1 from asks_ask')).length;
    expect((await post('/ask', { ...plea, place: place(), website: 'http://example.org' })).statusCode).toBe(303);
    expect(await behind(app, 'select 1 from asks_ask')).toHaveLength(before);
    const codes: number[] = [];
    for (let n = 0; n < 12; n += 1) {
      const { statusCode } = await app.app.inject({
        method: 'POST',
        url: '/ask',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ ...plea, place: place() }).toString(),
        ...fromAddress(9),
      });
      codes.push(statusCode);
    }
    expect(codes.slice(0, 10).every((code) => code === 303)).toBe(true);
    expect(codes.slice(10)).toEqual([429, 429]);
    expect(JSON.stringify(await behind(app, 'select * from public_try'))).not.toContain('10.0.0.9');
  });
});

describe('who looked at my file', () => {
  test('[R5][W3] by a code from the window, once: who, where, why', async () => {
    const { helper, clerk } = world.by;
    await app.ask(helper, residents.page, { id: open.resident, reason: 'visit', words: '上门看看' });
    const code = makeCode(
      'lookup',
      Uint8Array.from({ length: 11 }, (_, n) => n + 3),
    );
    await app.did(clerk, evaluation.giveLookCode, { id: newId(), resident: open.resident, code });
    const first = await get(`/looks/${code}`);
    expect(first.body).toContain('method="post"');
    const shown = await post(`/looks/${code}`, { open: 'yes' });
    expect(heading(shown.body)).toMatch(/陈\*\*的资料被看过 \d+ 次/);
    expect(shown.body).toContain('李**');
    expect(shown.body).toContain('上门看看');
    // The other language or larger type is a moment later; after a quarter of an hour it is over.
    expect((await post(`/looks/${code}`, {})).statusCode).toBe(200);
    await behind(app, `update public_code set used_at = used_at - interval '16 minutes'`);
    const late = await post(`/looks/${code}`, {});
    expect([late.statusCode, heading(late.body)]).toEqual([410, '这个查看码已经用过了']);
  });

  test('[W3] a code that is none finds nothing', async () => {
    const none = makeCode(
      'lookup',
      Uint8Array.from({ length: 11 }, (_, n) => 20 - n),
    );
    for (const path of [`/m/${none}`, `/r/${none}`]) expect((await get(path)).statusCode).toBe(404);
    expect((await post(`/looks/${none}`, {})).statusCode).toBe(404);
  });
});

describe('what pages must stand', () => {
  const NASTY = [
    '😀'.repeat(300),
    'a\u0000b',
    '１２３４',
    '%',
    '<script>alert(1)</script>',
    "'; drop table cases_case; --",
    '\ud800',
    '9'.repeat(400),
    '..%2f..',
  ];

  test('[W3] no form and no address makes it fail: always a page, never a 500, never what was typed as markup', async () => {
    const paths = ['/m', '/r', '/ask', `/r/${open.publicCode}`, `/m/${open.publicCode}`, '/looks/x', '/looks'];
    for (const text of NASTY) {
      const answers = await Promise.all([
        ...paths.map((path) =>
          post(
            path,
            Object.fromEntries(
              ['code', 'tail', 'by', 'name', 'phone', 'words', 'place', 'where', 'visit', 'id', 'grade', 'birthday-year'].map((name) => [
                name,
                text,
              ]),
            ),
          ),
        ),
        ...['/m', '/r', '/looks', '/', '/ask'].map((path) =>
          get(`${path}?code=${encodeURIComponent(text.toWellFormed())}&lang=${encodeURIComponent(text.toWellFormed())}`),
        ),
        ...['/m/', '/r/', '/looks/', '/ask/sent/'].map((path) => get(path + encodeURIComponent(text.toWellFormed()).slice(0, 900))),
      ]);
      expect(answers.map(({ statusCode }) => statusCode).filter((code) => code >= 500)).toEqual([]);
      for (const { body } of answers) expect(body).not.toContain('<script');
    }
  });

  test('[W3] a megabyte, another kind of body, or half an escape: a page that says so', async () => {
    const huge = await post('/ask', { words: '长'.repeat(350_000) });
    expect([huge.statusCode, heading(huge.body)]).toEqual([413, '内容太长，没有收下']);
    const json = await app.app.inject({ method: 'POST', url: `/r/${open.publicCode}`, payload: { grade: { toString: 1 }, words: [] } });
    expect([json.statusCode, heading(json.body)]).toEqual([400, '没有收到，请再发一次']);
    const half = await app.app.inject({
      method: 'POST',
      url: '/m',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'code=%E0%A4%A&tail=%&&&===&code=2',
    });
    expect(half.statusCode).toBe(422);
  });

  test('[W3] a form sent by another site is not taken', async () => {
    const foreign: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://elsewhere.example', host: 'office.example' },
    ];
    for (const headers of foreign) expect((await post('/ask', {}, headers)).statusCode).toBe(400);
    expect(fromElsewhere({ origin: 'null' })).toBe(false);
    expect(fromElsewhere({ origin: 'https://office.example', host: 'office.example' })).toBe(false);
    expect(fromElsewhere({ 'sec-fetch-site': 'same-origin' })).toBe(false);
  });

  test('[W1] every page with its style is under 40 KB, without a script, in Chinese and in English', async () => {
    for (const path of ['/', '/m', `/m?code=${open.shortCode}`, `/m/${open.publicCode}`, '/r', `/r/${open.publicCode}`, '/ask', '/looks'])
      for (const lang of ['zh', 'en']) {
        const { statusCode, body, headers } = await get(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
        expect(statusCode).toBe(200);
        expect(Buffer.byteLength(body) + Buffer.byteLength(publicStyle.text)).toBeLessThan(40 * 1024);
        expect(body).not.toMatch(/<script|javascript:|\son\w+=/);
        expect(body).toContain(lang === 'zh' ? 'lang="zh-CN"' : '<html lang="en"');
        expect(headers['content-security-policy']).toContain("default-src 'none'");
        expect(headers['cache-control']).toBe('no-store');
      }
  });

  test('[W3] the public role has no table', async () => {
    const [row] = await behind<{ n: number }>(
      app,
      `select count(*)::int as n from pg_class c where relkind in ('r','v','m','p') and relnamespace = 'public'::regnamespace and has_table_privilege('daiban_public', c.oid, 'select,insert,update,delete')`,
    );
    expect(row!.n).toBe(0);
    const functions = await behind<{ name: string }>(
      app,
      `select proname as name from pg_proc where pronamespace = 'public'::regnamespace and has_function_privilege('daiban_public', oid, 'execute') order by 1`,
    );
    expect(functions.map(({ name }) => name)).toEqual([
      'public_case_by_code',
      'public_case_by_short',
      'public_looks',
      'public_may_try',
      'public_offices',
      'public_places',
    ]);
  });
});

describe('what was typed', () => {
  test('[W1] is read as people type it', () => {
    expect(tailOf(' １２ ３４ ')).toBe('1234');
    expect(tailOf('12345')).toBeNull();
    expect(dayFrom({ 'b-year': '１９４８', 'b-month': '3', 'b-day': '2' }, 'b')).toBe('1948-03-02');
    expect(dayFrom({ 'b-year': '2026', 'b-month': '2', 'b-day': '30' }, 'b')).toBeNull();
    expect(typedOf('a=1&a=2&b=%00x%0d%0ay&__proto__=z')).toMatchObject({ a: '1', b: 'x\ny' });
  });
});

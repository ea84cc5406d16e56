import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { readingOf } from '../public/reading.ts';
import { sampleAnswer, sampleQuestion } from '../public/sample.ts';
import { publicStyle } from '../public/style.ts';

/** A server that knows just enough for the screens to open: the built files, one invented clerk, the public specimens. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

const POSTS = [
  {
    id: '01932c00-0000-7000-8000-000000000001',
    role: 'clerk',
    area: '33.3309.330903.myd.',
    site: '01932c00-0000-7000-8000-000000000011',
    title: '综合窗口',
    siteName: '蚂蚁岛便民服务站',
    areaName: '蚂蚁岛',
    department: null,
    from: '2026-01-01',
    until: null,
  },
  {
    id: '01932c00-0000-7000-8000-000000000002',
    role: 'coordinator',
    area: '33.3309.330903.',
    site: '01932c00-0000-7000-8000-000000000012',
    title: '区负责人',
    siteName: '普陀区政务服务中心',
    areaName: '普陀区',
    department: null,
    from: '2026-01-01',
    until: null,
  },
];
const ROLES = ['蚂蚁岛', '静安区', '华容区', '舟山小岛', '白沙岛'].flatMap((place, p) =>
  [
    ['综合窗口 林秀珍', 'Window clerk'],
    ['代办员 李海生', 'Helper'],
    ['审批人 周建平', 'Approver'],
    ['负责人 陈国华', 'Coordinator'],
    ['管理员', 'Administrator'],
  ].map(([zh, en], n) => ({
    id: `${p}-${n}`,
    account: `demo-${p}-${n}`,
    zh: `${place} · ${zh}`,
    en: `${['Mayi island', 'Jing’an', 'Huarong', 'Small islands', 'Baisha island'][p]} · ${en}`,
  })),
);

const CSP =
  "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

export type FakeOffice = { readonly url: string; readonly signedIn: (yes: boolean) => void; readonly close: () => Promise<void> };

export const openFakeOffice = async (dir: string): Promise<FakeOffice> => {
  let signedIn = true;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://office');
    const send = (status: number, type: string, body: string): void => {
      response.writeHead(status, { 'content-type': type, 'content-security-policy': CSP }).end(body);
    };
    const json = (status: number, body: unknown): void => send(status, 'application/json', JSON.stringify(body));
    const path = url.pathname;
    if (path === '/api/v1/me')
      return signedIn
        ? json(200, { person: { id: POSTS[0]!.id, name: '林秀珍' }, posts: POSTS })
        : json(401, { code: 'signed_out', zh: '请登录', en: 'Sign in' });
    if (path === '/api/v1/demo/roles') return json(200, ROLES);
    if (path === '/api/v1/live') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('retry: 2000\n\n');
      return;
    }
    // Whatever is read is empty: the screens show what they say then.
    if (path.startsWith('/api/v1/') && !path.endsWith('/sign-in')) return json(200, { rows: [], next: null });
    if (path.startsWith('/api/'))
      return json(401, {
        code: 'wrong_password',
        zh: '用户名或密码不对，请再核对一遍',
        en: 'The name or password is wrong. Please check both',
      });
    if (path === publicStyle.path) return send(200, 'text/css', publicStyle.text);
    if (path.startsWith('/sample/')) {
      const { reading } = readingOf(Object.fromEntries(url.searchParams), undefined);
      return send(200, 'text/html; charset=utf-8', path.endsWith('question') ? sampleQuestion(reading) : sampleAnswer(reading));
    }
    const file = join(dir, path);
    const found =
      existsSync(file) && statSync(file).isFile() ? file : join(dir, path.startsWith('/field') ? 'field' : 'console', 'index.html');
    response.writeHead(200, { 'content-type': TYPES[extname(found)] ?? 'application/octet-stream', 'content-security-policy': CSP });
    createReadStream(found).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    signedIn: (yes) => {
      signedIn = yes;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

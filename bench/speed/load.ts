import { readdirSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';

/** One request, ready to be sent: the generator does nothing else, so that it takes as little of the machine as can be. */
export type Request = Buffer;

export const requestOf = (method: 'GET' | 'POST', path: string, headers: Readonly<Record<string, string>>, body?: unknown): Request => {
  const text = body === undefined ? '' : JSON.stringify(body);
  const lines = Object.entries({
    host: 'bench',
    ...headers,
    ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) }),
  });
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${text}`);
};

/** A keep-alive connection that answers one request after another. Reads answers with a Content-Length only. */
class Line {
  readonly #socket: Socket;
  #got: Buffer = Buffer.alloc(0);
  #settle: { resolve(body: string): void; reject(error: Error): void } | undefined;

  constructor(url: URL) {
    this.#socket = connect(Number(url.port), url.hostname);
    this.#socket.setNoDelay(true);
    this.#socket.on('data', (chunk) => this.#take(chunk));
    this.#socket.on('error', (error) => this.#settle?.reject(error));
    this.#socket.on('close', () => this.#settle?.reject(new Error('the server closed the connection')));
  }

  #take(chunk: Buffer): void {
    this.#got = this.#got.length === 0 ? chunk : Buffer.concat([this.#got, chunk]);
    const end = this.#got.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = this.#got.toString('latin1', 0, end);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (this.#got.length < end + 4 + length) return;
    const body = this.#got.toString('utf8', end + 4, end + 4 + length);
    this.#got = Buffer.alloc(0);
    const settle = this.#settle!;
    this.#settle = undefined;
    if (head.startsWith('HTTP/1.1 200')) settle.resolve(body);
    else settle.reject(new Error(`${head.slice(0, 40)}: ${body.slice(0, 500)}`));
  }

  ask(request: Request): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#settle = undefined;
    this.#socket.destroy();
  }
}

/** CPU that a process has used so far, in ms; with `children`, that of its children too (a postmaster and its sessions). */
export const cpuOf = (pid: number, children = false): number => {
  const of = (one: string | number): { parent: number; ms: number } => {
    const stat = readFileSync(`/proc/${one}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { parent: Number(fields[1]), ms: (Number(fields[11]) + Number(fields[12])) * 10 };
  };
  if (!children) return of(pid).ms;
  let sum = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const { parent, ms } = of(name);
      if (parent === pid || Number(name) === pid) sum += ms;
    } catch {
      // ended while we looked
    }
  }
  return sum;
};

export type Measured = {
  readonly done: number;
  /** requests a second */
  readonly rate: number;
  /** ms */
  readonly p50: number;
  readonly p99: number;
  /** CPU a request: of the server's process, of the database, µs */
  readonly serverCpu: number;
  readonly databaseCpu: number;
};

export type Target = { readonly url: URL; readonly pid: number; readonly postmaster: number };

/**
 * Keeps `connections` requests under way for some seconds.
 * @param next the next request; undefined where there is nothing left to ask
 * @param check throws where an answer is not what it should be
 */
export const load = async (
  target: Target,
  seconds: number,
  connections: number,
  next: () => Request | undefined,
  check: (body: string) => void,
): Promise<Measured> => {
  const lines = Array.from({ length: connections }, () => new Line(target.url));
  const times: number[] = [];
  const cpu = { server: cpuOf(target.pid), database: cpuOf(target.postmaster, true) };
  const begun = performance.now();
  const until = begun + seconds * 1000;
  try {
    await Promise.all(
      lines.map(async (line) => {
        for (let now = performance.now(); now < until; ) {
          const request = next();
          if (request === undefined) throw new Error('the cases to work on are used up: make more, or measure for shorter');
          check(await line.ask(request));
          const then = performance.now();
          times.push(then - now);
          now = then;
        }
      }),
    );
  } finally {
    for (const line of lines) line.close();
  }
  const took = performance.now() - begun;
  const done = times.length;
  times.sort((a, b) => a - b);
  return {
    done,
    rate: (done * 1000) / took,
    p50: times[Math.floor(done * 0.5)]!,
    p99: times[Math.floor(done * 0.99)]!,
    serverCpu: ((cpuOf(target.pid) - cpu.server) * 1000) / done,
    databaseCpu: ((cpuOf(target.postmaster, true) - cpu.database) * 1000) / done,
  };
};

import { createHash, createHmac } from 'node:crypto';
import { type Blobs, checkedKey } from './blobs.ts';

/** S3-compatible storage, addressed by path (`endpoint/bucket/key`), which all of them understand. */
export type S3Place = {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKey: string;
  readonly secretKey: string;
};

type Request = {
  readonly method: 'GET' | 'PUT' | 'DELETE';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly payloadHash: string;
};

/** The storage answered, and not with what was asked for. */
export class StorageRefused extends Error {
  readonly status: number;
  constructor(method: string, status: number) {
    super(`the object storage answered ${status} to ${method}`);
    this.name = 'StorageRefused';
    this.status = status;
  }
}

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Uint8Array, text: string): Buffer => createHmac('sha256', key).update(text).digest();
/** RFC 3986: encodeURIComponent leaves !'()* alone, the signature doesn't. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** AWS Signature Version 4 of a request. @returns the headers to send, `authorization` among them */
export const signed = (
  place: Pick<S3Place, 'region' | 'accessKey' | 'secretKey'>,
  request: Request,
  now: Date,
): Readonly<Record<string, string>> => {
  const stamp = now.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const scope = `${stamp.slice(0, 8)}/${place.region}/s3/aws4_request`;
  const headers: Record<string, string> = {
    ...request.headers,
    host: request.url.host,
    'x-amz-content-sha256': request.payloadHash,
    'x-amz-date': stamp,
  };
  const names = Object.keys(headers).sort();
  const query = [...request.url.searchParams]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&');
  const canonical = [
    request.method,
    request.url.pathname,
    query,
    ...names.map((name) => `${name}:${headers[name]!.trim()}`),
    '',
    names.join(';'),
    request.payloadHash,
  ].join('\n');
  const key = [stamp.slice(0, 8), place.region, 's3', 'aws4_request'].reduce<string | Buffer>(
    (secret, part) => hmac(secret, part),
    `AWS4${place.secretKey}`,
  );
  const signature = hmac(key, ['AWS4-HMAC-SHA256', stamp, scope, sha256(canonical)].join('\n')).toString('hex');
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${place.accessKey}/${scope},SignedHeaders=${names.join(';')},Signature=${signature}`,
  };
};

const TIMEOUT_MS = 60_000;
const EMPTY = sha256('');

const textOf = (xml: string, tag: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, 'g'))].map((match) => match[1]!.replaceAll('&amp;', '&'));

/** Blobs in a bucket. A put is collected in memory first (a document is at most 20 MB), because its hash is signed and checked by the storage. */
export const s3Blobs = (place: S3Place): Blobs => {
  const base = `${place.endpoint.replace(/\/+$/, '')}/${place.bucket}`;
  const send = async (method: Request['method'], url: URL, body?: Buffer): Promise<Response> => {
    const headers = signed(place, { method, url, headers: {}, payloadHash: body === undefined ? EMPTY : sha256(body) }, new Date());
    // fetch sets host by itself, to the same value.
    const { host: _host, ...sent } = headers;
    return fetch(url, {
      method,
      headers: sent,
      body: body as BodyInit | undefined,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  };
  const refuse = async (method: string, response: Response): Promise<never> => {
    await response.body?.cancel();
    throw new StorageRefused(method, response.status);
  };
  const urlOf = (key: string): URL => new URL(`${base}/${checkedKey(key)}`);

  return {
    put: async (key, content) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of content) chunks.push(chunk);
      const response = await send('PUT', urlOf(key), Buffer.concat(chunks));
      if (!response.ok) return refuse('PUT', response);
      await response.body?.cancel();
    },
    get: async (key) => {
      const response = await send('GET', urlOf(key));
      if (response.status === 404) {
        await response.body?.cancel();
        return undefined;
      }
      const { body } = response;
      if (!response.ok || body === null) return refuse('GET', response);
      const content = async function* (): AsyncGenerator<Buffer> {
        for await (const chunk of body) yield Buffer.from(chunk);
      };
      return { size: Number(response.headers.get('content-length')), content: content(), close: () => void body.cancel() };
    },
    list: async (folder) => {
      const keys: string[] = [];
      for (let token: string | undefined = ''; token !== undefined; ) {
        const url = new URL(base);
        url.searchParams.set('list-type', '2');
        url.searchParams.set('prefix', `${checkedKey(folder)}/`);
        if (token !== '') url.searchParams.set('continuation-token', token);
        const response = await send('GET', url);
        if (!response.ok) return refuse('LIST', response);
        const xml = await response.text();
        keys.push(...textOf(xml, 'Key'));
        token = textOf(xml, 'NextContinuationToken')[0];
      }
      return keys.sort();
    },
    remove: async (key) => {
      const response = await send('DELETE', urlOf(key));
      if (!response.ok && response.status !== 404) return refuse('DELETE', response);
      await response.body?.cancel();
    },
  };
};

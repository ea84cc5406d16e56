/** The doors beside commands and reads, described by hand: bytes and streams have no contract of a command or read to be made from. */

type Json = Readonly<Record<string, unknown>>;

const HASH: Json = { type: 'string', pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the whole file, lower-case hex' };
const inPath = (name: string, schema: Json): Json => ({ name, in: 'path', required: true, schema });
const inQuery = (name: string, required: boolean, schema: Json): Json => ({ name, in: 'query', required, schema });
const POST: Json = { $ref: '#/components/parameters/post' };
const json = (properties: Json, required = Object.keys(properties)): Json => ({
  'application/json': { schema: { type: 'object', required, properties } },
});
const binary = (...types: string[]): Json =>
  Object.fromEntries(types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]));

type Door = {
  readonly id: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters?: readonly Json[];
  readonly body?: Json;
  readonly answer: string;
  readonly content: Json;
};
const operation = ({ id, summary, description, parameters = [], body, answer, content }: Door, refusals: Json): Json => ({
  operationId: id,
  summary,
  description,
  parameters: [...parameters, POST],
  ...(body === undefined ? {} : { requestBody: { required: true, content: body } }),
  responses: { 200: { description: answer, content }, ...refusals },
});

const HAVE = json({ have: { type: 'integer', description: 'How many first bytes are here; go on from there' } });

const DOORS: Readonly<Record<string, Readonly<Record<string, Door>>>> = {
  '/api/v1/files': {
    post: {
      id: 'files.begin',
      summary: '开始传文件 · Begin to send a file',
      description:
        'Begins an upload, or says how far an earlier one came. Each call may be repeated after a lost answer. A command then names the file by its hash.',
      body: json({
        hash: HASH,
        size: { type: 'integer', minimum: 1, description: 'Bytes' },
        type: { type: 'string', description: 'Media type: image/jpeg, image/png, image/webp or application/pdf' },
      }),
      answer: 'What is here already',
      content: HAVE,
    },
  },
  '/api/v1/files/{hash}': {
    patch: {
      id: 'files.part',
      summary: '接着传一段 · Send the next part',
      description: 'A part begins where the last one ended; a part that is here already is answered the same again.',
      parameters: [inPath('hash', HASH), inQuery('offset', true, { type: 'integer', minimum: 0 })],
      body: binary('application/octet-stream'),
      answer: 'What is here now',
      content: HAVE,
    },
  },
  '/api/v1/files/{hash}/finish': {
    post: {
      id: 'files.finish',
      summary: '传完核对 · Finish and check',
      description: 'Checks size, hash and type, makes the copies that are shown, and says how well a photo reads.',
      parameters: [inPath('hash', HASH)],
      answer: 'The file as kept',
      content: json({
        hash: HASH,
        size: { type: 'integer' },
        type: { type: 'string' },
        hints: {
          type: 'array',
          items: { type: 'object' },
          description: 'Why it may be hard to read, in both languages; empty where it reads well',
        },
      }),
    },
  },
  '/api/v1/documents/{id}/image': {
    get: {
      id: 'documents.image',
      summary: '看材料（带水印） · See a paper, watermarked',
      description: 'The copy with its purpose, viewer and time burnt in. The look is recorded before the first byte leaves.',
      parameters: [
        inPath('id', { type: 'string' }),
        inQuery('purpose', true, {
          type: 'string',
          maxLength: 40,
          description: 'What it is looked at for; no personal data, it stands in the address',
        }),
        inQuery('size', false, { enum: ['thumb', 'page'], default: 'page' }),
      ],
      answer: 'The picture',
      content: binary('image/jpeg'),
    },
  },
  '/api/v1/documents/{id}/original': {
    post: {
      id: 'documents.original',
      summary: '打开原件 · Open the original',
      description:
        'The file as it came, for approvers and coordinators, against a reason. The look is recorded before the first byte leaves.',
      parameters: [inPath('id', { type: 'string' })],
      body: json({ reason: { type: 'string', maxLength: 120 } }),
      answer: 'The file',
      content: binary('image/jpeg', 'image/png', 'image/webp', 'application/pdf'),
    },
  },
  '/api/v1/live': {
    get: {
      id: 'live',
      summary: '实时变化 · What changes, as it changes',
      description:
        'Server-sent events. `event: changed`, data a list of {stream, id, event}: what changed and may be looked up by this post, never what it says. An empty list says that something may have been missed. Nothing is sent again after a break: read anew. The stream ends when the session or the post does.',
      parameters: [
        inQuery('post', false, {
          type: 'string',
          description: 'The post acted in, where no header can be sent (EventSource); goes before x-daiban-post',
        }),
      ],
      answer: 'The stream, open until one side closes it',
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    },
  },
};

/** Their paths. @param refusals the responses that any door may give */
export const doorPaths = (refusals: Json): Readonly<Record<string, Json>> =>
  Object.fromEntries(
    Object.entries(DOORS).map(([path, methods]) => [
      path,
      Object.fromEntries(Object.entries(methods).map(([method, door]) => [method, operation(door, refusals)])),
    ]),
  );

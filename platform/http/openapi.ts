import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { envelope } from '../../kernel/contract.ts';
import { authorisation, type Registry } from '../executor/registry.ts';
import type { AnyReader } from '../executor/types.ts';
import type { ApiParts } from './api.ts';
import { doorPaths } from './openapi-doors.ts';
import { problems, STATUS, sendRefusal } from './problem.ts';

type Json = Readonly<Record<string, unknown>>;

/** A component's name may hold letters, digits, dot, dash and underscore; ours do. */
const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

/** Gives a zod schema as JSON Schema; `name` is unique in the document. */
type Schemas = (schema: z.ZodType, io: 'input' | 'output', name: string) => Json;

/**
 * JSON Schema 2020-12, which OpenAPI 3.1 takes as it is. What JSON Schema can't say stays open. Parts that refer to themselves
 * (a condition of conditions) become components of their own: inside a document `#` means the document.
 * @param shared gets those components
 */
const schemasInto =
  (shared: Record<string, Json>): Schemas =>
  (schema, io, name) => {
    const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline', cycles: 'ref' });
    const text = JSON.stringify(rest);
    if (!text.includes('"$ref":"#')) return rest;
    const { $defs = {}, ...whole } = JSON.parse(
      text
        .replaceAll('"$ref":"#"', `"$ref":"#/components/schemas/${name}"`)
        .replaceAll('"$ref":"#/$defs/', `"$ref":"#/components/schemas/${name}.`),
    ) as { $defs?: Readonly<Record<string, Json>> } & Json;
    for (const [part, value] of Object.entries($defs)) shared[`${name}.${part}`] = value;
    if (!text.includes('"$ref":"#"')) return whole;
    shared[name] = whole;
    return ref(name);
  };

const content = (schema: Json): Json => ({ 'application/json': { schema } });

/** The statuses of refusals and which codes come with them; every other refusal is 422. */
const refusals = (): Json => {
  const byStatus = Map.groupBy(Object.entries(STATUS), ([, status]) => status);
  const named = [...byStatus].map(([status, codes]) => [String(status), codes.map(([code]) => code).join(', ')]);
  return Object.fromEntries(
    [...named, ['422', 'invalid and every other refusal']].map(([status, codes]) => [
      status!,
      { description: `Refused: ${codes}`, content: content(ref('Refusal')) },
    ]),
  );
};

const refusalSchema: Json = {
  type: 'object',
  description: 'A named refusal: a code for programs, a sentence in each language that says what to do.',
  required: ['code', 'zh', 'en'],
  properties: { code: { type: 'string' }, zh: { type: 'string' }, en: { type: 'string' }, info: { type: 'object' } },
};

/** One command as it is sent: the common envelope around its payload. */
const commandSchema = (registry: Registry, name: string, schemaOf: Schemas): Json => {
  const { contract } = registry.handlers.get(name)!;
  const common = schemaOf(envelope, 'input', 'Envelope') as { properties: Json };
  return {
    type: 'object',
    description: `${contract.says.zh} · ${contract.says.en}`,
    'x-kind': contract.kind,
    'x-allow': contract.allow,
    'x-answer': schemaOf(contract.answer, 'output', `${name}.answer`),
    required: ['id', 'name', 'post', 'payload', ...(contract.kind === 'decision' ? ['seen'] : [])],
    properties: { ...common.properties, name: { const: name }, payload: schemaOf(contract.payload, 'input', `${name}.payload`) },
    additionalProperties: false,
  };
};

const outcomeSchema: Json = {
  oneOf: [
    {
      type: 'object',
      required: ['id', 'outcome'],
      properties: { id: { type: 'string' }, outcome: { enum: ['done', 'already_done'] }, answer: {}, seq: { type: 'integer' } },
    },
    {
      allOf: [
        ref('Refusal'),
        { type: 'object', required: ['id', 'outcome'], properties: { id: { type: 'string' }, outcome: { const: 'refused' } } },
      ],
    },
  ],
};

const commandsPath = (registry: Registry): Json => ({
  post: {
    operationId: 'commands',
    summary: '办理：一次 1 到 200 步，各自成功或被拒绝 · Commands: 1 to 200 at once, each done or refused by itself',
    description:
      'The same id again gives the same answer and has no second effect. A decision carries in `seen` the seq that the person saw. Who may: `x-allow` of each command.',
    requestBody: {
      required: true,
      content: content({
        type: 'object',
        required: ['commands'],
        additionalProperties: false,
        properties: {
          commands: {
            type: 'array',
            minItems: 1,
            maxItems: 200,
            items: {
              oneOf: [...registry.handlers.keys()].map(ref),
              discriminator: {
                propertyName: 'name',
                mapping: Object.fromEntries([...registry.handlers.keys()].map((name) => [name, `#/components/schemas/${name}`])),
              },
            },
          },
        },
      }),
    },
    responses: {
      200: {
        description: 'One outcome for each command, in order',
        content: content({ type: 'object', required: ['outcomes'], properties: { outcomes: { type: 'array', items: ref('Outcome') } } }),
      },
      ...refusals(),
    },
  },
});

/** `GET` with parameters, or `POST` with a body where the query may be personal. */
const readPath = (contract: AnyReader['contract'], schemaOf: Schemas): Json => {
  const query = schemaOf(contract.query, 'input', `${contract.name}.query`) as {
    properties?: Readonly<Record<string, Json>>;
    required?: readonly string[];
  };
  const inPath = [...contract.path.matchAll(/:(\w+)/g)].map(([, name]) => name!);
  const parameter = (name: string): Json => ({
    name,
    in: inPath.includes(name) ? 'path' : 'query',
    required: inPath.includes(name) || (query.required?.includes(name) ?? false),
    schema: query.properties?.[name] ?? { type: 'string' },
  });
  const personal = contract.personal === true;
  const names = personal ? inPath : [...new Set([...inPath, ...Object.keys(query.properties ?? {})])];
  return {
    [personal ? 'post' : 'get']: {
      operationId: contract.name,
      summary: `${contract.says.zh} · ${contract.says.en}`,
      'x-allow': contract.allow,
      parameters: [...names.map(parameter), { $ref: '#/components/parameters/post' }],
      ...(personal ? { requestBody: { required: true, content: content(query) } } : {}),
      responses: {
        200: { description: 'The answer', content: content(schemaOf(contract.answer, 'output', `${contract.name}.answer`)) },
        ...refusals(),
      },
    },
  };
};

/** What the program can be told and asked, as OpenAPI 3.1, from the same contracts that check every call. */
export const openapiOf = (registry: Registry): Json => {
  const shared: Record<string, Json> = {};
  const schemaOf = schemasInto(shared);
  const commands = Object.fromEntries([...registry.handlers.keys()].map((name) => [name, commandSchema(registry, name, schemaOf)]));
  const reads = [...registry.readers.values()].map(({ contract }) => [addressOf(contract.path), readPath(contract, schemaOf)]);
  return document(
    { '/api/v1/commands': commandsPath(registry), ...Object.fromEntries(reads), ...doorPaths(refusals()) },
    { ...commands, ...shared },
  );
};

/** `/api/v1/cases/{id}` */
const addressOf = (path: string): string => `/api/v1${path.replace(/:(\w+)/g, '{$1}')}`;

const document = (paths: Json, schemas: Json): Json => ({
  openapi: '3.1.0',
  info: {
    title: 'Daiban 代办',
    version: 'v1',
    description:
      'Everything that changes is a command to one address; each read has its own. Roles that may use a thing stand in `x-allow`.',
  },
  servers: [{ url: '/' }],
  security: [{ session: [] }],
  paths,
  components: {
    securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'daiban.session_token' } },
    parameters: {
      post: {
        name: 'x-daiban-post',
        in: 'header',
        required: false,
        description: 'The post acted in; without it the first that the person holds.',
        schema: { type: 'string' },
      },
    },
    schemas: { Refusal: refusalSchema, Outcome: outcomeSchema, ...schemas },
  },
});

/** `/api/v1/openapi.json`, the same for every office and open; `/api/v1/authorisation`, for whoever is signed in. */
export const registerOpenapi = (app: FastifyInstance, { registry, identify }: Pick<ApiParts, 'registry' | 'identify'>): void => {
  let text: string | undefined;
  app.get('/api/v1/openapi.json', async (_request, reply) => {
    text ??= JSON.stringify(openapiOf(registry));
    return reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache').send(text);
  });
  app.get('/api/v1/authorisation', async (request, reply) => {
    if ((await identify(request)) === null) return sendRefusal(reply, problems.signedOut);
    return reply.header('cache-control', 'no-store').send({ rows: authorisation(registry) });
  });
};

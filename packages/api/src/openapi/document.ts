import { z } from 'zod';
import { type ErrorCode, Refusal, errorCodes, refusalStatus } from '../refusal.ts';
import { type RestOperation, takesBody } from '../rest/operation.ts';
import { renameKeys, wireName } from '../rest/wire-name.ts';
import { type JsonSchema, SchemaComponents } from './schema-components.ts';

const refusalSchema = z.object({
  msg: z.string().meta({ description: 'What happened, in one sentence.' }),
  error_code: z
    .enum(errorCodes)
    .meta({ id: 'ErrorCode', description: 'The same for programs. A code does not change; new ones may come.' }),
  fields: z.record(z.string(), z.string()).optional().meta({ description: 'What is wrong with each field.' }),
});

/** The groups of routes, by the first part of their procedures' names. */
const tags: Readonly<Record<string, string>> = {
  auth: 'Signing up and in, and proving who somebody is.',
  user: 'The person that a token belongs to.',
  session: 'The sessions of that person: every device that is signed in.',
  recovery: 'A new password for somebody who forgot theirs, by mail.',
  verification: 'Whether an e-mail address is the account owner’s.',
};

const headers = {
  RetryAfter: {
    description: 'After how many seconds it is worth trying again (RFC 9110, 10.2.3).',
    schema: { type: 'integer', minimum: 1 },
  },
  Authenticate: {
    description: 'How to authenticate: by a Bearer token (RFC 9110, 11.6.1).',
    schema: { type: 'string', const: 'Bearer' },
  },
};

/** Headers that answers of a status have. */
const headersOf: Readonly<Record<number, Readonly<Record<string, keyof typeof headers>>>> = {
  401: { 'WWW-Authenticate': 'Authenticate' },
  429: { 'Retry-After': 'RetryAfter' },
  503: { 'Retry-After': 'RetryAfter' },
};

/** Refusals that every route may give: before it is known which one is asked for, or for want of the database. */
const ofEveryRoute: readonly ErrorCode[] = [
  'request_malformed',
  'request_timed_out',
  'headers_too_large',
  'internal_error',
  'service_unavailable',
  'busy',
];

/** Describes REST operations in OpenAPI 3.1, read off the procedures that answer them. */
export function openApiDocument(operations: readonly RestOperation[]): JsonSchema {
  const components = new SchemaComponents();
  components.addZod('Refusal', refusalSchema, 'output');
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const operation of operations) {
    const { path, method } = operation.route;
    paths[path] = { ...paths[path], [method.toLowerCase()]: describe(operation, components) };
  }
  const used = new Set(operations.map(tagOf));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Latchkey',
      version: '1',
      description: 'See every device that is signed in to your account, and log any of them out.',
      // Latchkey is run by many: only the operator of this one can help.
      contact: { name: 'The operator of this address' },
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'The address that this document comes from.' }],
    tags: [...used].map((name) => ({ name, description: tags[name] ?? name })),
    paths,
    components: {
      schemas: components.schemas,
      headers,
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'The session_token that sign-in answered.' },
      },
    },
  };
}

const tagOf = ({ name }: RestOperation): string => name.split('.')[0] ?? name;

/** `session.list` and `Answer` become `SessionListAnswer`. */
const componentName = ({ name }: RestOperation, kind: 'Request' | 'Answer'): string =>
  name
    .split('.')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('') + kind;

function describe(operation: RestOperation, components: SchemaComponents): JsonSchema {
  const { name, route, signedIn } = operation;
  const { parameters, body } = inputOf(operation, components);
  const answer = components.addZod(componentName(operation, 'Answer'), route.body, 'output');
  const request = takesBody(operation) && components.add(componentName(operation, 'Request'), body);
  return {
    operationId: name.replaceAll('.', '_'),
    summary: route.summary,
    description: route.description,
    tags: [tagOf(operation)],
    security: signedIn ? [{ token: [] }] : [],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(request ? { requestBody: { required: true, content: { 'application/json': { schema: request } } } } : {}),
    responses: {
      [route.status]: { description: route.summary, content: { 'application/json': { schema: answer } } },
      ...refusalResponses(refusalCodes(operation)),
    },
  };
}

/** Every code that an operation may answer. */
export function refusalCodes(operation: RestOperation): ErrorCode[] {
  const { route, signedIn } = operation;
  return [
    ...route.refusals,
    ...(signedIn ? (['token_not_provided', 'token_incorrect', 'device_not_proved'] as const) : []),
    ...(takesBody(operation)
      ? (['json_malformed', 'body_too_large', 'validation_failed', 'media_type_unsupported'] as const)
      : []),
    ...(route.method === 'GET' ? [] : (['cross_site_refused'] as const)),
    ...ofEveryRoute,
  ];
}

/** One response a status, with an example of each refusal that has it. */
function refusalResponses(codes: readonly ErrorCode[]): Record<string, JsonSchema> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) byStatus.set(refusalStatus(code), [...(byStatus.get(refusalStatus(code)) ?? []), code]);
  return Object.fromEntries([...byStatus].map(([status, ofStatus]) => [status, refusalResponse(status, ofStatus)]));
}

function refusalResponse(status: number, codes: readonly ErrorCode[]): JsonSchema {
  const examples = codes.map(
    (code) => [code, { value: { msg: new Refusal(code).message, error_code: code } }] as const,
  );
  const own = Object.entries(headersOf[status] ?? {}).map(
    ([name, component]) => [name, { $ref: `#/components/headers/${component}` }] as const,
  );
  return {
    description: codes.map((code) => new Refusal(code).message).join(' / '),
    ...(own.length > 0 ? { headers: Object.fromEntries(own) } : {}),
    content: {
      'application/json': { schema: { $ref: '#/components/schemas/Refusal' }, examples: Object.fromEntries(examples) },
    },
  };
}

/** What a procedure takes in, divided into what stands in the path and what in the body. */
function inputOf(
  { inputs, route }: RestOperation,
  components: SchemaComponents,
): { parameters: JsonSchema[]; body: JsonSchema } {
  const inPath = new Set([...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
  const schemas = inputs.filter(isObjectSchema).map((input) => objectSchema.parse(components.convert(input, 'input')));
  const wire = schemas.flatMap(({ properties }) => Object.entries(renameKeys(properties, wireName)));
  const required = schemas.flatMap((schema) => schema.required).map(wireName);
  return {
    parameters: wire
      .filter(([name]) => inPath.has(name))
      .map(([name, schema]) => ({ name, in: 'path', required: true, schema })),
    body: {
      type: 'object',
      properties: Object.fromEntries(wire.filter(([name]) => !inPath.has(name))),
      required: required.filter((name) => !inPath.has(name)),
    },
  };
}

/** What is read of an input's JSON Schema. */
const objectSchema = z.object({
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).default([]),
});

const isObjectSchema = (input: unknown): input is z.ZodObject => input instanceof z.ZodObject;

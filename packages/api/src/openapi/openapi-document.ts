import { z } from 'zod';
import { type ErrorCode, ApiError, errorCodes, errorStatus } from '../api-error.ts';
import { type RestOperation, takesBody } from '../rest/rest-operation.ts';
import { emptyAnswer } from '../rest/route.ts';
import { renameKeys } from '../rest/wire-name.ts';
import { type JsonSchema, SchemaComponents } from './schema-components.ts';

const errorSchema = z.object({
  msg: z.string().meta({ description: 'What happened, in one sentence.' }),
  error_code: z
    .enum(errorCodes)
    .meta({ id: 'ErrorCode', description: 'The same for programs. A code does not change; new ones may come.' }),
  fields: z.record(z.string(), z.string()).optional().meta({ description: 'What is wrong with each field.' }),
});

/** The groups of routes, by the first part of their procedures' names. */
const tags: Readonly<Record<string, string>> = {
  auth: 'Creating an account, signing in, and proving the password again.',
  user: 'The user that a token belongs to.',
  device: 'Naming the devices of the user.',
  history: 'The history of the account: sign-ins, failed attempts, and what ended which session.',
  alert: 'Sign-ins from devices or countries that are new to the account, and what the user says of them.',
  session: 'The sessions of the user: every device that is signed in.',
  recovery: 'A new password by mail, for a user who forgot theirs.',
  serviceEvent: 'For applications: what happens to the sessions of all users. Needs a service key.',
  serviceWebhook: 'For applications: the endpoints to which events are sent. Needs a service key.',
  serviceSession: 'For applications with a sign-in of their own: the sessions of their users. Needs a service key.',
  serviceUser: 'For applications with a sign-in of their own: their users. Needs a service key.',
  verification: 'Verification of the e-mail address of an account.',
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

/** The headers of error answers, by status. */
const headersOf: Readonly<Record<number, Readonly<Record<string, keyof typeof headers>>>> = {
  401: { 'WWW-Authenticate': 'Authenticate' },
  429: { 'Retry-After': 'RetryAfter' },
  503: { 'Retry-After': 'RetryAfter' },
};

/** The errors of every route: those before routing, and those of an overloaded or unreachable database. */
const ofEveryRoute: readonly ErrorCode[] = [
  'request_malformed',
  'request_timed_out',
  'headers_too_large',
  'internal_error',
  'service_unavailable',
  'busy',
];

/**
 * Describes REST operations in OpenAPI 3.1, from the procedures that answer them. `basePath`: what precedes their paths on this
 * server.
 */
export function openApiDocument(operations: readonly RestOperation[], basePath = ''): JsonSchema {
  const components = new SchemaComponents();
  components.addZod('ApiError', errorSchema, 'output');
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
      // Only the operator of this instance can answer questions about it.
      contact: { name: 'The operator of this address' },
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: basePath || '/', description: 'The address that this document comes from.' }],
    tags: [...used].map((name) => ({ name, description: tags[name] ?? name })),
    paths,
    components: {
      schemas: components.schemas,
      headers,
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'The session_token that sign-in answered.' },
        serviceKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'A service key, which the operator creates for an application: `latchkey_service_…`.',
        },
      },
    },
  };
}

const tagOf = ({ procedure: { path } }: RestOperation): string => path.split('.')[0] ?? path;

/** `session.list` and `Answer` become `SessionListAnswer`. */
const componentName = ({ procedure }: RestOperation, kind: 'Request' | 'Answer'): string =>
  procedure.path
    .split('.')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('') + kind;

function describe(operation: RestOperation, components: SchemaComponents): JsonSchema {
  const { procedure, route } = operation;
  const { parameters, body } = inputOf(operation, components);
  const answer =
    route.body !== emptyAnswer && components.addZod(componentName(operation, 'Answer'), route.body, 'output');
  const request = takesBody(operation) && components.add(componentName(operation, 'Request'), body);
  return {
    operationId: procedure.path.replaceAll('.', '_'),
    summary: route.summary,
    description: route.description,
    tags: [tagOf(operation)],
    security: securityOf(operation),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(request ? { requestBody: { required: true, content: { 'application/json': { schema: request } } } } : {}),
    responses: {
      [route.status]: {
        description: route.summary,
        ...(answer ? { content: { 'application/json': { schema: answer } } } : {}),
      },
      ...errorResponses(errorCodesOf(operation)),
    },
  };
}

const securityOf = ({ procedure: { meta } }: RestOperation): Record<string, string[]>[] =>
  meta.scope ? [{ serviceKey: [] }] : meta.signedIn ? [{ token: [] }] : [];

/** The errors of every route that needs a service key. */
const ofServiceKeys = [
  'service_key_not_provided',
  'service_key_incorrect',
  'service_scope_missing',
  'rate_limited',
] as const;

/** Every code that an operation may answer. */
export function errorCodesOf(operation: RestOperation): ErrorCode[] {
  const { procedure, route } = operation;
  return [
    ...new Set<ErrorCode>([
      ...route.errors,
      ...(procedure.meta.signedIn ? (['token_not_provided', 'token_incorrect', 'device_not_proved'] as const) : []),
      ...(procedure.meta.scope ? ofServiceKeys : []),
      ...(takesBody(operation)
        ? (['json_malformed', 'body_too_large', 'validation_failed', 'media_type_unsupported'] as const)
        : []),
      ...(route.method === 'GET' ? [] : (['cross_site_refused'] as const)),
      ...ofEveryRoute,
    ]),
  ];
}

/** One response a status, with an example of each error that has it. */
function errorResponses(codes: readonly ErrorCode[]): Record<string, JsonSchema> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) byStatus.set(errorStatus(code), [...(byStatus.get(errorStatus(code)) ?? []), code]);
  return Object.fromEntries([...byStatus].map(([status, ofStatus]) => [status, errorResponse(status, ofStatus)]));
}

function errorResponse(status: number, codes: readonly ErrorCode[]): JsonSchema {
  const examples = codes.map(
    (code) => [code, { value: { msg: new ApiError(code).message, error_code: code } }] as const,
  );
  const own = Object.entries(headersOf[status] ?? {}).map(
    ([name, component]) => [name, { $ref: `#/components/headers/${component}` }] as const,
  );
  return {
    description: codes.map((code) => new ApiError(code).message).join(' / '),
    ...(own.length > 0 ? { headers: Object.fromEntries(own) } : {}),
    content: {
      'application/json': { schema: { $ref: '#/components/schemas/ApiError' }, examples: Object.fromEntries(examples) },
    },
  };
}

/** The input of an operation, divided into the parameters of its path and query, and its body. */
function inputOf(
  { procedure: { inputs }, names, route }: RestOperation,
  components: SchemaComponents,
): { parameters: JsonSchema[]; body: JsonSchema } {
  const inPath = new Set([...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
  const wireName = (name: string) => names.wireName(name);
  const inQuery = new Set(route.query?.map(wireName));
  const schemas = inputs.filter(isObjectSchema).map((input) => objectSchema.parse(components.convert(input, 'input')));
  const wire = schemas.flatMap(({ properties }) => Object.entries(renameKeys(properties, wireName)));
  const required = schemas.flatMap((schema) => schema.required).map(wireName);
  return {
    parameters: [
      ...wire
        .filter(([name]) => inPath.has(name))
        .map(([name, schema]) => ({ name, in: 'path', required: true, schema })),
      ...wire.filter(([name]) => inQuery.has(name)).map(([name, schema]) => ({ name, in: 'query', schema })),
    ],
    body: {
      type: 'object',
      properties: Object.fromEntries(wire.filter(([name]) => !inPath.has(name))),
      required: required.filter((name) => !inPath.has(name)),
    },
  };
}

/** The parts of an input's JSON Schema that the document uses. */
const objectSchema = z.object({
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).default([]),
});

const isObjectSchema = (input: unknown): input is z.ZodObject => input instanceof z.ZodObject;

import { z } from 'zod';
import { type ErrorCode, Refusal, refusalStatus } from '../refusal.ts';
import type { RestOperation } from '../rest/operation.ts';
import { renameKeys, wireName } from '../rest/wire-name.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

const refusalSchema = z.object({
  msg: z.string().meta({ description: 'What happened, in one sentence.' }),
  error_code: z.string().meta({ description: 'The same for programs. It does not change.' }),
  fields: z.record(z.string(), z.string()).optional().meta({ description: 'What is wrong with each field.' }),
});

/** Describes REST operations in OpenAPI 3.1, read off the procedures that answer them. */
export function openApiDocument(operations: readonly RestOperation[]): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const operation of operations) {
    const { path, method } = operation.route;
    paths[path] = { ...paths[path], [method.toLowerCase()]: describe(operation) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Latchkey',
      version: '1',
      description: 'See every device that holds a key to your account, and take any key back.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths,
    components: {
      schemas: { Refusal: jsonSchema(refusalSchema, 'output') },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'The session_token that sign-in answered.' },
      },
    },
  };
}

function describe(operation: RestOperation): JsonSchema {
  const { name, route, signedIn } = operation;
  const { parameters, body } = inputOf(operation);
  return {
    operationId: name.replaceAll('.', '_'),
    summary: route.summary,
    tags: [name.split('.')[0]],
    ...(signedIn ? { security: [{ token: [] }] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      [route.status]: {
        description: route.summary,
        content: { 'application/json': { schema: jsonSchema(route.body, 'output') } },
      },
      ...refusalResponses([
        ...route.refusals,
        ...(signedIn ? (['token_not_provided', 'token_incorrect', 'device_not_proved'] as const) : []),
        ...(body ? (['json_malformed', 'body_too_large', 'validation_failed'] as const) : []),
        ...(route.method === 'GET' ? [] : (['cross_site_refused'] as const)),
        ...(body ? (['media_type_unsupported'] as const) : []),
        'internal_error',
        'service_unavailable',
      ]),
    },
  };
}

/** One response a status, with an example of each refusal that has it. */
function refusalResponses(codes: readonly ErrorCode[]): Record<string, JsonSchema> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) byStatus.set(refusalStatus(code), [...(byStatus.get(refusalStatus(code)) ?? []), code]);
  return Object.fromEntries([...byStatus].map(([status, ofStatus]) => [status, refusalResponse(ofStatus)]));
}

function refusalResponse(codes: readonly ErrorCode[]): JsonSchema {
  const examples = codes.map(
    (code) => [code, { value: { msg: new Refusal(code).message, error_code: code } }] as const,
  );
  return {
    description: codes.map((code) => new Refusal(code).message).join(' / '),
    content: {
      'application/json': { schema: { $ref: '#/components/schemas/Refusal' }, examples: Object.fromEntries(examples) },
    },
  };
}

/** What a procedure takes in, divided into what stands in the path and what in the body. */
function inputOf({ inputs, route }: RestOperation): { parameters: JsonSchema[]; body: JsonSchema | null } {
  const inPath = new Set([...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
  const schemas = inputs.filter(isObjectSchema).map((input) => jsonSchema(input, 'input'));
  const wire = schemas.flatMap(({ properties = {} }) => Object.entries(renameKeys(properties, wireName)));
  const required = schemas.flatMap((schema) => schema.required ?? []).map(wireName);
  const body = wire.filter(([name]) => !inPath.has(name));
  return {
    parameters: wire
      .filter(([name]) => inPath.has(name))
      .map(([name, schema]) => ({ name, in: 'path', required: true, schema })),
    body:
      body.length > 0
        ? {
            type: 'object',
            properties: Object.fromEntries(body),
            required: required.filter((name) => !inPath.has(name)),
          }
        : null,
  };
}

const isObjectSchema = (input: unknown): input is z.ZodObject => input instanceof z.ZodObject;

/** JSON Schema as OpenAPI 3.1 holds it: in the document's own dialect, and open to fields that come later. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): z.core.JSONSchema.BaseSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema: made }) => {
      if (made.additionalProperties === false) delete made.additionalProperties;
    },
  });
  return rest;
}

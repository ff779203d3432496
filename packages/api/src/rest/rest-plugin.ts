import type { AnyRouter } from '@trpc/server';
import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';
import { ApiError, toApiError } from '../api-error.ts';
import type { AnswerContext } from '../request-context.ts';
import { type RestOperation, restOperations, takesBody } from './rest-operation.ts';
import { withWireNames } from './error-body.ts';
import { runProcedure } from './procedure-run.ts';
import { type RestRoute, apiPrefix } from './route.ts';
import { type WireNames, renameKeys } from './wire-name.ts';

export interface RestOptions {
  readonly router: AnyRouter;
  /** Makes the context of one request. */
  createContext(request: FastifyRequest, route: RestRoute): { readonly answer: AnswerContext };
}

/** Serves every procedure that has a REST route by running the procedure itself: same checks, same errors. */
export function restPlugin(app: FastifyInstance, options: RestOptions, done: () => void): void {
  // One parser for every content type: the text has to be JSON also where the header says something else.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(formType, { parseAs: 'string' }, (_request, text, parsed) => {
    parsed(null, Object.fromEntries(new URLSearchParams(text.toString())));
  });
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, parsed) => {
    if (text === '') return parsed(null, undefined);
    try {
      parsed(null, JSON.parse(text.toString()));
    } catch (cause) {
      parsed(new ApiError('json_malformed', { cause }));
    }
  });

  for (const operation of restOperations(options.router)) {
    const { method, path } = operation.route;
    const url = path.slice(apiPrefix.length).replaceAll(/\{(\w+)\}/g, ':$1');
    const onRequest = !takesBody(operation) ? ignoreBody : operation.route.acceptsForm ? expectJsonOrForm : expectJson;
    const route = { method, onRequest };
    for (const each of [url, `${url}/`]) app.route({ ...route, url: each, handler: handlerOf(operation, options) });
  }
  done();
}

/** Makes Fastify parse the body as JSON for every Content-Type, and rejects a compressed one (RFC 9110, 15.5.16). */
const expectJson: onRequestHookHandler = ({ raw: { headers } }, _reply, proceed) => {
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? '';
  headers['content-type'] = 'application/json';
  proceed(encoding === '' || encoding === 'identity' ? undefined : new ApiError('media_type_unsupported'));
};

/** The media type of HTML forms, and of requests by RFC 7662. */
const formType = 'application/x-www-form-urlencoded';

/** The same for a route that accepts a form too. */
const expectJsonOrForm: onRequestHookHandler = (request, reply, proceed) => {
  const type = request.raw.headers['content-type'] ?? '';
  expectJson.call(request.server, request, reply, (error) => {
    if (type.toLowerCase().startsWith(formType)) request.raw.headers['content-type'] = formType;
    proceed(error);
  });
};

/**
 * Hides the body of a GET or DELETE, which has no meaning (RFC 9110, 9.3.5), from Fastify, which would reject it by its size or
 * type. Node discards it.
 */
const ignoreBody: onRequestHookHandler = ({ raw: { headers } }, _reply, proceed) => {
  // Only those that are there: most requests have none.
  for (const name of bodyHeaders) if (headers[name] !== undefined) headers[name] = undefined;
  proceed();
};

const bodyHeaders = ['content-type', 'content-length', 'transfer-encoding'] as const;

function handlerOf({ procedure, route, names }: RestOperation, options: RestOptions) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const ctx = options.createContext(request, route);
    const input = procedure.inputs.length === 0 ? undefined : inputOf(request, names, route.query);
    let output: unknown;
    try {
      output = await runProcedure(procedure, ctx, input);
    } catch (error) {
      throw withWireNames(toApiError(error), names);
    }
    if (route.headers) reply.headers(route.headers(output));
    return reply.status(route.status).send(route.body.parse(route.present(output, ctx.answer)));
  };
}

/**
 * Body, path parameters and the query parameters of the route as one input. The procedure's schema rejects a body
 * that is not an object.
 */
function inputOf({ body, params, query }: FastifyRequest, names: WireNames, inQuery: readonly string[] = []): unknown {
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  if (body !== undefined && !isObject) return body;
  const given = new Map(inQuery.length === 0 ? [] : Object.entries<unknown>(Object(query)));
  const asked = inQuery.map((name) => names.wireName(name)).filter((name) => given.has(name));
  const fromQuery = Object.fromEntries(asked.map((name) => [name, given.get(name)]));
  return renameKeys({ ...body, ...fromQuery, ...Object(params) }, (name) => names.innerName(name));
}

import type { SessionToken } from '@latchkey/sessions/session-token';
import type { AnyRouter } from '@trpc/server';
import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';
import { Refusal } from '../refusal.ts';
import type { RequestContext } from '../request-context.ts';
import { type RestOperation, restOperations, takesBody } from './operation.ts';
import { runProcedure } from './procedure-run.ts';
import { apiPrefix } from './route.ts';
import { innerName, renameKeys } from './wire-name.ts';

export interface RestOptions {
  readonly router: AnyRouter;
  /** Makes the context of one request, in which a new token goes to `give`. */
  createContext(request: FastifyRequest, give: (token: SessionToken) => void): RequestContext;
}

/** Serves every procedure that has a REST address, by calling the procedure itself: same checks, same refusals. */
export function restPlugin(app: FastifyInstance, options: RestOptions, done: () => void): void {
  // One parser for every content type: what counts is whether the text is JSON, not what the client calls it.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, parsed) => {
    if (text === '') return parsed(null, undefined);
    try {
      parsed(null, JSON.parse(text.toString()));
    } catch (cause) {
      parsed(new Refusal('json_malformed', { cause }));
    }
  });

  for (const operation of restOperations(options.router)) {
    const { method, path } = operation.route;
    const url = path.slice(apiPrefix.length).replaceAll(/\{(\w+)\}/g, ':$1');
    const route = { method, onRequest: takesBody(operation) ? expectJson : ignoreBody };
    for (const each of [url, `${url}/`]) app.route({ ...route, url: each, handler: handlerOf(operation, options) });
  }
  done();
}

/** Lets Fastify read the body as JSON whatever its Content-Type says, and refuses one that is compressed (RFC 9110, 15.5.16). */
const expectJson: onRequestHookHandler = ({ raw: { headers } }, _reply, proceed) => {
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? '';
  headers['content-type'] = 'application/json';
  proceed(encoding === '' || encoding === 'identity' ? undefined : new Refusal('media_type_unsupported'));
};

/** Hides a body without meaning (RFC 9110, 9.3.5) from Fastify, which would refuse by its size or type. Node discards it. */
const ignoreBody: onRequestHookHandler = ({ raw: { headers } }, _reply, proceed) => {
  Object.assign(headers, { 'content-type': undefined, 'content-length': undefined, 'transfer-encoding': undefined });
  proceed();
};

function handlerOf({ name, type, route, inputs, steps }: RestOperation, options: RestOptions) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    let issued: SessionToken | undefined;
    const ctx = options.createContext(request, (token) => {
      issued = token;
    });
    const input = inputs.length === 0 ? undefined : inputOf(request);
    const output = await runProcedure({ path: name, type, steps, ctx, input });
    const body = route.present(output, () => {
      if (issued === undefined) throw new Error(`${name} gave no token`);
      return issued;
    });
    // What is documented is all that leaves, whatever else the procedure knows.
    return reply.status(route.status).send(route.body.parse(body));
  };
}

/** Body and path parameters as one input. A body that is no object is left for the procedure's schema to refuse. */
function inputOf({ body, params }: FastifyRequest): unknown {
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  if (body !== undefined && !isObject) return body;
  return renameKeys({ ...body, ...Object(params) }, innerName);
}

import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import { canonicalIp } from '@latchkey/sessions/geo/ip-address';
import type { AnyRouter } from '@trpc/server';
import { z } from 'zod';
import { cookies } from '../credentials/cookie.ts';
import { bearerToken, credentialsIn } from '../credentials/credentials.ts';
import type { ProcedureMeta } from '../procedure.ts';
import { type RunnableProcedure, runnableProcedures } from '../rest/procedure-run.ts';
import { apiPrefix, emptyAnswer } from '../rest/route.ts';
import { appRouter } from '../routers/app-router.ts';
import type { ApiOptions } from './api-plugin.ts';
import { basePathOf } from './base-path.ts';

/** An answer that was sent, for the request log and the metrics. */
export interface MemoryAnswer {
  readonly id: string;
  /** The route, with the base path. */
  readonly route: string;
  /** In milliseconds. */
  readonly elapsed: number;
  /** The canonical IP address of the client, or null. */
  readonly ip: string | null;
}

export interface MemoryAnswersOptions extends ApiOptions {
  /** The headers of every answer. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether Fastify would neither refuse a request nor close its connection. */
  readonly accepts: (request: IncomingMessage) => boolean;
  /** The address of the client, behind the trusted proxies. */
  readonly ipOf: (request: IncomingMessage) => string;
  readonly onAnswer?: ((answer: MemoryAnswer) => void) | undefined;
  /** Called with an error, after which Fastify answers the request. */
  readonly onFailure: (error: unknown) => void;
}

/** One URL that is answered from memory. */
interface Target {
  readonly route: string;
  readonly fromMemory: NonNullable<ProcedureMeta['fromMemory']>;
  /** The methods that it is answered for. */
  readonly methods: readonly string[];
  readonly acceptsCookie: boolean;
  readonly accepts: (headers: IncomingHttpHeaders) => boolean;
  /** Null where the answer has no body. */
  readonly contentType: string | null;
  readonly headersOf: (output: unknown) => Readonly<Record<string, string>>;
  readonly bodyOf: (output: unknown) => string;
}

/**
 * Returns a function that answers a request where memory has all that the answer needs, and returns whether it did. The answer has
 * the status, headers and body that Fastify would give; how the length is sent may differ. Routing, hooks and a procedure's steps
 * cost more than such an answer, so it is sent before them (docs/decisions/0097). Every other request is left to Fastify: each
 * refusal, each error, and each token that is not cached.
 */
export function memoryAnswers(
  options: MemoryAnswersOptions,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const { services, publicUrl, cookieScope, accepts, ipOf, onAnswer, onFailure } = options;
  const jar = cookies(publicUrl, cookieScope);
  const targets = targetsBelow(`${basePathOf(publicUrl)}${apiPrefix}`, appRouter);
  const common = Object.entries(options.headers).flat();

  /** The output for the session of a request, or null. */
  const outputFor = ({ headers }: IncomingMessage, target: Target, ip: string | null): unknown => {
    const { token, boundCookie } = target.acceptsCookie
      ? credentialsIn(headers, jar)
      : { token: bearerToken(headers), boundCookie: () => null };
    const principal = token === null ? null : services.authenticator.fromMemory(token, boundCookie, () => ip);
    return principal && target.fromMemory(principal, services);
  };

  return (request, response) => {
    const { method = '', url = '' } = request;
    const target = targets.get(url);
    if (!target?.methods.includes(method) || !target.accepts(request.headers)) return false;
    if (hasBody(request) || !accepts(request)) return false;
    const begin = onAnswer ? performance.now() : 0;
    const id = randomUUID();
    let ip: string | null;
    let body: string;
    let isAscii = true;
    try {
      ip = canonicalIp(ipOf(request));
      const output = outputFor(request, target, ip);
      if (output === null) return false;
      body = target.bodyOf(output);
      const lines = [...common, 'x-request-id', id, 'cache-control', 'no-store'];
      const own = target.headersOf(output);
      for (const name in own) {
        const value = own[name] ?? '';
        isAscii &&= Buffer.byteLength(value) === value.length;
        lines.push(name, value);
      }
      const length = Buffer.byteLength(body);
      isAscii &&= length === body.length;
      if (target.contentType !== null) lines.push('content-type', target.contentType);
      lines.push('content-length', String(length));
      response.writeHead(200, lines);
    } catch (error) {
      onFailure(error);
      return false;
    }
    // Node leaves out the body of an answer to HEAD, and copies ASCII faster as Latin-1, headers included.
    response.end(body, isAscii ? 'latin1' : 'utf8');
    onAnswer?.({ id, route: target.route, elapsed: performance.now() - begin, ip });
    return true;
  };
}

/**
 * The answers by URL, exactly as clients send it. Fastify answers all other forms, such as one with a slash at its end.
 * @throws {Error} where a procedure with `fromMemory` has another step than a signed-in query, which would be left out.
 */
export function targetsBelow(prefix: string, router: AnyRouter): ReadonlyMap<string, Target> {
  const targets = new Map<string, Target>();
  for (const procedure of runnableProcedures(router)) {
    const { rest, fromMemory, isLong = false } = procedure.meta;
    if (!fromMemory) continue;
    requirePlainQuery(procedure);
    if (rest) {
      const route = `${prefix}${rest.path.slice(apiPrefix.length)}`;
      targets.set(route, {
        route,
        fromMemory,
        methods: ['GET', 'HEAD'],
        acceptsCookie: rest.acceptsCookie ?? false,
        accepts: () => true,
        contentType: rest.body === emptyAnswer ? null : 'application/json; charset=utf-8',
        headersOf: (output) => rest.headers?.(output) ?? {},
        bodyOf: (output) =>
          rest.body === emptyAnswer ? '' : JSON.stringify(rest.body.parse(rest.present(output, { tokenChange: null }))),
      });
    }
    if (isLong) continue;
    for (const [url, target] of trpcTargets(procedure, fromMemory, `${prefix}/trpc/${procedure.path}`)) {
      targets.set(url, target);
    }
  }
  return targets;
}

/** The steps of a `signedIn` query: `open`, `signedIn` and the resolver. */
const plainSteps = 3;

function requirePlainQuery({ path, type, meta, inputs, steps }: RunnableProcedure): void {
  const { rest, signedIn } = meta;
  const hasPlainRoute = !rest || (rest.method === 'GET' && rest.status === 200 && !rest.path.includes('{'));
  if (type !== 'query' || !signedIn || inputs.length > 0 || steps.length !== plainSteps || !hasPlainRoute) {
    throw new Error(`${path} has more steps than a signed-in query without input, so fromMemory may not replace them`);
  }
}

/** A query alone, and as the only one of a batch, which is how tRPC's clients send it by default. */
function trpcTargets({ path, output: schema }: RunnableProcedure, fromMemory: Target['fromMemory'], route: string) {
  if (!(schema instanceof z.ZodType)) throw new Error(`${path} needs an output schema for fromMemory`);
  const headers = { vary: 'trpc-accept, accept, accept-encoding' };
  const target = (textOf: (data: unknown) => string): Target => ({
    route,
    fromMemory,
    methods: ['GET'],
    acceptsCookie: true,
    accepts: isPlainCall,
    contentType: 'application/json',
    headersOf: () => headers,
    bodyOf: (output) => textOf(schema.parse(output)),
  });
  return [
    [route, target((data) => JSON.stringify({ result: { data } }))],
    [`${route}?batch=1&input=%7B%7D`, target((data) => JSON.stringify([{ result: { data } }]))],
  ] as const;
}

const plainHost = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/i;

/** Whether tRPC's adapter takes a request. It refuses forms, and a Host that is no part of a URL. */
const isPlainCall = ({ host = '', 'content-type': type }: IncomingHttpHeaders): boolean =>
  (type === undefined || type.startsWith('application/json')) && plainHost.test(host);

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;

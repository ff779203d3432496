import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { canonicalIp } from '@latchkey/sessions/geo/ip-address';
import { z } from 'zod';
import { cookies } from '../credentials/cookie.ts';
import { bearerToken, credentialsIn } from '../credentials/credentials.ts';
import type { ProcedureMeta } from '../procedure.ts';
import { type RunnableProcedure, runnableProcedures } from '../rest/procedure-run.ts';
import { apiPrefix } from '../rest/route.ts';
import { appRouter } from '../routers/app-router.ts';
import type { ApiOptions } from './api-plugin.ts';
import { basePathOf } from './base-path.ts';
import { shortestCompressed } from './compression.ts';

/** An answer that was sent, for the request log and the metrics. */
export interface MemoryAnswer {
  readonly id: string;
  /** The route, with the base path. */
  readonly route: string;
  /** In milliseconds. */
  readonly elapsed: number;
  /** Returns the canonical IP address of the client, or null. */
  readonly ip: () => string | null;
}

export interface MemoryAnswersOptions extends ApiOptions {
  /** The headers of every answer. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether Fastify would neither refuse a request nor close its connection. */
  readonly accepts: (request: IncomingMessage) => boolean;
  /** The address of the client, behind the trusted proxies. */
  readonly ipOf: (request: IncomingMessage) => string;
  readonly onAnswer?: ((answer: MemoryAnswer) => void) | undefined;
}

/** One URL that is answered from memory. */
interface Target {
  readonly route: string;
  readonly acceptsCookie: boolean;
  readonly fromMemory: NonNullable<ProcedureMeta['fromMemory']>;
  readonly contentType: string;
  readonly headersOf: (output: unknown) => Readonly<Record<string, string>>;
  readonly bodyOf: (output: unknown) => string;
  /** Whether Fastify compresses a long body for clients that accept it. */
  readonly isCompressed: boolean;
}

/**
 * Returns a function that answers a request where memory has all that the answer needs, and returns whether it did. The answer is
 * the one that Fastify would give, byte for byte but for `Transfer-Encoding`. Routing, hooks and a procedure's steps cost more than
 * such an answer, so it is sent before them (docs/decisions/0097). Every other request is Fastify's: each refusal, each error, and
 * each token that is not cached.
 */
export function memoryAnswers(
  options: MemoryAnswersOptions,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const { services, publicUrl, cookieScope, headers, accepts, ipOf, onAnswer } = options;
  const jar = cookies(publicUrl, cookieScope);
  const targets = targetsBelow(`${basePathOf(publicUrl)}${apiPrefix}`);
  const common = Object.entries(headers).flat();

  const find = ({ headers: given }: IncomingMessage, target: Target, ip: () => string | null) => {
    const { token, boundCookie } = target.acceptsCookie
      ? credentialsIn(given, jar)
      : { token: bearerToken(given), boundCookie: () => null };
    const principal = token === null ? null : services.authenticator.fromMemory(token, boundCookie, ip);
    const output = principal && target.fromMemory(principal, services);
    if (output === null) return null;
    const body = target.bodyOf(output);
    const mayCompress = target.isCompressed && body.length >= shortestCompressed;
    return mayCompress && given['accept-encoding'] !== undefined ? null : { body, headers: target.headersOf(output) };
  };

  return (request, response) => {
    const target = request.method === 'GET' ? targets.get(request.url ?? '') : undefined;
    if (target === undefined || hasBody(request) || !accepts(request)) return false;
    const begin = onAnswer ? performance.now() : 0;
    const ip = () => canonicalIp(ipOf(request));
    let answer;
    try {
      answer = find(request, target, ip);
    } catch {
      // Fastify's answer meets the same error, and reports it.
    }
    if (!answer) return false;
    const id = randomUUID();
    const lines = [...common, 'x-request-id', id, 'cache-control', 'no-store'];
    for (const name in answer.headers) lines.push(name, answer.headers[name] ?? '');
    const length = Buffer.byteLength(answer.body);
    lines.push('content-type', target.contentType, 'content-length', String(length));
    response.writeHead(200, lines);
    // Node copies ASCII faster as Latin-1, headers included.
    response.end(answer.body, length === answer.body.length ? 'latin1' : 'utf8');
    onAnswer?.({ id, route: target.route, elapsed: performance.now() - begin, ip });
    return true;
  };
}

/** The answers by URL, exactly as clients send it. Fastify answers all other forms, such as one with a slash at its end. */
function targetsBelow(prefix: string): ReadonlyMap<string, Target> {
  const targets = new Map<string, Target>();
  for (const procedure of runnableProcedures(appRouter)) {
    const { rest, fromMemory } = procedure.meta;
    if (!fromMemory) continue;
    if (rest) {
      const route = `${prefix}${rest.path.slice(apiPrefix.length)}`;
      targets.set(route, {
        route,
        acceptsCookie: rest.acceptsCookie ?? false,
        fromMemory,
        contentType: 'application/json; charset=utf-8',
        headersOf: (output) => rest.headers?.(output) ?? {},
        bodyOf: (output) => JSON.stringify(rest.body.parse(rest.present(output, { tokenChange: null }))),
        isCompressed: false,
      });
    }
    for (const [url, target] of trpcTargets(procedure, fromMemory, `${prefix}/trpc/${procedure.path}`)) {
      targets.set(url, target);
    }
  }
  return targets;
}

/** A query alone, and as the only one of a batch, which is how tRPC's clients send it by default. */
function trpcTargets({ output: schema }: RunnableProcedure, fromMemory: Target['fromMemory'], route: string) {
  if (!(schema instanceof z.ZodType)) return [];
  const headers = { vary: 'trpc-accept, accept, accept-encoding' };
  const target = (textOf: (data: unknown) => string): Target => ({
    route,
    acceptsCookie: true,
    fromMemory,
    contentType: 'application/json',
    headersOf: () => headers,
    bodyOf: (output) => textOf(schema.parse(output)),
    isCompressed: true,
  });
  return [
    [route, target((data) => JSON.stringify({ result: { data } }))],
    [`${route}?batch=1&input=%7B%7D`, target((data) => JSON.stringify([{ result: { data } }]))],
  ] as const;
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../api-error.ts';
import { answerError } from './error-response.ts';

/** Gives the methods that a URL has routes for. Empty where there is no route at all. */
export type AllowedMethods = (url: string) => string[];

/** Collects the routes of an application as they are registered, for the `Allow` header (RFC 9110, 15.5.6). Call it first. */
export function allowedMethods(app: FastifyInstance): AllowedMethods {
  const routes: { readonly parts: readonly string[]; readonly methods: readonly string[] }[] = [];
  app.addHook('onRoute', ({ url, method }) => {
    routes.push({ parts: url.split('/'), methods: [method].flat() });
  });
  return (url) => {
    const parts = decoded(url.split('?', 1)[0] ?? '').split('/');
    return [...new Set(routes.filter((route) => matches(route.parts, parts)).flatMap(({ methods }) => methods))];
  };
}

/** Answers 405 with the allowed methods of the URL, or 404 where there are none. */
export function answerNotFound(allowed: readonly string[], request: FastifyRequest, reply: FastifyReply): void {
  if (allowed.length > 0) reply.header('allow', allowed.join(', '));
  answerError(new ApiError(allowed.length > 0 ? 'method_not_allowed' : 'route_not_found'), request, reply);
}

function matches(routeParts: readonly string[], parts: readonly string[]): boolean {
  return (
    routeParts.length === parts.length && routeParts.every((part, at) => part.startsWith(':') || part === parts[at])
  );
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

import type { FastifyInstance } from 'fastify';

/** Tells which methods an address answers to: none where nothing is there. */
export type AllowedMethods = (url: string) => string[];

/** Watches an application's routes as they are registered, for the `Allow` header (RFC 9110, 15.5.6). Call it first. */
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

function matches(wanted: readonly string[], given: readonly string[]): boolean {
  return wanted.length === given.length && wanted.every((part, at) => part.startsWith(':') || part === given[at]);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

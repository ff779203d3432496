import { appRouter } from '@latchkey/api/routers/app-router';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../../web/src/layout/routes.ts';
import { pagePaths } from '../../src/page/page.ts';
import { pageRoot } from '../../src/installation.ts';
import { type TestServices, openTestServices } from '../test-services.ts';
import { documented } from '@latchkey/testing/documented';

const [nginx] = documented('docs/integration.md', 'Put the proxy in front', 'nginx');
const [caddy] = documented('docs/integration.md', 'Put the proxy in front', 'caddy');
const snippets = [
  ['nginx', /location ~ (\S+) \{/.exec(nginx)?.[1]],
  ['Caddy', /path_regexp (\S+)/.exec(caddy)?.[1]],
] as const;

/** What each proxy sends to Latchkey below a base path, and what it keeps from browsers. */
const [nginxBelow] = documented('docs/integration.md', 'Below a path of your own', 'nginx');
const [caddyBelow] = documented('docs/integration.md', 'Below a path of your own', 'caddy');
const [traefikBelow] = documented('docs/integration.md', 'Below a path of your own', 'yaml');
const caddyPath = /@latchkey path (\S+) (\S+)\/\*\n/.exec(caddyBelow) ?? [];
const snippetsBelow = [
  ['nginx', [...nginxBelow.matchAll(/location ~ (\S+) \{/g)].map(([, pattern]) => pattern).toReversed()],
  ['Caddy', [`^${caddyPath[1]}$|^${caddyPath[2]}/`, /@service path_regexp (\S+)/.exec(caddyBelow)?.[1]]],
  ['Traefik', [...traefikBelow.matchAll(/PathRegexp\(`([^`]+)`\)/g)].map(([, pattern]) => pattern)],
] as const;

/** Paths for monitors, and `/`, which is the application's. */
const notForBrowsers = new Set(['/', '/healthz', '/readyz']);

/** What the application and the proxy reach themselves, so that no browser can: the service API and `verify`. */
const isForApplications = (url: string) => /^\/api\/(?:(?:v1\/)?service\/|v1\/verify\/?$)/.test(url);

let test: TestServices;
/** The paths of all routes of the server, with a value for each parameter. */
const own = new Set<string>();
beforeAll(async () => {
  test = await openTestServices();
  const server = test.serverWith({ publicUrl: new URL('https://app.example.com'), pageRoot });
  const procedures = Object.keys(appRouter._def.procedures);
  server.addHook('onRoute', ({ url }) => {
    if (notForBrowsers.has(url) || isForApplications(url)) return;
    const names = url.includes(':path') ? [...procedures, `${procedures[0]},${procedures[1]}`] : [''];
    for (const name of names) own.add(url.replace(':path', name).replaceAll(/:\w+/g, '153'));
  });
  await server.ready();
  await server.close();
});
afterAll(() => test[Symbol.asyncDispose]());

it('the server has a route for every path of the page', () => {
  const screens = Object.values(routes).filter((address) => address !== '/' && address.startsWith('/'));
  expect([...pagePaths].toSorted()).toEqual(screens.toSorted());
});

describe.each(snippets)('the paths that the snippet for %s sends to Latchkey', (_name, pattern = '^$') => {
  const isTaken = (path: string) => new RegExp(pattern).test(path);

  it('are all of Latchkey’s paths', () => {
    expect(own.size).toBeGreaterThan(40);
    expect([...own, '/latchkey/index.js'].filter((path) => !isTaken(path))).toEqual([]);
  });

  it('are no others: similar paths belong to the application', () => {
    const single = [...own].filter((path) => !/^\/(?:api\/(?:trpc|docs)|latchkey)\/|\/$/.test(path));
    const neighbours = single.flatMap((path) => {
      const [folder = ''] = /^.*\//.exec(path) ?? [];
      return [`${path}x`, `${path}/x/y`, `${folder}orders`, folder];
    });
    // An id is any text, and the lists accept a trailing slash.
    const beside = neighbours.filter(
      (path) => !/^\/api\/v1\/user\/myself\/(?:session|devices|alerts)\/[^/]*$/.test(path) && !own.has(path),
    );
    const application = ['/', '/api', '/api/v1', '/api/v1/orders', '/api/v1/orders/7', '/api/v1/users', '/api/v1/user/7', '/api/v1/auth',
      '/api/v1/auth/callback', '/api/v2/user/myself', '/api/trpc', '/api/trpc/app.list', '/api/trpc/orders.list,app.x',
      '/api/trpc/users.list', '/api/trpc/myuser.list', '/api/dbsc', '/api/docsx', '/assets/index.js', '/latchkey', '/latchkeyx/y',
      '/api/v1/verify', '/api/service/serviceSession.begin', '/api/v1/service/sessions', '/api/v1/service/introspect', '/signin/help', '/x/signin', '/x/api/v1/auth/signin']; // prettier-ignore
    expect([...beside, ...application].filter(isTaken)).toEqual([]);
  });
});

describe.each(snippetsBelow)(
  'the paths that the snippet for %s sends to Latchkey below a base path',
  (_name, patterns) => {
    const [sent = '^$', kept = '^'] = patterns.map((pattern) => pattern ?? '^$');
    const isTaken = (path: string) => new RegExp(sent).test(path) && !new RegExp(kept).test(path);

    it('are all of Latchkey’s paths for browsers, and no others', async () => {
      const server = test.serverWith({ publicUrl: new URL('https://app.example.com/account') });
      const below = new Set<string>();
      server.addHook('onRoute', ({ url }) => void below.add(url.replaceAll(/:\w+/g, '153')));
      await server.ready();
      await server.close();
      for (const monitored of ['/healthz', '/readyz']) expect(below.delete(monitored)).toBe(true);
      expect(below.size).toBeGreaterThan(40);
      for (const url of below) {
        expect(url).toMatch(/^\/account(?:\/|$)/);
        expect([url, isTaken(url)]).toEqual([url, !isForApplications(url.slice('/account'.length))]);
      }
      const others = ['/', '/accounts', '/Account/signin', '/signin', '/api/v1/user/myself', '/x/account', '/healthz'];
      expect(others.filter(isTaken)).toEqual([]);
    });
  },
);

import { METHODS } from 'node:http';
import { appRouter } from '@latchkey/api/routers/app-router';
import { restOperations } from '@latchkey/api/rest/rest-operation';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pagePaths } from '../../src/page/page.ts';
import { type TestServices, openTestServices } from '../test-services.ts';

let test: TestServices;
let server: FastifyInstance;
beforeAll(async () => {
  test = await openTestServices();
  server = test.serverWith();
  await server.ready();
});
afterAll(async () => {
  await server.close();
  await test[Symbol.asyncDispose]();
});

// CONNECT never reaches a router: http-limits.test.ts tests it.
type Method = NonNullable<InjectOptions['method']>;
const isRouted = (method: string): method is Method => method !== 'CONNECT';
const methods = METHODS.filter(isRouted);

const ofRest = restOperations(appRouter).map(({ route: { path } }) => path.replaceAll(/\{\w+\}/g, '7'));
const ofTrpc = Object.keys(appRouter._def.procedures).map((name) => `/api/trpc/${name}`);
const ofServer = ['/', '/healthz', '/readyz', '/metrics', '/favicon.svg', '/latchkey/x.js', ...pagePaths];
const ofApi = [
  '/api',
  '/api/',
  '/api/v1',
  '/api/v1/openapi.json',
  '/api/docs',
  '/api/docs/start.js',
  '/api/docs/swagger-ui.css',
];
const odd = [
  '/api/trpc',
  '/api/trpc/',
  '/api/trpc/x',
  '/api/trpc/,',
  '/api/trpc/a/b',
  '/api/v1/orders',
  '/nowhere',
  '//',
  '/%',
  '/api/%ff',
  '/api/trpc/%E0%A4%A',
  '/api/trpc/%25',
  '/api/trpc/%25E0,user.myself?batch=1',
  '/..',
  '*',
];
const paths = [...ofRest, ...ofTrpc, ...ofServer, ...ofApi, ...odd];

it('no method and path is answered with 500, with or without a body', async () => {
  const faults: string[] = [];
  const json = { payload: '{}', headers: { 'content-type': 'application/json' } };
  for (const path of paths) {
    for (const method of methods) {
      for (const asked of [{ url: path }, { url: `${path}/` }, { url: path, ...json }]) {
        const { statusCode } = await server.inject({ method, ...asked });
        if (statusCode >= 500) faults.push(`${statusCode} ${method} ${asked.url}`);
      }
    }
  }
  expect(faults).toEqual([]);
}, 120_000);

it('an unsupported method is answered with 405 and Allow, over REST and tRPC', async () => {
  for (const path of [
    '/api/v1/user/myself',
    '/api/trpc/x',
    '/api/trpc/user.myself',
    '/healthz',
    '/signin',
    '/api/docs',
  ]) {
    for (const method of ['TRACE', 'PATCH', 'PROPFIND', 'OPTIONS'].filter(isRouted)) {
      const { statusCode, headers } = await server.inject({ method, url: path });
      expect([method, path, statusCode]).toEqual([method, path, 405]);
      expect(headers.allow).toMatch(/^[A-Z]+(?:, [A-Z]+)*$/);
    }
  }
});

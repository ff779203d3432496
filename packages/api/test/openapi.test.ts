import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appRouter } from '../src/app-router.ts';
import { errorCodes } from '../src/refusal.ts';
import { restOperations } from '../src/rest/operation.ts';
import { type TestApp, openTestApp, rest } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const operations = restOperations(appRouter);

/** What the server may answer before it knows which route is asked for. */
const ofEveryRoute = ['400', '408', '431', '500', '503'];

interface Described {
  readonly servers: unknown[];
  readonly components: { readonly schemas: Record<string, { readonly enum?: string[] }> };
  readonly paths: Record<
    string,
    Record<
      string,
      {
        readonly security: unknown;
        readonly responses: Record<
          string,
          { readonly headers?: object; readonly content: { readonly 'application/json': { readonly schema: unknown } } }
        >;
      }
    >
  >;
}

describe('the OpenAPI document', () => {
  it('is served, is valid OpenAPI 3.1, and is the committed copy: `pnpm --filter @latchkey/api openapi` renews that', async () => {
    const answer = await rest(app, 'GET', '/openapi.json');
    expect(answer.statusCode).toBe(200);
    const { valid, errors } = await new Validator().validate(answer.json());
    expect([valid, errors]).toEqual([true, undefined]);
    const committed = readFileSync(new URL('../../../docs/openapi.json', import.meta.url), 'utf8');
    expect(committed).toBe(`${JSON.stringify(answer.json(), null, 2)}\n`);
  });

  it('describes every REST route, with each of its refusals', async () => {
    const document: { paths: Record<string, Record<string, { responses: object }>> } = (
      await rest(app, 'GET', '/openapi.json')
    ).json();
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { responses }]) => [
        method.toUpperCase(),
        path,
        Object.keys(responses)
          .filter((status) => !ofEveryRoute.includes(status))
          .join(),
        Object.keys(responses).filter((status) => ofEveryRoute.includes(status)),
      ]),
    );
    expect(described).toEqual(
      [
        ['POST', '/api/v1/auth/signup', '201,403,409,413,415,422,429'],
        ['POST', '/api/v1/auth/signin', '200,401,403,413,415,422,429'],
        ['POST', '/api/v1/auth/stepup', '200,401,403,413,415,422,429'],
        ['POST', '/api/v1/auth/password', '200,401,403,413,415,422,429'],
        ['POST', '/api/v1/auth/recovery', '200,403,413,415,422,429'],
        ['POST', '/api/v1/auth/recovery/password', '200,403,404,413,415,422,429'],
        ['GET', '/api/v1/auth/verification', '200,401'],
        ['POST', '/api/v1/auth/verification', '200,401,403,413,415,422,429'],
        ['POST', '/api/v1/auth/verification/confirm', '200,403,404,413,415,422,429'],
        ['POST', '/api/v1/auth/verification/disown', '200,403,404,413,415,422,429'],
        ['GET', '/api/v1/user/myself', '200,401'],
        ['GET', '/api/v1/user/myself/session', '200,401'],
        ['DELETE', '/api/v1/user/myself/session/{id}', '200,401,403,404'],
        ['POST', '/api/v1/user/myself/session/logoutCurrentSession', '200,401,403,404,413,415,422'],
      ].map((route) => [...route, ofEveryRoute]),
    );
  });

  it('names the server, every schema and every code, and says what is open to anybody and when to come back', async () => {
    const document: Described = (await rest(app, 'GET', '/openapi.json')).json();
    expect(document.servers).toEqual([expect.objectContaining({ url: '/' })]);
    expect(document.components.schemas.ErrorCode?.enum).toEqual(errorCodes);
    for (const operation of operations) {
      const { path, method } = operation.route;
      const described = document.paths[path]?.[method.toLowerCase()];
      expect([path, described?.security]).toEqual([path, operation.signedIn ? [{ token: [] }] : []]);
      for (const [status, response] of Object.entries(described?.responses ?? {})) {
        expect(response.content['application/json'].schema).toEqual({
          $ref: expect.stringMatching(/^#\/components\/schemas\/[A-Z]/),
        });
        const wanted = ['429', '503'].includes(status) ? ['Retry-After'] : status === '401' ? ['WWW-Authenticate'] : [];
        expect([path, status, Object.keys(response.headers ?? {})]).toEqual([path, status, wanted]);
      }
    }
  });

  it('tells the truth about the answers', async () => {
    const { token } = await app.signUp();
    for (const { route } of operations.filter((operation) => operation.route.method === 'GET')) {
      const answer = await rest(app, 'GET', route.path.slice('/api/v1'.length), token);
      expect(route.body.parse(answer.json())).toEqual(answer.json());
    }
  });
});

describe('/api/docs', () => {
  it('loads everything that it names from this server', async () => {
    const page = await app.http.inject('/api/docs');
    expect(page.headers['content-type']).toContain('text/html');
    const named = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url);
    expect(named).toHaveLength(3);
    for (const url of named) {
      expect(url).not.toMatch(/^(?:https?:)?\/\//);
      expect((await app.http.inject(`/api/${url}`)).statusCode, url).toBe(200);
    }
  });
});

describe('the router', () => {
  it('answers to these procedures and no others', () => {
    expect(Object.keys(appRouter._def.procedures)).toEqual([
      'auth.options',
      'auth.signUp',
      'auth.signIn',
      'auth.stepUp',
      'auth.changePassword',
      'recovery.request',
      'recovery.readByLink',
      'recovery.setPassword',
      'verification.status',
      'verification.request',
      'verification.readByLink',
      'verification.confirm',
      'verification.disown',
      'user.myself',
      'user.visitor',
      'user.idleLimits',
      'user.setIdleLimit',
      'user.setLanguage',
      'session.list',
      'session.page',
      'session.watch',
      'session.revoke',
      'session.revokeMany',
      'session.revokeOthers',
      'session.revokeAll',
      'session.logout',
      'session.logoutCurrentSession',
      'device.rename',
      'history.list',
      'alert.list',
      'alert.answer',
      'alert.readByLink',
      'alert.answerByLink',
    ]);
  });
});

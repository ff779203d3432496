import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { appRouter } from '../../src/routers/app-router.ts';
import type { ProcedureMeta } from '../../src/procedure.ts';
import { errorCodes } from '../../src/api-error.ts';
import { serviceRouter } from '../../src/service/service-router.ts';
import { restOperations } from '../../src/rest/rest-operation.ts';
import { emptyAnswer } from '../../src/rest/route.ts';
import { serviceKey } from '../service/service.ts';
import { rest, sharedTestApp } from '../testing/test-app.ts';

const app = await sharedTestApp();

const operations = [...restOperations(appRouter), ...restOperations(serviceRouter)];

const securityOf = ({ signedIn, scope }: ProcedureMeta) =>
  scope ? [{ serviceKey: [] }] : signedIn ? [{ token: [] }] : [];

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
          {
            readonly headers?: object;
            readonly content?: { readonly 'application/json': { readonly schema: unknown } };
          }
        >;
      }
    >
  >;
}

describe('the OpenAPI document', () => {
  it('is served, is valid OpenAPI 3.1, and is docs/openapi.json (`pnpm --filter @latchkey/api openapi` writes it)', async () => {
    const answer = await rest(app, 'GET', '/openapi.json');
    expect(answer.statusCode).toBe(200);
    const { valid, errors } = await new Validator().validate(answer.json());
    expect([valid, errors]).toEqual([true, undefined]);
    const committed = readFileSync(new URL('../../../../docs/openapi.json', import.meta.url), 'utf8');
    expect(committed).toBe(`${JSON.stringify(answer.json(), null, 2)}\n`);
  });

  it('describes every REST route with each of its errors', async () => {
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
        ['POST', '/api/v1/auth/signin', '200,401,403,409,413,415,422,429'],
        ['POST', '/api/v1/auth/stepup', '200,401,403,413,415,422,429'],
        ['POST', '/api/v1/auth/password', '200,401,403,413,415,422,429'],
        ['POST', '/api/v1/auth/recovery', '200,403,413,415,422,429'],
        ['POST', '/api/v1/auth/recovery/password', '200,403,404,413,415,422,429'],
        ['GET', '/api/v1/auth/verification', '200,401'],
        ['POST', '/api/v1/auth/verification', '200,401,403,413,415,422,429'],
        ['POST', '/api/v1/auth/verification/confirm', '200,403,404,413,415,422,429'],
        ['POST', '/api/v1/auth/verification/disown', '200,403,404,413,415,422,429'],
        ['GET', '/api/v1/user/myself', '200,401'],
        ['GET', '/api/v1/verify', '200,401'],
        ['GET', '/api/v1/user/myself/session', '200,401'],
        ['GET', '/api/v1/user/myself/devices', '200,401,422'],
        ['DELETE', '/api/v1/user/myself/session/{id}', '200,401,403,404,429'],
        ['DELETE', '/api/v1/user/myself/devices/others', '200,401,403,429'],
        ['POST', '/api/v1/user/myself/session/logoutCurrentSession', '200,401,403,404,413,415,422'],
        ['POST', '/api/v1/user/myself/devices/{device_id}', '200,401,403,404,413,415,422,429'],
        ['GET', '/api/v1/user/myself/history', '200,401,422'],
        ['GET', '/api/v1/user/myself/alerts', '200,401'],
        ['POST', '/api/v1/user/myself/alerts/{id}', '200,401,403,404,413,415,422,429'],
        ['POST', '/api/v1/service/sessions', '201,401,403,409,413,415,422,429'],
        ['POST', '/api/v1/service/sessions/confirm', '200,401,403,404,409,413,415,422,429'],
        ['POST', '/api/v1/service/step-ups', '200,401,403,404,409,413,415,422,429'],
        ['POST', '/api/v1/service/introspect', '200,401,403,413,415,422,429'],
        ['POST', '/api/v1/service/sessions/logout', '200,401,403,409,413,415,422,429'],
        ['GET', '/api/v1/service/users/{subject}/sessions', '200,401,403,404,422,429'],
        ['DELETE', '/api/v1/service/users/{subject}/sessions', '200,401,403,404,422,429'],
        ['DELETE', '/api/v1/service/users/{subject}/sessions/{id}', '200,401,403,404,422,429'],
        ['POST', '/api/v1/service/users/{subject}', '200,401,403,413,415,422,429'],
        ['DELETE', '/api/v1/service/users/{subject}', '200,401,403,404,422,429'],
        ['POST', '/api/v1/service/users/{subject}/disable', '200,401,403,404,413,415,422,429'],
        ['POST', '/api/v1/service/users/{subject}/enable', '200,401,403,404,413,415,422,429'],
        ['POST', '/api/v1/service/users/{subject}/failed-attempts', '201,401,403,404,413,415,422,429'],
        ['GET', '/api/v1/service/events', '200,401,403,422,429'],
        ['POST', '/api/v1/service/webhooks', '201,401,403,409,413,415,422,429'],
        ['GET', '/api/v1/service/webhooks', '200,401,403,429'],
        ['POST', '/api/v1/service/webhooks/{id}', '200,401,403,404,413,415,422,429'],
        ['DELETE', '/api/v1/service/webhooks/{id}', '200,401,403,404,422,429'],
        ['GET', '/api/v1/service/webhooks/{id}/deliveries', '200,401,403,404,422,429'],
        ['POST', '/api/v1/service/webhook-deliveries/{id}/resend', '201,401,403,404,413,415,422,429'],
      ].map((route) => [...route, ofEveryRoute]),
    );
  });

  it('has the server, every schema and code, the security and Retry-After of each route', async () => {
    const document: Described = (await rest(app, 'GET', '/openapi.json')).json();
    expect(document.servers).toEqual([expect.objectContaining({ url: '/' })]);
    expect(document.components.schemas.ErrorCode?.enum).toEqual(errorCodes);
    for (const operation of operations) {
      const { path, method } = operation.route;
      const described = document.paths[path]?.[method.toLowerCase()];
      expect([path, described?.security]).toEqual([path, securityOf(operation.procedure.meta)]);
      for (const [status, response] of Object.entries(described?.responses ?? {})) {
        const schema = response.content?.['application/json'].schema;
        // A success at `verify` has no body.
        if (operation.route.body === emptyAnswer && status === '200') expect(schema).toBeUndefined();
        else expect(schema).toEqual({ $ref: expect.stringMatching(/^#\/components\/schemas\/[A-Z]/) });
        const wanted = ['429', '503'].includes(status) ? ['Retry-After'] : status === '401' ? ['WWW-Authenticate'] : [];
        expect([path, status, Object.keys(response.headers ?? {})]).toEqual([path, status, wanted]);
      }
    }
  });

  it('has schemas that real answers match', async () => {
    const { token } = await app.signUp();
    const { id } = (await rest(app, 'GET', '/user/myself', token)).json().user;
    const key = await serviceKey(app);
    const endpoint = { url: 'https://app.example.com/hook', format: 'webhook', kinds: [], audience: null } as const;
    const created = await app.services.webhooks.create(endpoint);
    const endpointId = created.ok ? created.value.id : 0;
    for (const { route, procedure } of operations.filter((operation) => operation.route.method === 'GET')) {
      const path = route.path
        .slice('/api/v1'.length)
        .replace('{subject}', `latchkey:${id}`)
        .replace('{id}', String(endpointId));
      const answer = await rest(app, 'GET', path, procedure.meta.scope ? key : token);
      const body = answer.body === '' ? undefined : answer.json();
      expect(route.body.parse(body)).toEqual(body);
    }
  });
});

describe('/api/docs', () => {
  it('loads all of its files from this server', async () => {
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
  it('has these procedures and no others', () => {
    expect(Object.keys(appRouter._def.procedures)).toEqual([
      'auth.options',
      'auth.signUp',
      'auth.signIn',
      'auth.stepUp',
      'auth.requestStepUp',
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
      'user.verify',
      'user.current',
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

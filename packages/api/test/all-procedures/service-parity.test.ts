import type { AnyRouter } from '@trpc/server';
import { describe, expect, it } from 'vitest';
import { restOperations } from '../../src/rest/rest-operation.ts';
import { serviceRouter } from '../../src/service/service-router.ts';
import { appRouter } from '../../src/routers/app-router.ts';
import { askOperation, askTrpc, serviceKey } from '../service/service.ts';
import {
  type ServiceInput,
  type ServiceScene,
  acceptedInputs,
  applicationWithStepUp,
  client,
  servedRoutes,
  serviceScene,
} from '../service/service-scene.ts';
import { sharedTestApp } from '../testing/test-app.ts';

const app = await sharedTestApp(applicationWithStepUp);
const key = await serviceKey(app);
const operations = restOperations(serviceRouter);

interface Case {
  readonly procedure: string;
  readonly input: (of: ServiceScene) => ServiceInput;
  readonly status: number;
  readonly code?: string;
}

const beginning = (more: object) => (given: ServiceScene) => ({
  subject: given.subject,
  methods: ['pwd'],
  kind: 'program',
  client,
  ...more,
});
const ofOther = ({ other }: ServiceScene) => ({ subject: other });

/** One case of each procedure that succeeds. */
const accepted = operations.map(({ procedure: { path }, route }): Case => ({
  procedure: path,
  input: acceptedInputs[path] ?? missingInput(path),
  status: route.status,
}));

function missingInput(path: string): never {
  throw new Error(`${path} needs an accepted input in service-scene.ts`);
}

const cases: Case[] = [
  ...accepted,
  { procedure: 'serviceSession.begin', input: beginning({ methods: [] }), status: 422, code: 'validation_failed' },
  { procedure: 'serviceSession.begin', input: beginning({ maxPrograms: 0 }), status: 422, code: 'validation_failed' },
  { procedure: 'serviceSession.begin', input: beginning({ maxPrograms: 1, atLimit: 'refuse' }), status: 409, code: 'session_limit_reached' },
  { procedure: 'serviceSession.begin', input: beginning({ subject: 'latchkey:1' }), status: 422, code: 'validation_failed' },
  { procedure: 'serviceSession.confirm', input: ({ token, other }) => ({ token, subject: other, methods: ['otp'] }), status: 409, code: 'subject_differs' },
  { procedure: 'serviceSession.confirm', input: ({ subject }) => ({ token: 'x', subject, methods: ['otp'] }), status: 404, code: 'session_token_incorrect' },
  { procedure: 'serviceSession.confirm', input: ({ token, subject }) => ({ token, subject, methods: ['otp'], request: 'x' }), status: 409, code: 'step_up_request_unusable' },
  { procedure: 'serviceSession.confirm', input: ({ token, subject }) => ({ token, subject, methods: ['otp'] }), status: 200 },
  { procedure: 'serviceSession.readStepUp', input: ({ token }) => ({ token, request: 'x' }), status: 409, code: 'step_up_request_unusable' },
  { procedure: 'serviceSession.introspect', input: () => ({ token: 'x' }), status: 200 },
  { procedure: 'serviceSession.logout', input: () => ({ token: 'x' }), status: 200 },
  { procedure: 'serviceSession.introspect', input: () => ({ token: 7 }), status: 422, code: 'validation_failed' },
  { procedure: 'serviceUser.sessions', input: ofOther, status: 404, code: 'subject_not_found' },
  { procedure: 'serviceUser.endSession', input: ({ subject }) => ({ subject, id: 999_999_999 }), status: 404, code: 'session_token_not_found' },
  { procedure: 'serviceUser.endSession', input: ({ other, id }) => ({ subject: other, id }), status: 404, code: 'subject_not_found' },
  { procedure: 'serviceUser.endSession', input: ({ subject, id }) => ({ subject, id: `0x${id.toString(16)}` }), status: 404, code: 'session_token_not_found' },
  { procedure: 'serviceUser.endSession', input: ({ subject, id }) => ({ subject, id: ` ${id}` }), status: 404, code: 'session_token_not_found' },
  { procedure: 'serviceUser.endSessions', input: ofOther, status: 404, code: 'subject_not_found' },
  { procedure: 'serviceUser.save', input: ({ subject }) => ({ subject, email: 'nobody' }), status: 422, code: 'validation_failed' },
  { procedure: 'serviceUser.disable', input: ofOther, status: 404, code: 'subject_not_found' },
  { procedure: 'serviceUser.enable', input: ofOther, status: 404, code: 'subject_not_found' },
  { procedure: 'serviceUser.remove', input: ofOther, status: 404, code: 'subject_not_found' },
  { procedure: 'serviceEvent.list', input: () => ({ after: 999_999_999 }), status: 422, code: 'validation_failed' },
  { procedure: 'serviceEvent.list', input: () => ({ limit: 101 }), status: 422, code: 'validation_failed' },
  { procedure: 'serviceWebhook.create', input: () => ({ url: 'http://hooks.example.com/' }), status: 422, code: 'validation_failed' },
  { procedure: 'serviceWebhook.create', input: () => ({ url: 'https://hooks.example.com/', format: 'set' }), status: 422, code: 'validation_failed' },
  { procedure: 'serviceWebhook.change', input: () => ({ id: 999_999_999 }), status: 404, code: 'endpoint_not_found' },
  { procedure: 'serviceWebhook.change', input: ({ endpoint }) => ({ id: endpoint, url: 'http://hooks.example.com/' }), status: 422, code: 'validation_failed' },
  { procedure: 'serviceWebhook.remove', input: () => ({ id: 'x' }), status: 404, code: 'endpoint_not_found' },
  { procedure: 'serviceWebhook.deliveries', input: ({ endpoint }) => ({ id: endpoint, limit: 0 }), status: 422, code: 'validation_failed' },
  { procedure: 'serviceWebhook.resend', input: () => ({ id: 999_999_999 }), status: 404, code: 'delivery_not_found' },
  { procedure: 'serviceUser.recordFailure', input: ({ other }) => ({ subject: other, client }), status: 404, code: 'subject_not_found' },
]; // prettier-ignore

function operationOf(name: string) {
  const operation = operations.find(({ procedure }) => procedure.path === name);
  if (!operation) throw new Error(`${name} has no route`);
  return operation;
}

describe('the service API gives the same answer over REST and tRPC:', () => {
  it.each(cases)('$procedure, $status $code', async ({ procedure, input, status, code }) => {
    const operation = operationOf(procedure);
    const rest = await askOperation(app, key, operation, input(await serviceScene(app, key)));
    const isQuery = operation.procedure.type === 'query';
    const trpc = await askTrpc(app, key, procedure, input(await serviceScene(app, key)), isQuery);
    const { error_code: restCode }: { error_code?: string } = rest.json();
    const { error }: { error?: { data: { errorCode: string } } } = trpc.json();
    expect([rest.statusCode, restCode]).toEqual([status, code]);
    // tRPC answers 200 for every success.
    expect([trpc.statusCode, error?.data.errorCode]).toEqual([status === 201 ? 200 : status, code]);
  });

  it.each([true, [1], null])('what is no id over tRPC ends nothing: %j', async (given) => {
    const { subject, id } = await serviceScene(app, key);
    const answer = await askTrpc(app, key, 'serviceUser.endSession', { subject, id: given }, false);
    expect(answer.statusCode).toBe(422);
    const rest = await askOperation(app, key, operationOf('serviceUser.endSession'), { subject, id });
    expect(rest.statusCode).toBe(200);
  });

  it('every procedure that takes an id, a user or a token has a case that is refused', () => {
    const refused = new Set(cases.filter(({ code }) => code !== undefined).map(({ procedure }) => procedure));
    const names = operations.map(({ procedure }) => procedure.path).filter((name) => !refused.has(name));
    // Their answer does not depend on the token, or they have no input.
    expect(names).toEqual(['serviceSession.logout', 'serviceWebhook.list']);
  });

  it('every route is that of a procedure, and every procedure has one', async () => {
    const pathOf = ({ route }: (typeof operations)[number]) => `${route.method} ${route.path}`;
    const served = await servedRoutes(app.services);
    // A WebSocket, which verifier.test.ts tests.
    const ofVerifiers = 'GET /api/v1/service/verifier';
    const ofService = served.filter((route) => route.includes(' /api/v1/service') && route !== ofVerifiers);
    expect(ofService).toEqual(operations.map(pathOf).toSorted());
    const router: AnyRouter = serviceRouter;
    expect(operations.map(({ procedure }) => procedure.path).toSorted()).toEqual(
      Object.keys(router._def.procedures).toSorted(),
    );
    const ofProcedures = new Set([...operations, ...restOperations(appRouter)].map(pathOf));
    const others = served.filter((route) => route.includes(' /api/v1/') && !ofProcedures.has(route));
    // The public keys of tokens, and the document of all routes.
    expect(others).toEqual(['GET /api/v1/jwks', 'GET /api/v1/openapi.json', ofVerifiers]);
  });
});

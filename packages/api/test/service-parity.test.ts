import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { restOperations } from '../src/rest/rest-operation.ts';
import { serviceRouter } from '../src/service/service-router.ts';
import { ask, askTrpc, serviceKey } from './service.ts';
import { sharedTestApp, trpc as callTrpc } from './test-app.ts';

const app = await sharedTestApp({ accounts: 'both', application: { stepUpUrl: '/confirm' } });
const key = await serviceKey(app);
const client = { ip: '203.0.113.9', headers: { 'user-agent': 'shop/1.0' } };

/** A user of the application with one session of a program, and a request for a step-up in it. */
async function scene() {
  const subject = randomUUID();
  const begun = await ask(app, key, 'POST', '/sessions', { subject, methods: ['pwd'], kind: 'program', client });
  const { session_id: id, session_token: token }: { session_id: number; session_token: string } = begun.json();
  const asked = await callTrpc(app, 'mutation', 'auth.requestStepUp', token, { purpose: 'continue' });
  const { url }: { url: string } = asked.json().result.data;
  return { subject, id, token, request: url.split('=')[1], other: randomUUID() };
}
type Scene = Awaited<ReturnType<typeof scene>>;

interface Case {
  readonly procedure: string;
  readonly input: (given: Scene) => Readonly<Record<string, unknown>>;
  readonly status: number;
  readonly code?: string;
}

const beginning = (more: object) => (given: Scene) => ({
  subject: given.subject,
  methods: ['pwd'],
  kind: 'program',
  client,
  ...more,
});
const ofUser = ({ subject }: Scene) => ({ subject });
const ofOther = ({ other }: Scene) => ({ subject: other });

const cases: Case[] = [
  { procedure: 'serviceSession.begin', input: beginning({}), status: 201 },
  { procedure: 'serviceSession.begin', input: beginning({ methods: [] }), status: 422, code: 'validation_failed' },
  { procedure: 'serviceSession.begin', input: beginning({ maxPrograms: 0 }), status: 422, code: 'validation_failed' },
  { procedure: 'serviceSession.begin', input: beginning({ maxPrograms: 1, atLimit: 'refuse' }), status: 409, code: 'session_limit_reached' },
  { procedure: 'serviceSession.begin', input: beginning({ subject: 'latchkey:1' }), status: 422, code: 'validation_failed' },
  { procedure: 'serviceSession.confirm', input: ({ token, subject }) => ({ token, subject, methods: ['otp'] }), status: 200 },
  { procedure: 'serviceSession.confirm', input: ({ token, other }) => ({ token, subject: other, methods: ['otp'] }), status: 409, code: 'subject_differs' },
  { procedure: 'serviceSession.confirm', input: ({ subject }) => ({ token: 'x', subject, methods: ['otp'] }), status: 404, code: 'session_token_incorrect' },
  { procedure: 'serviceSession.confirm', input: ({ token, subject, request }) => ({ token, subject, methods: ['otp'], request }), status: 200 },
  { procedure: 'serviceSession.confirm', input: ({ token, subject }) => ({ token, subject, methods: ['otp'], request: 'x' }), status: 409, code: 'step_up_request_unusable' },
  { procedure: 'serviceSession.readStepUp', input: ({ token, request }) => ({ token, request }), status: 200 },
  { procedure: 'serviceSession.readStepUp', input: ({ token }) => ({ token, request: 'x' }), status: 409, code: 'step_up_request_unusable' },
  { procedure: 'serviceSession.introspect', input: ({ token }) => ({ token }), status: 200 },
  { procedure: 'serviceSession.introspect', input: () => ({ token: 'x' }), status: 200 },
  { procedure: 'serviceSession.introspect', input: () => ({ token: 7 }), status: 422, code: 'validation_failed' },
  { procedure: 'serviceSession.logout', input: ({ token }) => ({ token }), status: 200 },
  { procedure: 'serviceUser.sessions', input: ofUser, status: 200 },
  { procedure: 'serviceUser.sessions', input: ofOther, status: 404, code: 'subject_not_found' },
  { procedure: 'serviceUser.endSession', input: ({ subject, id }) => ({ subject, id }), status: 200 },
  { procedure: 'serviceUser.endSession', input: ({ subject }) => ({ subject, id: 999_999_999 }), status: 404, code: 'session_token_not_found' },
  { procedure: 'serviceUser.endSession', input: ({ other, id }) => ({ subject: other, id }), status: 404, code: 'subject_not_found' },
  { procedure: 'serviceUser.endSessions', input: ofUser, status: 200 },
  { procedure: 'serviceUser.endSessions', input: ofOther, status: 404, code: 'subject_not_found' },
  { procedure: 'serviceUser.save', input: ({ subject }) => ({ subject, email: 'ada@example.org', maxBrowsers: 2 }), status: 200 },
  { procedure: 'serviceUser.save', input: ({ subject }) => ({ subject, email: 'nobody' }), status: 422, code: 'validation_failed' },
  { procedure: 'serviceUser.bar', input: ofUser, status: 200 },
  { procedure: 'serviceUser.bar', input: ofOther, status: 404, code: 'subject_not_found' },
  { procedure: 'serviceUser.admit', input: ofUser, status: 200 },
  { procedure: 'serviceUser.admit', input: ofOther, status: 404, code: 'subject_not_found' },
  { procedure: 'serviceUser.remove', input: ofUser, status: 200 },
  { procedure: 'serviceUser.remove', input: ofOther, status: 404, code: 'subject_not_found' },
  { procedure: 'serviceUser.recordFailure', input: ({ subject }) => ({ subject, client }), status: 201 },
  { procedure: 'serviceUser.recordFailure', input: ({ other }) => ({ subject: other, client }), status: 404, code: 'subject_not_found' },
]; // prettier-ignore

const operations = restOperations(serviceRouter);

function operationOf(name: string) {
  const operation = operations.find(({ procedure }) => procedure.path === name);
  if (!operation) throw new Error(`${name} has no route`);
  return operation;
}

/** The request over REST: what the path names is in it, all else in the body, by the names on the wire. */
function overRest(name: string, input: Readonly<Record<string, unknown>>) {
  const { names, route } = operationOf(name);
  const wire = new Map(Object.entries(input).map(([field, value]) => [names.wireName(field), value]));
  const path = route.path.slice('/api/v1/service'.length).replaceAll(/\{(\w+)\}/g, (_match, field: string) => {
    const value = wire.get(field);
    wire.delete(field);
    return encodeURIComponent(String(value));
  });
  return ask(app, key, route.method, path, route.method === 'POST' ? Object.fromEntries(wire) : undefined);
}

describe('the service API gives the same answer over REST and tRPC:', () => {
  it.each(cases)('$procedure, $status $code', async ({ procedure, input, status, code }) => {
    const rest = await overRest(procedure, input(await scene()));
    const isQuery = operationOf(procedure).procedure.type === 'query';
    const trpc = await askTrpc(app, key, procedure, input(await scene()), isQuery);
    const { error_code: restCode }: { error_code?: string } = rest.json();
    const { error }: { error?: { data: { errorCode: string } } } = trpc.json();
    expect([rest.statusCode, restCode]).toEqual([status, code]);
    // tRPC answers 200 for every success.
    expect([trpc.statusCode, error?.data.errorCode]).toEqual([status === 201 ? 200 : status, code]);
  });

  it('every procedure has a case that succeeds', () => {
    const done = new Set(cases.filter(({ code }) => code === undefined).map(({ procedure }) => procedure));
    const sessions = operations
      .map(({ procedure }) => procedure.path)
      .filter((name) => /^service(?:Session|User)\./.test(name));
    expect([...done].toSorted()).toEqual(sessions.toSorted());
  });
});

import { text as readText } from 'node:stream/consumers';
import type { AnyRouter } from '@trpc/server';
import fc from 'fast-check';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { appRouter } from '../../src/routers/app-router.ts';
import { serviceRouter } from '../../src/service/service-router.ts';
import { type ServiceScene, acceptedInputs, applicationWithStepUp, serviceScene } from '../service/service-scene.ts';
import { serviceKey } from '../service/service.ts';
import { restOperations } from '../../src/rest/rest-operation.ts';
import { password, rest, sharedTestApp } from '../testing/test-app.ts';

/** Requests a property is tried with. A night's worth: `FUZZ_RUNS=100000`. */
const numRuns = Number(process.env.FUZZ_RUNS ?? 300);
const options = { numRuns, ...(process.env.FUZZ_SEED ? { seed: Number(process.env.FUZZ_SEED) } : {}) };
const patience = 30_000 + numRuns * 100;

const routers: AnyRouter[] = [appRouter, serviceRouter];
// A stream does not end, so a request for one has no answer to wait for: see `session-stream.test.ts`.
const procedures = routers
  .flatMap((router) => Object.entries<{ _def: { type: string; inputs: readonly unknown[] } }>(router._def.procedures))
  .filter(([, { _def }]) => _def.type !== 'subscription');
const operations = routers.flatMap(restOperations);

/** The fields of an object's schema, and of the objects in it: each as the names that lead to it. */
const fieldsOf = (schema: unknown): string[][] =>
  schema instanceof z.ZodObject
    ? Object.entries(schema.shape).flatMap(([name, inner]) => [
        [name],
        ...fieldsOf(inner).map((path) => [name, ...path]),
      ])
    : [];

/** Every name that an input has, inside and on the wire, and names that are properties of every object. */
const fields = Array.from(
  new Set([
    ...procedures.flatMap(([, { _def }]) => _def.inputs.flatMap(fieldsOf).flat()),
    ...operations.flatMap(({ procedure, names }) =>
      procedure.inputs.flatMap(fieldsOf).flatMap(([name = '']) => names.wireName(name)),
    ),
    '__proto__',
    'constructor',
    'toString',
    '',
  ]),
);

const app = await sharedTestApp(applicationWithStepUp);
let { token, email } = await app.signUp();
const applicationKey = await serviceKey(app);
let scene = await serviceScene(app, applicationKey);

/** The token of a live session: a new account's, where the requests before have ended the last one. */
async function livingToken(): Promise<string> {
  if ((await rest(app, 'GET', '/user/myself', token)).statusCode !== 200) ({ token, email } = await app.signUp());
  return token;
}

/** A user of the application with a live session: a new one, where the requests before have ended the last one. */
async function livingScene(): Promise<ServiceScene> {
  const isLive = (await rest(app, 'GET', '/user/myself', scene.token)).statusCode === 200;
  if (!isLive) scene = await serviceScene(app, applicationKey);
  return scene;
}

const nastyTexts = ['\u0000', 'a\u0000b', '\ud800', '\udfff\ud800', '\u202e', '🗝️'.repeat(300), 'ﬀ'.repeat(900),
  ' ', '\n', "'; DROP TABLE users; --", '%00', '%', '../../etc/passwd', 'x'.repeat(20_000), `${'a'.repeat(250)}@b.cd`,
  'a@'.repeat(100), `a@${'b-.'.repeat(80)}`, '-0', '1e309', 'latchkey_', `latchkey_${'0'.repeat(72)}`]; // prettier-ignore
const nastyNumbers = [0, -0, -1, 1.5, 2 ** 31, 2 ** 53, 2 ** 63, 1e300, -1e300, 5e-324];
const nasty = fc.constantFrom(...nastyTexts);
const text = fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme' }));
const number = fc.oneof(fc.constantFrom(...nastyNumbers), fc.double({ noNaN: true }), fc.integer());
const value = fc.oneof(text, number, fc.boolean(), fc.constant(null), fc.jsonValue({ maxDepth: 3 }));
const shaped = fc.uniqueArray(fc.tuple(fc.constantFrom(...fields), value), { maxLength: 6, selector: ([key]) => key });
const asJson = (pairs: [string, unknown][]) =>
  `{${pairs.map(([key, each]) => `${JSON.stringify(key)}:${JSON.stringify(each)}`).join(',')}}`;
/** In order but for one thing or two, so that most of it reaches the services and the database. */
const nearly = fc
  .tuple(shaped, fc.constantFrom(password, 'wrong'), fc.constantFrom(...Object.values(acceptedInputs)))
  .map(([pairs, secret, accepted]) => asJson([['email', email], ['password', secret], ['newPassword', password],
    ['new_password', password], ['deviceId', 1], ['name', 'n'], ['id', 1], ['ids', [1, 2]],
    ['order', 'oldest_use_first'], ['after', { lastUsed: 1, id: 1 }], ['session_token', token], ['sessionToken', token],
    ['purpose', 'continue'], ...Object.entries(accepted(scene)), ...pairs.slice(0, 2)])); // prettier-ignore
const deep = fc.integer({ min: 1, max: 30_000 }).map((depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`);
const odd = fc.constantFrom('', '{', '}', '[', 'null', 'NaN', '1e400', `1${'0'.repeat(400)}`, '"\\ud800"', '"\\u0000"', '\ufeff{}',
  '{"__proto__":{"email":1}}', '{"constructor":{"prototype":{"x":1}}}', '{"a":1,"a":2}', '{"email":{"toString":1}}',
  `{"a":${'{"a":'.repeat(9000)}1${'}'.repeat(9000)}}`, '\u0000'); // prettier-ignore
const body = fc.oneof(
  { arbitrary: nearly, weight: 4 },
  { arbitrary: shaped.map(asJson), weight: 4 },
  { arbitrary: fc.json(), weight: 2 },
  { arbitrary: odd, weight: 2 },
  { arbitrary: deep, weight: 1 },
  { arbitrary: text, weight: 1 },
);

/** What may stand in a header: a server never sees others, because Node refuses them before. */
const headerText = fc.oneof(
  fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).filter((code) => code !== 0x7f).map((code) => String.fromCharCode(code)), maxLength: 200 }),
  fc.constantFrom('', ' ', ',', ';', '=', '"', '%', '%zz', 'null', '*/*', 'x'.repeat(8000), '"'.repeat(3000), '; '.repeat(3000)),
); // prettier-ignore
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const either = (...texts: string[]) => fc.oneof(fc.constantFrom(...texts), headerText);
const strange = fc.record({
  authorization: maybe(either('Bearer', 'Bearer  ', `Bearer ${'x'.repeat(9000)}`, 'Basic YTpi', 'bearer latchkey_')),
  cookie: maybe(either('latchkey=', 'latchkey=x; latchkey=y', 'latchkey=%E0%A4%A', `latchkey-device=${'0'.repeat(64)}`, '__proto__=1')),
  'content-type': maybe(either('application/json', 'application/json; charset=utf-7', 'text/plain', 'multipart/form-data; boundary=x', 'application/octet-stream', 'application/x-www-form-urlencoded', 'nonsense')),
  origin: maybe(either('null', 'http://localhost:3000', 'https://evil.example', 'http://[')),
  'sec-fetch-site': maybe(fc.constantFrom('same-origin', 'none', 'cross-site', 'same-site', '', 'x')),
  'user-agent': maybe(either('curl/8', 'Mozilla/5.0 '.repeat(500), 'SL'.repeat(40_000), '<script>alert(1)</script>')),
  'x-forwarded-for': maybe(either('1.2.3.4', '::1, ::2', '1.2.3.4:80', ',,,')),
  accept: maybe(either('text/html', 'text/event-stream', 'application/jsonl')),
  'trpc-accept': maybe(either('application/jsonl', 'text/event-stream')),
  'content-length': maybe(fc.constantFrom('0', '-1', '99999999', 'x')),
  'x-trpc-source': maybe(headerText),
  'last-event-id': maybe(headerText),
  'transfer-encoding': maybe(fc.constantFrom('chunked', 'gzip', 'x')),
}, { requiredKeys: [] }); // prettier-ignore

/** Half of the requests are plain ones, so that their bodies are looked at. */
const headers = fc.oneof(
  fc.constant<Record<string, string | undefined>>({ 'content-type': 'application/json' }),
  strange,
);

/** The credentials of a request: none, or in most of them a valid token, so that they pass authentication. */
const credential = fc.constantFrom('none', 'bearer', 'bearer', 'cookie', 'subject', 'key', 'key', 'key');

type Method = NonNullable<InjectOptions['method']>;

interface Sent {
  readonly method: Method;
  readonly url: string;
  readonly payload?: string | undefined;
  readonly headers: Record<string, string | undefined>;
  readonly as: string;
}

type Answer = Pick<LightMyRequestResponse, 'statusCode' | 'body'>;

async function send({ method, url, payload, headers: given, as }: Sent): Promise<Answer> {
  const [living, subject] = [await livingToken(), await livingScene()];
  const own: Record<string, Record<string, string>> = {
    bearer: { authorization: `Bearer ${living}` },
    cookie: { cookie: `latchkey=${living}` },
    subject: { authorization: `Bearer ${subject.token}` },
    key: { authorization: `Bearer ${applicationKey}` },
  };
  const all = { ...given, ...(as in own ? own[as] : {}) };
  const present = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const content = payload === undefined ? {} : { payload };
  const answer = await app.http.inject({
    method,
    url,
    headers: Object.fromEntries(present),
    ...content,
    payloadAsStream: true,
  });
  // A stream of events does not end by itself.
  if (String(answer.headers['content-type']).startsWith('text/event-stream')) {
    answer.stream().destroy();
    return { statusCode: answer.statusCode, body: '' };
  }
  return { statusCode: answer.statusCode, body: await readText(answer.stream()) };
}

interface Body {
  readonly msg?: unknown;
  readonly error_code?: unknown;
  readonly error?: { readonly data?: { readonly errorCode?: unknown } };
}

/** A refusal of either form, with its code: `internal_error` would be a fault of ours. */
function codesOf({ body: json }: Answer): unknown[] {
  const parsed: Body | Body[] = JSON.parse(json);
  const bodies = [parsed].flat();
  return bodies.flatMap(({ error_code: code, error }) => code ?? error?.data?.errorCode ?? []);
}

function expectGoodManners(answer: Answer): void {
  const shown = `${answer.statusCode} ${answer.body.slice(0, 300)}`;
  expect(answer.statusCode, shown).toBeLessThan(500);
  if (answer.statusCode < 400) return;
  expect(answer.body).not.toMatch(/internal_error|node_modules|\bat .*\.[jt]s:\d/);
  const codes = codesOf(answer);
  expect(codes.length, shown).toBeGreaterThan(0);
  for (const code of codes) expect(code, shown).toMatch(/^[a-z_]+$/);
}

const wrongValues: unknown[] = [...nastyTexts, ...nastyNumbers, null, true, [], {}, { toString: 1 }, [[]]];

/** An input with another value at one of its fields. */
function withWrong(
  input: Readonly<Record<string, unknown>>,
  [name = '', ...inner]: readonly string[],
  wrong: unknown,
): object {
  const own = input[name];
  const nested = typeof own === 'object' && own !== null && !Array.isArray(own) ? { ...own } : {};
  return { ...input, [name]: inner.length === 0 ? wrong : withWrong(nested, inner, wrong) };
}

/** A call of a procedure over tRPC, without credentials. */
function callOf(name: string, type: string, input: object): Omit<Sent, 'as'> {
  const json = JSON.stringify(input);
  const url = `/api/${name.startsWith('service') ? 'service' : 'trpc'}/${name}`;
  const typed = { 'content-type': 'application/json' };
  return type === 'query'
    ? { method: 'GET', url: `${url}?input=${encodeURIComponent(json)}`, headers: typed }
    : { method: 'POST', url, payload: json, headers: typed };
}

const run = (property: fc.IAsyncProperty<[Sent]>) => fc.assert(property, options);

describe('random requests to', { timeout: patience }, () => {
  it('the REST routes get a message and a code, and no internal error', async () => {
    const paths = operations.map(({ route }) => route.path);
    const inQueries = operations.flatMap(({ route, names }) => (route.query ?? []).map((name) => names.wireName(name)));
    const url = fc
      .tuple(
        fc.constantFrom(...paths, '/api/v1/openapi.json', '/api/docs'),
        text,
        fc.option(text, { nil: '' }),
        fc.constantFrom(...inQueries, 'token', '__proto__'),
      )
      .map(([path, id, query, inQuery]) => {
        const safe = encodeURIComponent(id.toWellFormed());
        return `${path.replaceAll(/\{\w+\}/g, safe)}${query === '' ? '' : `?${inQuery}=${encodeURIComponent(query.toWellFormed())}`}`;
      });
    const method = fc.constantFrom<Method[]>(
      'GET',
      'POST',
      'POST',
      'POST',
      'DELETE',
      'PUT',
      'PATCH',
      'HEAD',
      'OPTIONS',
    );
    const sent = fc.record({ method, url, payload: fc.option(body, { nil: undefined }), headers, as: credential });
    await expect(
      run(
        fc.asyncProperty(sent, async (request) => {
          const answer = await send(request);
          if (request.method === 'HEAD') expect(answer.statusCode).toBeLessThan(500);
          else expectGoodManners(answer);
        }),
      ),
    ).resolves.toBeUndefined();
  });

  it('the tRPC procedures, alone or in a batch, get a message and a code', async () => {
    const name = fc.oneof(
      fc.constantFrom(...procedures.map(([each]) => each)),
      fc.constantFrom('', '.', 'x', '__proto__', 'session.'),
    );
    const path = fc.oneof(
      name,
      fc.array(name, { maxLength: 5 }).map((names) => names.join(',')),
    );
    const query = fc.oneof(
      fc.constant(''),
      body.map((json) => `?input=${encodeURIComponent(json.toWellFormed())}`),
      body.map((json) => `?batch=1&input=${encodeURIComponent(`{"0":${json.toWellFormed()},"1":null}`)}`),
      fc.constantFrom('?batch=1', '?batch=1&input=%7B', '?batch=x&input=[]', '?input', '?connectionParams=1', '?batch=1&input={"__proto__":1}'),
    ); // prettier-ignore
    const method = fc.constantFrom<Method[]>('GET', 'POST', 'POST', 'POST');
    const url = fc
      .tuple(path, query, fc.constantFrom('trpc', 'service'))
      .map(([names, more, at]) => `/api/${at}/${names}${more}`);
    const payload = fc.oneof(
      body,
      body.map((json) => `{"0":${json}}`),
    );
    const sent = fc.record({ method, url, payload: fc.option(payload, { nil: undefined }), headers, as: credential });
    await expect(
      run(fc.asyncProperty(sent, async (request) => expectGoodManners(await send(request)))),
    ).resolves.toBeUndefined();
  });

  it('the tRPC procedures with one wrong field get a message and a code', async () => {
    let tried = 0;
    for (const [name, { _def }] of procedures.filter(([each]) => !each.startsWith('service'))) {
      for (const path of _def.inputs.flatMap(fieldsOf)) {
        for (const wrong of wrongValues) {
          const good = {
            email,
            password,
            newPassword: password,
            sessionToken: token,
            id: 1,
            deviceId: 1,
            name: 'Kitchen',
            purpose: 'continue',
          };
          const as = name === 'auth.requestStepUp' ? 'subject' : 'bearer';
          expectGoodManners(await send({ ...callOf(name, _def.type, withWrong(good, path, wrong)), as }));
          tried += 1;
        }
      }
    }
    expect(tried).toBeGreaterThan(500);
  });

  it(
    'each procedure of the service API, which accepts its input, with one wrong field get a message and a code',
    { timeout: 600_000 },
    async () => {
      for (const [name, { _def }] of procedures.filter(([each]) => each.startsWith('service'))) {
        const accepted = acceptedInputs[name];
        if (!accepted) throw new Error(`${name} needs an accepted input in service-scene.ts`);
        const sendWith = async (input: object) => send({ ...callOf(name, _def.type, input), as: 'key' });
        scene = await serviceScene(app, applicationKey);
        const right = await sendWith(accepted(scene));
        expect([name, right.statusCode], right.body).toEqual([name, 200]);
        let isFresh = false;
        for (const path of _def.inputs.flatMap(fieldsOf)) {
          for (const wrong of wrongValues) {
            // An accepted request may have used up what the next one names.
            if (!isFresh) scene = await serviceScene(app, applicationKey);
            const answer = await sendWith(withWrong(accepted(scene), path, wrong));
            expectGoodManners(answer);
            isFresh = answer.statusCode >= 400 || _def.type === 'query';
          }
        }
      }
    },
  );

  it('any URL get a message and a code', async () => {
    const url = fc.oneof(
      fc.webPath().map((path) => `/api${path}`),
      fc.string({ unit: 'grapheme-ascii' }).map((path) => `/api/v1/${path.replaceAll(/[#\s]/g, '')}`),
      fc.constantFrom('/api', '/api/', '/api//', '/api/v1/user/myself/session/%', `/api/v1/${'a/'.repeat(3000)}`, `/api/trpc/${'a'.repeat(5000)}`, '/api/v1/user/myself/session/%2e%2e%2f'),
    ); // prettier-ignore
    const method = fc.constantFrom<Method[]>('GET', 'POST', 'DELETE');
    const sent = fc.record({ method, url, payload: fc.constant(undefined), headers, as: credential });
    await expect(
      run(fc.asyncProperty(sent, async (request) => expectGoodManners(await send(request)))),
    ).resolves.toBeUndefined();
  });
});

it('the API works after all random requests', async () => {
  const { token: fresh } = await app.signUp();
  const answer = await rest(app, 'GET', '/user/myself/session', fresh);
  expect([answer.statusCode, answer.json().sessions.length]).toEqual([200, 1]);
  expect(Object.keys(Object.prototype)).toEqual([]);
});

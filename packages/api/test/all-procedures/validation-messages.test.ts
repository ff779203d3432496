import { expect, it } from 'vitest';
import { z } from 'zod';
import { appRouter } from '../../src/routers/app-router.ts';
import { type RestOperation, restOperations, takesBody } from '../../src/rest/rest-operation.ts';
import { serviceRouter } from '../../src/service/service-router.ts';
import { serviceKey } from '../service/service.ts';
import { sharedTestApp } from '../testing/test-app.ts';

const app = await sharedTestApp({ accounts: 'both' });
const answer = z.object({ msg: z.string(), fields: z.record(z.string(), z.string()).default({}) });

/** The fields of an operation's input on the wire. */
const fieldsOf = ({ names, procedure: { inputs } }: RestOperation): string[] =>
  inputs
    .flatMap((input) => (input instanceof z.ZodObject ? Object.keys(input.shape) : []))
    .map((name) => names.wireName(name));

const wrongInBody = [7, -1.5, 'x'.repeat(20_000), '', true, [7], { ip: 7, headers: 7 }, {}, 'of_no_list'];
const wrongInUrl = ['7', '-1', '1.5', '1e400', 'x', 'of_no_list', 'x'.repeat(2_000), '0', '%00'];

/** Requests with one wrong field each, and one without any. */
function wrongRequests(operation: RestOperation): { url: string; payload?: object }[] {
  const { path } = operation.route;
  const valid = path.replace('{subject}', 'ada').replaceAll(/\{\w+\}/g, '1');
  return fieldsOf(operation).flatMap((field) => {
    const placeholder = `{${field}}`;
    if (path.includes(placeholder)) {
      return wrongInUrl.map((value) => ({
        url: path
          .replace(placeholder, value)
          .replace('{subject}', 'ada')
          .replaceAll(/\{\w+\}/g, '1'),
      }));
    }
    if (takesBody(operation))
      return [{}, ...wrongInBody.map((value) => ({ [field]: value }))].map((payload) => ({ url: valid, payload }));
    return wrongInUrl.map((value) => ({ url: `${valid}?${field}=${value}` }));
  });
}

/** The complaints about fields in all answers with 422, as `field: complaint`. */
async function complaintsOf(operations: readonly RestOperation[], token: () => Promise<string>): Promise<Set<string>> {
  const messages = new Set<string>();
  for (const operation of operations) {
    const authorization = `Bearer ${await token()}`;
    for (const request of wrongRequests(operation)) {
      const { method } = operation.route;
      const refused = await app.http.inject({ method, headers: { authorization }, ...request });
      if (refused.statusCode !== 422) continue;
      const { msg, fields } = answer.parse(refused.json());
      for (const [field, complaint] of Object.entries(fields)) {
        messages.add(`${field}: ${complaint}`);
        expect(msg.split(` ${field}: `)).toHaveLength(2);
      }
    }
  }
  if (process.env['MESSAGES']) console.log(operations.length, [...messages].toSorted().join('\n'));
  return messages;
}

const wordsOfZod = /Invalid|expected|received|Too (?:big|small)|<=|>=/;

it('each message about a field of the service API says what the field must be, once, and in no words of zod', async () => {
  const key = await serviceKey(app);
  const messages = await complaintsOf(restOperations(serviceRouter), () => Promise.resolve(key));
  expect([...messages].filter((message) => wordsOfZod.test(message))).toEqual([]);
  expect(messages).toContain('subject: Required');
  expect(messages).toContain('subject: Must be text');
  expect(messages).toContain('client: ip: Must be text');
});

it('each message about a field of a route for users does too, in the body, the path and the query', async () => {
  const messages = await complaintsOf(restOperations(appRouter), async () => (await app.signUp()).token);
  expect([...messages].filter((message) => wordsOfZod.test(message))).toEqual([]);
  expect(messages).toContain('label: Required');
  expect(messages).toContain('device_id: Must be a number');
  expect(messages).toContain('limit: At least 1');
});

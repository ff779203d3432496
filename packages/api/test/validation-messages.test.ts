import { expect, it } from 'vitest';
import { z } from 'zod';
import { restOperations, takesBody } from '../src/rest/rest-operation.ts';
import { serviceRouter } from '../src/service/service-router.ts';
import { ask, serviceKey } from './service.ts';
import { sharedTestApp } from './test-app.ts';

const app = await sharedTestApp({ accounts: 'both' });

/** The routes of the service API that take a body, with the fields of it. */
const routes = restOperations(serviceRouter)
  .filter(takesBody)
  .map(({ route, names, procedure: { inputs } }) => ({
    path: route.path,
    fields: inputs
      .flatMap((input) => (input instanceof z.ZodObject ? Object.keys(input.shape) : []))
      .map(names.wireName, names),
  }));

const answer = z.object({ msg: z.string(), fields: z.record(z.string(), z.string()).default({}) });

it('each message about a field of the service API says what the field must be, once, and in no words of zod', async () => {
  const key = await serviceKey(app);
  const messages = new Set<string>();
  for (const { path, fields } of routes) {
    const route = path.replace('/api/v1/service', '').replace('{subject}', 'ada').replace('{id}', '1');
    const wrong = [7, -1.5, 'x'.repeat(20_000), '', true, [7], { ip: 7, headers: 7 }, {}, 'of_no_list'];
    const bodies = fields.flatMap((field) => wrong.map((value) => ({ [field]: value })));
    for (const given of [{}, ...bodies]) {
      const refused = await ask(app, key, 'POST', route, given);
      if (refused.statusCode !== 422) continue;
      const { msg, fields: complaints } = answer.parse(refused.json());
      for (const [field, complaint] of Object.entries(complaints)) {
        messages.add(`${field}: ${complaint}`);
        expect(msg.split(` ${field}: `)).toHaveLength(2);
      }
    }
  }
  if (process.env['MESSAGES']) console.log(routes.length, [...messages].toSorted().join('\n'));
  expect([...messages].filter((message) => /Invalid|expected|received|Too (?:big|small)|<=|>=/.test(message))).toEqual(
    [],
  );
  expect(messages).toContain('subject: Required');
  expect(messages).toContain('subject: Must be text');
  expect(messages).toContain('client: ip: Must be text');
});

import type { Field } from '../contestants/field.ts';
import { callerHeaders, myself } from '../contestants/latchkey.ts';
import { type Answer, ask } from '../load/answer.ts';
import type { Plan } from '../plan.ts';
import { usualRows } from '../plan.ts';
import { latchkeyProgram } from '../processes/latchkey-program.ts';
import { ServerProcess } from '../processes/server-process.ts';
import { progressLine } from '../progress.ts';
import { LatchkeyLayout } from '../seeding/latchkey-layout.ts';
import { freshenLatchkey, seedLatchkey } from '../seeding/latchkey-seed.ts';

/** Headers that Node, Fastify or tRPC adds, and headers whose value differs in each answer. */
const own = new Set(['connection', 'keep-alive', 'date', 'content-length', 'content-type', 'x-request-id', 'vary']);

/** Fills Latchkey's database, and records the headers of its answers for the other servers. */
export async function prepareField({ root }: Plan): Promise<Field> {
  const layout = new LatchkeyLayout(usualRows);
  const latchkeyUrl = await seedLatchkey(root, usualRows);
  progressLine('making all sessions of Latchkey live');
  await freshenLatchkey(latchkeyUrl, layout, 3600);
  const field: Field = { root, latchkeyUrl, layout, answerHeaders: {}, trpcHeaders: {} };
  const server = await ServerProcess.start(latchkeyProgram(root, latchkeyUrl));
  try {
    const headers = callerHeaders(field, 0);
    const rest = await ask(server.origin, myself, headers);
    const trpc = await ask(server.origin, '/api/trpc/user.myself', headers);
    return { ...field, answerHeaders: givenHeaders(rest), trpcHeaders: givenHeaders(trpc) };
  } finally {
    await server.stop();
  }
}

/** The headers that the application set. */
export function givenHeaders({ headers }: Answer): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (own.has(name) ? [] : [[name, String(value)]])),
  );
}

import { setTimeout as sleep } from 'node:timers/promises';
import { serverFile } from '../contestants/contestant.ts';
import { knownToken } from '../known-token.ts';
import { LoadGenerator } from '../load/load-generator.ts';
import { requestText } from '../load/request-text.ts';
import type { Plan } from '../plan.ts';
import { MeasuredLatchkey } from '../processes/measured-latchkey.ts';
import { type Memory, ServerProcess } from '../processes/server-process.ts';
import { closeProgress, progressLine } from '../progress.ts';
import { withClient } from '../seeding/database.ts';
import { LatchkeyLayout } from '../seeding/latchkey-layout.ts';
import { freshenLatchkey, seedLatchkey } from '../seeding/latchkey-seed.ts';
import { serviceKey } from '../service-key.ts';

/** As many as `@latchkey/node` keeps by default. All sessions of this database are known, of 20,000 users with five each. */
const sessions = 100_000;
/** Few, because each new token is a question to Latchkey, which must answer it in time on a busy machine. */
const connections = 8;
const mostPasses = 5;
const warmTokens = 1_000;
const warmRequests = 20_000;

export interface ApplicationMemoryResults {
  readonly sessions: number;
  readonly users: number;
  /** After the warm-up, with a thousand sessions. */
  readonly before: Memory;
  readonly after: Memory;
  /** Reachable bytes that each further session adds. */
  readonly bytesPerSession: number;
  /** What Latchkey was asked while all tokens were sent for the last time: 0, or the sessions are not all in memory. */
  readonly asked: number;
}

/** Sends the tokens of 100,000 sessions to an application with `@latchkey/node`, and measures the memory of its process. */
export async function measureApplicationMemory({ root }: Plan): Promise<ApplicationMemoryResults> {
  const layout = new LatchkeyLayout(sessions);
  const url = await seedLatchkey(root, sessions);
  await freshenLatchkey(url, layout, 0);
  await nameUsers(url);
  const latchkey = await MeasuredLatchkey.start({ root, latchkeyUrl: url });
  const generator = new LoadGenerator();
  const application = await ServerProcess.start({
    file: serverFile('applications/crowd'),
    variables: {
      LATCHKEY_ROOT: root.href,
      LATCHKEY_URLS: latchkey.origin,
      LATCHKEY_KEY: serviceKey,
      APPLICATIONS: '1',
    },
    nodeOptions: ['--expose-gc'],
  });
  try {
    const requests = Array.from({ length: sessions }, (_, index) =>
      requestText(application.port, '/', { authorization: `Bearer ${knownToken(index)}` }),
    );
    const wish = { port: application.port, connections };
    progressLine('application memory: warming up');
    await generator.run({ ...wish, requests: requests.slice(0, warmTokens), atLeast: warmRequests });
    await sleep(2000);
    const before = await application.memory();
    progressLine(`application memory: showing ${sessions.toLocaleString('en')} tokens`);
    // Again where a busy machine took the lease, and with it the memory.
    let asked = Number.NaN;
    for (let pass = 0; asked !== 0 && pass < mostPasses; pass += 1) {
      const began = await latchkey.asked();
      await generator.run({ ...wish, requests, atLeast: sessions, atMost: sessions });
      asked = (await latchkey.asked()) - began;
    }
    await sleep(2000);
    const after = await application.memory();
    const bytesPerSession = (after.live - before.live) / (sessions - warmTokens);
    return { sessions, users: layout.knownUsers, before, after, bytesPerSession, asked };
  } finally {
    await Promise.all([generator.stop(), application.stop(), latchkey.stop()]);
    closeProgress();
  }
}

/** Gives all users what a user of an application has beside an e-mail address: a UUID as subject, and a name. */
const nameUsers = (url: string): Promise<unknown> =>
  withClient(url, (client) =>
    client.query(
      `UPDATE users SET subject = md5('latchkey bench ' || id)::uuid::text, display_name = 'Someone Called ' || id
       WHERE subject IS NULL`,
    ),
  );

import { setTimeout as sleep } from 'node:timers/promises';
import { myself } from '../contestants/latchkey.ts';
import { knownToken } from '../known-token.ts';
import { LoadGenerator } from '../load/load-generator.ts';
import { requestText } from '../load/request-text.ts';
import { type Plan, usualRows } from '../plan.ts';
import { latchkeyProgram } from '../processes/latchkey-program.ts';
import { type Memory, ServerProcess } from '../processes/server-process.ts';
import { closeProgress, progressLine } from '../progress.ts';
import { LatchkeyLayout } from '../seeding/latchkey-layout.ts';
import { freshenLatchkey, seedLatchkey } from '../seeding/latchkey-seed.ts';

const tokens = 100_000;
/** Sent repeatedly first, so that compiled code and open connections do not count as cached sessions. */
const warmTokens = 1_000;
const warmRequests = 20_000;

export interface MemoryResults {
  readonly tokens: number;
  readonly before: Memory;
  readonly after: Memory;
  /** Reachable bytes that each further token adds. */
  readonly bytesPerToken: number;
}

/** Sends 100,000 tokens to an instance, each once, and measures how much memory stays in use. */
export async function measureMemory({ root }: Plan): Promise<MemoryResults> {
  const layout = new LatchkeyLayout(usualRows);
  const url = await seedLatchkey(root, usualRows);
  const server = await ServerProcess.start({ ...latchkeyProgram(root, url), nodeOptions: ['--expose-gc'] });
  const generator = new LoadGenerator();
  try {
    progressLine('memory: making all sessions live');
    // Used a moment ago, so that a request reads its session and writes nothing.
    await freshenLatchkey(url, layout, 0);
    const requests = Array.from({ length: tokens }, (_, index) =>
      requestText(server.port, myself, { authorization: `Bearer ${knownToken(index)}` }),
    );
    progressLine('memory: warming up');
    const wish = { port: server.port, connections: 32 };
    await generator.run({ ...wish, requests: requests.slice(0, warmTokens), atLeast: warmRequests });
    await sleep(2000);
    const before = await server.memory();
    progressLine(`memory: showing ${tokens.toLocaleString('en')} tokens`);
    await generator.run({ ...wish, requests, atLeast: tokens });
    await sleep(2000);
    const after = await server.memory();
    closeProgress();
    return { tokens, before, after, bytesPerToken: (after.live - before.live) / (tokens - warmTokens) };
  } finally {
    await Promise.all([generator.stop(), server.stop()]);
  }
}

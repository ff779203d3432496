import { myself, sessionList } from '../contestants/latchkey.ts';
import { knownToken } from '../known-token.ts';
import { ask } from '../load/answer.ts';
import { LoadGenerator } from '../load/load-generator.ts';
import { requestText } from '../load/request-text.ts';
import type { Plan } from '../plan.ts';
import { latchkeyProgram } from '../processes/latchkey-program.ts';
import { ServerProcess } from '../processes/server-process.ts';
import { closeProgress, progressLine } from '../progress.ts';
import { median, quantile } from '../quantile.ts';
import { LatchkeyLayout } from '../seeding/latchkey-layout.ts';
import { freshenLatchkey, seedLatchkey } from '../seeding/latchkey-seed.ts';

const smallRows = 10_000;
/** The number of users that are queried in each database. */
const users = 1_600;
const revocations = 300;
const listSeconds = 2;

interface GrowthRow {
  readonly sessions: number;
  /** Medians in milliseconds, of requests sent one after the other. */
  readonly list: number;
  readonly revoke: number;
}

export interface GrowthResults {
  readonly small: GrowthRow;
  readonly large: GrowthRow;
  readonly users: number;
  readonly revocations: number;
}

interface Side {
  readonly sessions: number;
  readonly layout: LatchkeyLayout;
  readonly server: ServerProcess;
}

/** Lists and ends sessions in a small and a large database alternately, so that a change of the machine affects both. */
export async function measureGrowth({ root, growthRows, rounds }: Plan): Promise<GrowthResults> {
  const small = await openSide(root, smallRows);
  const large = await openSide(root, growthRows);
  const sides = [small, large];
  const generator = new LoadGenerator();
  try {
    const lists = new Map<Side, number[]>(sides.map((side) => [side, []]));
    for (let round = 0; round <= rounds; round += 1) {
      for (const side of sides) {
        progressLine(`growth: listing among ${side.sessions.toLocaleString('en')} sessions`);
        const requests = Array.from({ length: users }, (_, user) =>
          requestText(side.server.port, sessionList, headersOf(side, user)),
        );
        const wish = { port: side.server.port, requests, connections: 1, seconds: listSeconds, atLeast: users };
        const { p50 } = await generator.run(wish);
        // The first round warms up and is not counted.
        if (round > 0) lists.get(side)?.push(p50);
      }
    }
    const ends = new Map<Side, number[]>(sides.map((side) => [side, []]));
    progressLine(`growth: ending ${revocations} sessions in each`);
    for (let user = 0; user < revocations; user += 1) {
      for (const side of sides) {
        // Both servers have the caller's session in their cache by now.
        await ask(side.server.origin, myself, headersOf(side, user));
        const path = `${sessionList}/${side.layout.sessionId(spread(side, user), 1)}`;
        const answer = await ask(side.server.origin, path, headersOf(side, user), 'DELETE');
        if (answer.status !== 200) throw new Error(`Not ended: ${answer.status} ${answer.body}`);
        ends.get(side)?.push(answer.took);
      }
    }
    closeProgress();
    const row = (side: Side): GrowthRow => ({
      sessions: side.sessions,
      list: median(lists.get(side) ?? []),
      revoke: quantile(
        (ends.get(side) ?? []).toSorted((a, b) => a - b),
        0.5,
      ),
    });
    return { small: row(small), large: row(large), users, revocations };
  } finally {
    await Promise.all([generator.stop(), ...sides.map(({ server }) => server.stop())]);
  }
}

async function openSide(root: URL, sessions: number): Promise<Side> {
  const layout = new LatchkeyLayout(sessions);
  const url = await seedLatchkey(root, sessions);
  progressLine(`making all known sessions live among ${sessions.toLocaleString('en')}`);
  await freshenLatchkey(url, layout, 10);
  return { sessions, layout, server: await ServerProcess.start(latchkeyProgram(root, url)) };
}

/** Users spread evenly over the whole table. */
const spread = ({ layout }: Side, user: number): number => Math.floor((user * layout.knownUsers) / users);

const headersOf = (side: Side, user: number) => ({
  authorization: `Bearer ${knownToken(side.layout.tokenIndex(spread(side, user)))}`,
});

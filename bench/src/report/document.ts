import type { ApplicationMemoryResults } from '../sections/application-memory.ts';
import type { ApplicationResults } from '../sections/applications.ts';
import type { BeginningResults } from '../sections/beginnings.ts';
import { sections } from '../command-line.ts';
import type { GrowthResults } from '../sections/growth.ts';
import type { ProxyResults } from '../sections/proxy.ts';
import type { RatioResults } from '../sections/ratios.ts';
import type { RequestRow } from '../sections/requests.ts';
import type { VerifierResults } from '../sections/verifiers.ts';
import type { WebhookResults } from '../sections/webhooks.ts';
import {
  applicationMemoryCells,
  applicationCells,
  beginningCells,
  goalCells,
  growthCells,
  memoryCells,
  proxyCells,
  ratioTableCells,
  requestCells,
  revocationCells,
  webhookCells,
} from './cells.ts';
import { type Dated, type Results, goals } from './goal.ts';
import type { Surroundings } from './machine.ts';
import { type Cells, markdownTable } from './table.ts';

const part = (...lines: readonly string[]) => lines.join('\n\n');

/** The complete text of docs/benchmarks.md. `goalsByHand`: the table of goals, which also has values of other machines. */
export function document(results: Results, goalsByHand: string, machine: Surroundings, versions: Surroundings): string {
  const { ratios, requests, applications, revocation, verifiers, growth, memory, beginnings, proxy, webhooks } =
    results;
  const ofApplication = results['application-memory'];
  const rows = requests?.rows ?? [];
  const ofKind = (kind: RequestRow['kind']) => rows.filter((row) => row.kind === kind);
  const parts = [
    part(
      '# Benchmarks',
      'What a request to Latchkey costs, compared with other implementations of the same task. `pnpm bench --write` writes this document. The goals come from `bench/goals.md`, which is kept by hand, as are [the notes](benchmarks-notes.md) on single measurements.',
      '![CPU time of an authenticated request, as bars](pictures/benchmark.svg)',
      '## Goals',
      goalsByHand.trim(),
      '### By the latest run of each section',
      markdownTable(goalCells(goals(results)), [0, 3]),
    ),
    ratios && aboutRatios(ratios),
    requests &&
      part(
        '## Requests',
        measured(requests),
        `${requests.connections} connections stay open, each sending the next request when the last is answered. The requests are those of 5,000 users in turn, each with a token of their own, among 500,000 sessions in each store. CPU µs is the user and system time of the server process for one request; it includes neither the database's time nor waking the load generator, which never sleeps. Medians of ${requests.rounds} ${requests.rounds === 1 ? 'round' : 'rounds'} of ${requests.seconds} seconds, after a warm-up of at least five seconds, in which every token is sent once.`,
        '### Authenticating a request',
        markdownTable(requestCells(ofKind('authenticated'))),
        "### Listing the user's five sessions",
        markdownTable(requestCells(ofKind('list'))),
        '### Without authentication',
        markdownTable(requestCells(ofKind('open'))),
        ...requests.failures.map((failure) => `Not measured: ${failure}`),
        '### What each row does',
        markdownTable(describedCells(rows), [0, 1, 2, 3]),
      ),
    applications && aboutApplications(applications),
    proxy && proxy.rows.length > 0 && aboutProxy(proxy),
    revocation &&
      part(
        '## Revocation',
        measured(revocation),
        `${revocation.instances} instances have cached every token; ${revocation.background} authenticated requests a second go to each of them meanwhile. ${revocation.revocations} sessions are ended by \`DELETE /api/v1/user/myself/session/{id}\`, on each instance in turn. The time is from the request to its answer. Right after the answer the ended token is sent to every instance: "accepted" is how often it was not refused.`,
        markdownTable(revocationCells(revocation)),
        ...revocation.notes,
      ),
    verifiers && aboutVerifiers(verifiers),
    growth && aboutGrowth(growth),
    beginnings && aboutBeginnings(beginnings),
    webhooks && aboutWebhooks(webhooks),
    memory &&
      part(
        '## Memory',
        measured(memory),
        `One instance receives ${memory.tokens.toLocaleString('en')} different tokens, each once, and its memory is read after full garbage collections. "RSS" is the memory that the system has given to the process, "reachable" the heap and the buffers in use. The difference is space that the garbage collector keeps: it grows with the rate of requests more than with the size of the cache.`,
        markdownTable(memoryCells(memory)),
      ),
    ofApplication && aboutApplicationMemory(ofApplication),
    part('## Environment', markdownTable(namedCells(machine), [0, 1]), markdownTable(namedCells(versions), [0, 1])),
    howToRun,
    caveats,
  ];
  return `${parts.filter((text) => typeof text === 'string').join('\n\n')}\n`;
}

const aboutApplications = (applications: Dated<ApplicationResults>): string =>
  part(
    '## Applications',
    measured(applications),
    `One route of Express, Fastify and Hono answers with the e-mail address of the session's user: without authentication, with a look into a Map by the SHA-256 of the token (the least that a check can do; it sees no revocation), with \`requireSession\` of \`@latchkey/node\`, and with \`auth.api.getSession\` of better-auth. Otherwise the applications are the same, and the first three receive the same requests. CPU µs is the time of the application and of Latchkey together, for one request. Latchkey received ${applications.requestsToLatchkey} requests meanwhile: \`@latchkey/node\` answers from memory, renews its lease and reports uses. "Compared" is the median of the ratios to the same application without authentication, turn by turn, and "middle half" the ratios without the lowest and the highest quarter. Medians of ${applications.turns} turns of ${applications.seconds} seconds, with ${applications.connections} connections and ${applications.callers.toLocaleString('en')} sessions in turn.`,
    markdownTable(applicationCells(applications)),
  );

const aboutApplicationMemory = (found: Dated<ApplicationMemoryResults>): string =>
  part(
    '## Memory of an application',
    measured(found),
    `An application with \`@latchkey/node\` receives the tokens of ${found.sessions.toLocaleString('en')} sessions of ${found.users.toLocaleString('en')} users, each with a UUID, an e-mail address and a name. "RSS" and "reachable" are as above, of the whole process of the application. When all tokens were sent for the last time, Latchkey was asked ${found.asked.toLocaleString('en')} times.`,
    markdownTable(applicationMemoryCells(found)),
  );

const aboutBeginnings = (beginnings: Dated<BeginningResults>): string =>
  part(
    '## Beginning a session',
    measured(beginnings),
    `An application begins ${beginnings.sessions.toLocaleString('en')} sessions by \`POST /api/v1/service/sessions\`, ${beginnings.connections} at a time, for ${beginnings.users} users with ten sessions each at most, so that most of them end another one. It makes 4 round trips to the database, and 2 that notify other instances (\`sign-in-round-trips.test.ts\`).`,
    markdownTable(beginningCells(beginnings)),
  );

const aboutRatios = (ratios: Dated<RatioResults>): string =>
  part(
    '## Compared in turns',
    measured(ratios),
    `Two servers run at the same time and receive the same load in turns of ${ratios.seconds} seconds, first the one and then the other, so that minutes in which the machine is slow change both. Each row has ${ratios.turns} turns; both servers start again every ten turns and warm up for ten seconds. "Compared" is the median of the ratios turn by turn, "middle half" the ratios without the lowest and the highest quarter, CPU µs the medians.`,
    markdownTable(ratioTableCells(ratios)),
  );

const aboutGrowth = (growth: Dated<GrowthResults>): string =>
  part(
    '## Growth',
    measured(growth),
    `The same list of five sessions and the same revocation, alternately in a small and in a large table on the same machine, one request at a time; ${growth.users.toLocaleString('en')} users for the list, ${growth.revocations} revocations.`,
    markdownTable(growthCells(growth)),
  );

const aboutProxy = (proxy: Dated<ProxyResults>): string =>
  part(
    '### Behind nginx',
    measured(proxy),
    `The same requests through nginx, whose \`auth_request\` asks \`GET /api/v1/verify\` for each, as [the guide](integration.md#you-have-a-sign-in-already) shows it, with connections that are kept open to both upstreams. One server of this nginx asks Latchkey, the other a Fastify that answers every request with the same headers. CPU µs is the time of nginx, of the server that verifies and of the application, for one request.`,
    markdownTable(proxyCells(proxy)),
  );

const aboutVerifiers = (verifiers: Dated<VerifierResults>): string =>
  part(
    '### With connected applications',
    measured(verifiers),
    `${verifiers.applications} applications with \`@latchkey/node\` are connected to ${verifiers.instances} instances, and each has the session in its memory. The times are those of ${verifiers.rows.map(({ revocations }) => revocations).join(' and ')} revocations, and right after each answer the token is sent to every application. Some hang in the second row: they are stopped before the revocation and continue after its answer, which waits for their lease.`,
    markdownTable(revocationCells(verifiers)),
  );

const aboutWebhooks = (webhooks: Dated<WebhookResults>): string =>
  part(
    '## Sending events',
    measured(webhooks),
    `${webhooks.eventsPerSecond.toLocaleString('en')} ends of sessions a second are written to the history, and one instance sends each to a receiver on this machine, while it answers ${webhooks.requestsPerSecond} authenticated requests a second. Medians of ${webhooks.rounds} rounds of ${webhooks.seconds} seconds without and with deliveries, and without them beside a process that uses as much CPU time as the instance, PostgreSQL, the receiver and the writer of events take for deliveries: on a machine whose cores they share with the clients, every request is slower then.`,
    markdownTable(webhookCells(webhooks)),
  );

const measured = ({ measuredOn }: Dated<object>): string => `Measured on ${measuredOn}.`;

const describedCells = (rows: readonly RequestRow[]): Cells => [
  ['row', 'kind', 'what happens for a request', 'packages'],
  ...rows.map(({ title, kind, does, packages }) => [title, kind, does, packages.join(', ')]),
];

const namedCells = (named: Surroundings): Cells => [['', ''], ...Object.entries(named)];

const howToRun = `## How to run it

It needs a PostgreSQL whose user may create databases, at \`BENCH_DATABASE_URL\`, and a Redis at \`BENCH_REDIS_URL\`; by default it uses
both on their usual ports of this machine. Databases \`latchkey_bench_…\` and the Redis database of the URL (number 9) are filled;
\`pnpm bench drop\` removes them.

\`\`\`sh
pnpm bench                          # everything, on the terminal
pnpm bench requests --rounds 1      # one section: ${sections.join(', ')}
pnpm bench --only latchkey,bare     # rows whose ids begin with one of these
pnpm bench seed 10000000            # ten million sessions, resumable
pnpm bench growth --growth-rows 10000000
pnpm bench --write                  # writes this document and its picture
\`\`\``;

const caveats = `## What these numbers do not say

- Server, load generator, PostgreSQL and Redis share one machine, over the loopback interface and without TLS. Requests a second and times
  depend on how they share it; the CPU time of the process can be compared.
- The CPU time of PostgreSQL and of Redis is not counted. A server that queries them more often costs more there too.
- The rows do not do the same work: Latchkey distinguishes live from ended and idle sessions, names devices, and sends security
  headers; the hand-written Map does none of that, and does not see revocations by another process. Hand-written rows send Latchkey's
  headers, the others what they send by default. Hand-written lists return the user agent as it is, Latchkey parses it.
- The other libraries use the tables that they document. Auth.js got an index on its token and lucia one on its user, which their
  documents lack: without them each request would read the whole table. If they write with each request (\`touch\`,
  rolling), it is their default.
- Latchkey writes the last use of a session once a minute. The warm-up causes most of these writes, so they are mostly not in the
  measured time: at a steady load they add one small UPDATE a minute for each session in use.
- Rate limits are off in Latchkey and in better-auth, because all load comes from one address; request logs are off
  everywhere.
- Rows vary from round to round, most of all those that wait for a database: better-auth's list by a fifth, and with it the ratio of the two
  lists. Latchkey's list is in memory under the lease, so a row for it contains few readings of the database,
  and more where other instances run, because a list is read again after five seconds there.
- Each server is one process. None was tuned beyond its documentation, and none was made slower.`;

import type { RequestRow } from '../sections/requests.ts';
import { goalCells, growthCells, memoryCells, requestCells, revocationCells } from './cells.ts';
import { type Dated, type Results, goals } from './goal.ts';
import type { Surroundings } from './surroundings.ts';
import { type Cells, markdownTable } from './table.ts';

const part = (...lines: readonly string[]) => lines.join('\n\n');

/** The whole of docs/benchmarks.md. */
export function document(results: Results, machine: Surroundings, versions: Surroundings): string {
  const { requests, revocation, growth, memory } = results;
  const rows = requests?.rows ?? [];
  const ofKind = (kind: RequestRow['kind']) => rows.filter((row) => row.kind === kind);
  const parts = [
    part(
      '# Benchmarks',
      'What a request costs, beside what others use for the same task. Written by `pnpm bench --write`; nothing here was entered by hand.',
      '![CPU time of an authenticated request, as bars](pictures/benchmark.svg)',
      '## Goals',
      markdownTable(goalCells(goals(results)), [0, 3]),
    ),
    requests &&
      part(
        '## Requests',
        measured(requests),
        `${requests.connections} connections that stay open, each sending the next request when the last is answered; 5,000 users in turn, each with a token of their own, among 500,000 sessions in each store. CPU µs is the user and system time of the server process for one request; the database's own time is not in it, nor is waking whoever asks: that one never sleeps. Medians of ${requests.rounds} ${requests.rounds === 1 ? 'round' : 'rounds'} of ${requests.seconds} seconds, after a warm-up of two to five seconds, in which a server that answers a thousand a second sees every token.`,
        '### Who is asking',
        markdownTable(requestCells(ofKind('authenticated'))),
        "### The user's five sessions",
        markdownTable(requestCells(ofKind('list'))),
        '### Without looking at who asks',
        markdownTable(requestCells(ofKind('open'))),
        ...requests.failures.map((failure) => `Not measured: ${failure}`),
        '### What each row does',
        markdownTable(describedCells(rows), [0, 1, 2, 3]),
      ),
    revocation &&
      part(
        '## Revocation',
        measured(revocation),
        `${revocation.instances} instances, all of which have seen every token; ${revocation.background} authenticated requests a second to each meanwhile. ${revocation.revocations} sessions are ended by \`DELETE /api/v1/user/myself/session/{id}\`, on each instance in turn. The time is from the request to its answer. Right after the answer the ended token is shown to every instance: "opened" says how often it was not refused.`,
        markdownTable(revocationCells(revocation)),
        ...revocation.notes,
      ),
    growth &&
      part(
        '## Growth',
        measured(growth),
        `The same list of five sessions and the same revocation in a small and in a large table, in turn on the same machine, one request after the other; ${growth.users.toLocaleString('en')} users for the list, ${growth.revocations} revocations.`,
        markdownTable(growthCells(growth)),
      ),
    memory &&
      part(
        '## Memory',
        measured(memory),
        `One instance is shown ${memory.tokens.toLocaleString('en')} different tokens, each once, and read after full collections. "RSS" is what the system has given to the process, "reachable" the heap and the buffers in use. The difference is room that the collector keeps for itself: it grows with the rate of requests more than with what is remembered.`,
        markdownTable(memoryCells(memory)),
      ),
    part(
      '## Where and with what',
      markdownTable(namedCells(machine), [0, 1]),
      markdownTable(namedCells(versions), [0, 1]),
    ),
    howToRun,
    caveats,
  ];
  return `${parts.filter((text) => text !== undefined).join('\n\n')}\n`;
}

const measured = ({ measuredOn }: Dated<object>): string => `Measured on ${measuredOn}.`;

const describedCells = (rows: readonly RequestRow[]): Cells => [
  ['row', 'kind', 'what happens for a request', 'packages'],
  ...rows.map(({ title, kind, does, packages }) => [title, kind, does, packages.join(', ')]),
];

const namedCells = (named: Surroundings): Cells => [['', ''], ...Object.entries(named)];

const howToRun = `## How to run it

A PostgreSQL whose user may create databases, at \`BENCH_DATABASE_URL\`, and a Redis at \`BENCH_REDIS_URL\`; without them, both
on their usual ports of this machine. Databases \`latchkey_bench_…\` and the Redis database of the URL (number 9) are filled;
\`pnpm bench drop\` removes them.

\`\`\`sh
pnpm bench                          # everything, on the terminal
pnpm bench requests --rounds 1      # one section: requests, revocation, growth or memory
pnpm bench --only latchkey,bare     # rows whose ids begin like this
pnpm bench seed 10000000            # ten million sessions, resumable
pnpm bench growth --growth-rows 10000000
pnpm bench --write                  # writes this document and its picture
\`\`\``;

const caveats = `## What these numbers do not say

- Server, load, PostgreSQL and Redis share one machine, over the loopback and without TLS. Requests a second and times say
  how they got along there; the CPU time of the process is what can be compared.
- The time of PostgreSQL and of Redis is not counted. A server that asks them more often costs more there too.
- The rows do not do the same: Latchkey tells live from ended and idle sessions, names devices, and answers with security
  headers; a Map by hand does none of that, and sees no revocation by another process. Rows by hand answer with Latchkey's
  headers, the others with what they send by themselves. Lists by hand pass the user agent on, Latchkey reads it.
- Tables of the others are as they document them. Auth.js got an index on its token and lucia one on its user, which their
  documents lack: without them each request would read the whole table. Where they write with each request (\`touch\`,
  rolling), it is their default.
- Latchkey writes down the last use of a session once a minute. The warm-up brings that about, so most of it falls outside
  of what is measured: at a steady load it adds one small UPDATE a minute for each session in use.
- Counting of attempts is off in Latchkey and in better-auth, because all load comes from one address; logs of requests are
  off everywhere.
- Rows move from round to round, those that wait for a database most: better-auth's list by a fifth, and with it what is a
  twelfth of it. By these rows, of Latchkey's list a fifth goes into knowing who asks, two fifths into the SELECT and its
  driver, and the rest into naming devices and writing JSON that is checked against its own definition.
- Each server is one process. None was tuned beyond its documentation, and none was made slower.`;

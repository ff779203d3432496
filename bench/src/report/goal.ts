import type { GrowthResults } from '../sections/growth.ts';
import type { MemoryResults } from '../sections/memory.ts';
import type { RequestResults } from '../sections/requests.ts';
import type { RevocationResults } from '../sections/revocation.ts';

/** What a section found, and on which day: sections are measured anew one by one. */
export type Dated<Found> = Found & { readonly measuredOn: string };

/** What each section found, where it has been run. */
export interface Results {
  readonly requests?: Dated<RequestResults>;
  readonly revocation?: Dated<RevocationResults>;
  readonly growth?: Dated<GrowthResults>;
  readonly memory?: Dated<MemoryResults>;
}

/** Something that Latchkey wants to hold, and how it stands. */
export interface Goal {
  readonly what: string;
  readonly goal: string;
  readonly found: string;
  readonly isMet: boolean;
}

/** All goals that can be judged by what has been measured. */
export function goals({ requests, revocation, growth, memory }: Results): readonly Goal[] {
  const cpu = (id: string) => requests?.rows.find((row) => row.id === id)?.cpu ?? Number.NaN;
  const atMost = (what: string, id: string, base: string, limit: number) =>
    limited(what, cpu(id) / cpu(base), limit, (ratio) => `${ratio.toFixed(2)} ×`);
  const cheaper = (what: string, id: string, peer: string, times: number) => {
    const found = cpu(peer) / cpu(id);
    return { what, goal: `1/${times} or less`, found: `1/${found.toFixed(1)}`, isMet: found >= times };
  };
  const all: (Goal | null)[] = [
    atMost('An authenticated REST request, beside Fastify alone', 'latchkey', 'bare', 1.6),
    cheaper('An authenticated REST request, beside better-auth', 'latchkey', 'better-auth', 15),
    cheaper('The same, beside better-auth with its cookie cache', 'latchkey', 'better-auth-cookie-cache', 10),
    atMost('An authenticated tRPC query, beside the same one open', 'latchkey-trpc', 'open-trpc', 1.2),
    atMost('The list of five sessions, beside prepared SELECTs by hand', 'latchkey-list', 'select-list', 1.5),
    cheaper('The list of five sessions, beside better-auth', 'latchkey-list', 'better-auth-list', 12),
    growth
      ? limited('The list, in the larger table beside the small one', growth.large.list / growth.small.list, 1.5, times)
      : null,
    growth ? limited('A revocation, in the same', growth.large.revoke / growth.small.revoke, 1.5, times) : null,
    memory ? limited('100,000 sessions in memory, reachable', memory.bytesPerToken * 100_000, 100e6, megabytes) : null,
    ...(revocation?.rows ?? []).flatMap(({ title, p99, opened }) => [
      limited(`99 of 100 revocations, ${title}`, p99, 25, milliseconds),
      limited(`A revoked token that opened something, ${title}`, opened, 0, String),
    ]),
  ];
  // What was not measured has no number.
  return all.flatMap((goal) => (goal === null || goal.found.includes('NaN') ? [] : goal));
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

const milliseconds = (time: number): string => `${time.toFixed(1)} ms`;

const times = (ratio: number): string => `${ratio.toFixed(2)} ×`;

const limited = (what: string, found: number, limit: number, spoken: (value: number) => string): Goal => ({
  what,
  goal: `${spoken(limit)} or less`,
  found: spoken(found),
  isMet: found <= limit,
});

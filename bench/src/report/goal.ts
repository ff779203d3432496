import type { ApplicationMemoryResults } from '../sections/application-memory.ts';
import type { ApplicationResults } from '../sections/applications.ts';
import type { BeginningResults } from '../sections/beginnings.ts';
import type { GrowthResults } from '../sections/growth.ts';
import type { MemoryResults } from '../sections/memory.ts';
import type { ProxyResults } from '../sections/proxy.ts';
import type { RatioResults } from '../sections/ratios.ts';
import type { RequestResults } from '../sections/requests.ts';
import type { RevocationResults } from '../sections/revocation.ts';
import type { VerifierResults } from '../sections/verifiers.ts';
import type { WebhookResults } from '../sections/webhooks.ts';

/** The results of a section with their day, because sections are measured separately. */
export type Dated<Found> = Found & { readonly measuredOn: string };

/** The results of each section that has been run. */
export interface Results {
  readonly ratios?: Dated<RatioResults>;
  readonly requests?: Dated<RequestResults>;
  readonly applications?: Dated<ApplicationResults>;
  readonly revocation?: Dated<RevocationResults>;
  readonly verifiers?: Dated<VerifierResults>;
  readonly growth?: Dated<GrowthResults>;
  readonly memory?: Dated<MemoryResults>;
  readonly 'application-memory'?: Dated<ApplicationMemoryResults>;
  readonly beginnings?: Dated<BeginningResults>;
  readonly proxy?: Dated<ProxyResults>;
  readonly webhooks?: Dated<WebhookResults>;
}

/** A performance goal, and whether it is met. */
export interface Goal {
  readonly what: string;
  readonly goal: string;
  readonly found: string;
  readonly isMet: boolean;
}

/** A lease of an instance and the difference of clocks, in milliseconds. */
const longestWait = 2_000;

/** All goals that the measured sections can decide. */
export function goals(results: Results): readonly Goal[] {
  const { ratios, requests, applications, revocation, verifiers, growth, memory, beginnings, proxy, webhooks } =
    results;
  const cpu = (id: string) => requests?.rows.find((row) => row.id === id)?.cpu ?? Number.NaN;
  const all: (Goal | null)[] = [
    ...(ratios ? goalsOfRatios(ratios) : []),
    cheaper('An authenticated REST request, compared with better-auth', cpu('better-auth') / cpu('latchkey'), 15),
    cheaper(
      'The same, compared with better-auth with its cookie cache',
      cpu('better-auth-cookie-cache') / cpu('latchkey'),
      10,
    ),
    ...(applications ? goalsOfApplications(applications) : []),
    growth
      ? limited(
          'The list, in the large table compared with the small one',
          growth.large.list / growth.small.list,
          1.5,
          times,
        )
      : null,
    growth ? limited('A revocation, the same', growth.large.revoke / growth.small.revoke, 1.5, times) : null,
    beginnings
      ? limited(
          'CPU time of beginning a session over the service API',
          beginnings.cpu / 1000,
          1.5,
          (time) => `${time.toFixed(2)} ms`,
        )
      : null,
    proxy?.ratio
      ? limited(
          'CPU time behind nginx with `auth_request`, compared with a constant verifier',
          proxy.ratio.median,
          1.2,
          times,
        )
      : null,
    webhooks ? atLeast('Webhook deliveries a second from one instance', webhooks.perSecond, 990) : null,
    webhooks ? limited('99 of 100 requests meanwhile, compared with no deliveries', webhooks.ratio, 1.2, times) : null,
    webhooks
      ? limited('The same, compared with no deliveries on a machine as busy', webhooks.ratioToBusy, 1.2, times)
      : null,
    memory ? limited('100,000 sessions in memory, reachable', memory.bytesPerToken * 100_000, 100e6, megabytes) : null,
    ...goalsOfApplicationMemory(results['application-memory']),
    ...goalsOfRevocations(revocation, verifiers),
  ];
  // A section that was not measured has no number.
  return all.flatMap((goal) => (goal === null || goal.found.includes('NaN') ? [] : goal));
}

function goalsOfRevocations(revocation: Results['revocation'], verifiers: Results['verifiers']): Goal[] {
  const rows = [
    ...(revocation?.rows ?? []).map((row) => ({ ...row, limit: 25 })),
    ...(verifiers?.rows ?? []).map((row, index) => ({ ...row, limit: index === 0 ? 50 : longestWait })),
  ];
  return rows.flatMap(({ title, p99, opened, limit }) => [
    limited(`99 of 100 revocations, ${title}`, p99, limit, milliseconds),
    limited(`Accepted requests with a revoked token, ${title}`, opened, 0, String),
  ]);
}

const goalsOfApplicationMemory = (found: Results['application-memory']): Goal[] =>
  found
    ? [
        limited(
          'An application with 100,000 sessions in the memory of `@latchkey/node`: heap and buffers of its process',
          found.after.live,
          60e6,
          megabytes,
        ),
        limited('What Latchkey is asked while these sessions are used again', found.asked, 0, String),
      ]
    : [];

function goalsOfApplications({ rows, requestsToLatchkey }: ApplicationResults): Goal[] {
  const ratio = (framework: string, authentication: string) =>
    rows.find((row) => row.framework === framework && row.authentication === authentication)?.ratio.median ??
    Number.NaN;
  const frameworks = [...new Set(rows.map(({ framework }) => framework))];
  return [
    ...frameworks.flatMap((name) => {
      const [latchkey, betterAuth] = [ratio(name, 'latchkey'), ratio(name, 'better-auth')];
      return [
        limited(`${name} with \`@latchkey/node\`, compared with no authentication`, latchkey, 1.25, times),
        cheaper(`The same, compared with better-auth`, betterAuth / latchkey, 20),
      ];
    }),
    limited('Requests to Latchkey meanwhile', requestsToLatchkey, 0, String),
  ];
}

const goalsOfRatios = ({ rows }: RatioResults): Goal[] =>
  rows.flatMap(({ what, median, atMost }) => {
    if (atMost === null) return [];
    return [atMost < 0.1 ? cheaper(what, 1 / median, Math.round(1 / atMost)) : limited(what, median, atMost, times)];
  });

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

const milliseconds = (time: number): string => `${time.toFixed(1)} ms`;

const times = (ratio: number): string => `${ratio.toFixed(2)} ×`;

const atLeast = (what: string, found: number, least: number): Goal => ({
  what,
  goal: `${least.toLocaleString('en')} or more`,
  found: Math.round(found).toLocaleString('en'),
  isMet: found >= least,
});

const limited = (what: string, found: number, limit: number, spoken: (value: number) => string): Goal => ({
  what,
  goal: `${spoken(limit)} or less`,
  found: spoken(found),
  isMet: found <= limit,
});

const cheaper = (what: string, found: number, goal: number): Goal => ({
  what,
  goal: `1/${goal} or less`,
  found: `1/${found.toFixed(1)}`,
  isMet: found >= goal,
});

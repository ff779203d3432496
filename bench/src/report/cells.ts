import type { Ratio } from '../load/turns.ts';
import type { ApplicationMemoryResults } from '../sections/application-memory.ts';
import type { ApplicationResults } from '../sections/applications.ts';
import type { BeginningResults } from '../sections/beginnings.ts';
import type { GrowthResults } from '../sections/growth.ts';
import type { MemoryResults } from '../sections/memory.ts';
import type { ProxyResults } from '../sections/proxy.ts';
import type { RatioResults } from '../sections/ratios.ts';
import type { RequestRow } from '../sections/requests.ts';
import type { RevocationResults } from '../sections/revocation.ts';
import type { WebhookResults } from '../sections/webhooks.ts';
import type { Goal } from './goal.ts';
import type { Cells } from './table.ts';

/** The tables of the report as cells, for the terminal and the document. */
export const requestCells = (rows: readonly RequestRow[]): Cells => [
  ['', 'CPU µs', 'requests/s', 'p50 ms', 'p99 ms', 'rounds, CPU µs'],
  ...rows
    .toSorted((a, b) => a.cpu - b.cpu)
    .map(({ title, cpu, perSecond, p50, p99, rounds }) => [
      title,
      cpu.toFixed(0),
      Math.round(perSecond).toLocaleString('en'),
      p50.toFixed(1),
      p99.toFixed(1),
      rounds.map((round) => round.toFixed(0)).join(', '),
    ]),
];

export const ratioTableCells = ({ rows }: RatioResults): Cells => [
  ['', 'CPU µs', 'of the other', 'compared', 'middle half'],
  ...rows.map((row) => [row.what, row.cpu.toFixed(1), row.baseCpu.toFixed(1), ...ratioCells(row)]),
];

const ratioCells = ({ median, lower, upper }: Ratio): string[] => [
  `${shortRatio(median)} ×`,
  `${shortRatio(lower)}–${shortRatio(upper)}`,
];

const shortRatio = (ratio: number): string => ratio.toFixed(ratio < 0.1 ? 3 : 2);

export const goalCells = (goals: readonly Goal[]): Cells => [
  ['', 'found', 'goal', ''],
  ...goals.map(({ what, found, goal, isMet }) => [what, found, goal, isMet ? 'met' : 'not met']),
];

export const revocationCells = ({ rows }: Pick<RevocationResults, 'rows'>): Cells => [
  ['', 'p50 ms', 'p99 ms', 'longest ms', 'sent again', 'accepted'],
  ...rows.map(({ title, p50, p99, longest, shown, opened }) => [
    title,
    p50.toFixed(1),
    p99.toFixed(1),
    longest.toFixed(1),
    shown.toLocaleString('en'),
    String(opened),
  ]),
];

export const growthCells = ({ small, large }: GrowthResults): Cells => [
  ['sessions in the table', 'list, p50 ms', 'revocation, p50 ms'],
  ...[small, large].map(({ sessions, list, revoke }) => [
    sessions.toLocaleString('en'),
    list.toFixed(2),
    revoke.toFixed(2),
  ]),
];

export const beginningCells = ({ cpu, perSecond, p50, p99 }: BeginningResults): Cells => [
  ['CPU ms', 'sessions a second', 'p50 ms', 'p99 ms'],
  [(cpu / 1000).toFixed(2), perSecond.toFixed(0), p50.toFixed(1), p99.toFixed(1)],
];

export const proxyCells = ({ rows }: ProxyResults): Cells => [
  ['', 'CPU µs', 'requests/s', 'p50 ms', 'p99 ms'],
  ...rows.map(({ title, cpu, perSecond, p50, p99 }) => [
    title,
    cpu.toFixed(0),
    Math.round(perSecond).toLocaleString('en'),
    p50.toFixed(1),
    p99.toFixed(1),
  ]),
];

export const applicationCells = ({ rows }: ApplicationResults): Cells => [
  ['', 'CPU µs', 'of it Latchkey', 'requests/s', 'p50 ms', 'p99 ms', 'compared', 'middle half'],
  ...rows.map(({ title, cpu, ofLatchkey, perSecond, p50, p99, ratio }) => [
    title,
    cpu.toFixed(1),
    ofLatchkey.toFixed(1),
    Math.round(perSecond).toLocaleString('en'),
    p50.toFixed(1),
    p99.toFixed(1),
    ...ratioCells(ratio),
  ]),
];

export const webhookCells = ({ quiet, busy, delivering, perSecond, cpu, machine }: WebhookResults): Cells => [
  ['', 'deliveries/s', 'CPU µs for each', 'requests, p50 ms', 'requests, p99 ms'],
  ['without deliveries', '0', '', quiet.p50.toFixed(1), quiet.p99.toFixed(1)],
  [
    'with deliveries',
    Math.round(perSecond).toLocaleString('en'),
    cpu.toFixed(0),
    delivering.p50.toFixed(1),
    delivering.p99.toFixed(1),
  ],
  [
    `without, beside a process that uses ${machine.toFixed(0)} ms of CPU a second`,
    '0',
    '',
    busy.p50.toFixed(1),
    busy.p99.toFixed(1),
  ],
];

export const memoryCells = ({ tokens, before, after, bytesPerToken }: MemoryResults): Cells => [
  ['', 'RSS MB', 'reachable MB'],
  ['after warming up', megabytes(before.rss), megabytes(before.live)],
  [`after ${tokens.toLocaleString('en')} tokens`, megabytes(after.rss), megabytes(after.live)],
  ['for each token, in bytes', '', bytesPerToken.toFixed(0)],
];

export const applicationMemoryCells = (found: ApplicationMemoryResults): Cells => [
  ['', 'RSS MB', 'reachable MB'],
  ['after warming up', megabytes(found.before.rss), megabytes(found.before.live)],
  [
    `with ${found.sessions.toLocaleString('en')} sessions in memory`,
    megabytes(found.after.rss),
    megabytes(found.after.live),
  ],
  ['for each session, in bytes', '', found.bytesPerSession.toFixed(0)],
];

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

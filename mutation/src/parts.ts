/** A part of the code that is mutated in one run, and the tests that ought to notice, the quickest first. */
export interface Part {
  readonly name: string;
  readonly files: readonly string[];
  readonly tests: readonly string[];
  /** Whether a test counts transactions of the whole server, so that no two mutants may run at once. */
  readonly runsAlone?: boolean;
}

/**
 * Whether the tests of a file take milliseconds, like those of the domain itself. Those on PostgreSQL or over sockets, and
 * simulations, take seconds.
 */
export const isQuick = (test: string): boolean =>
  /^packages\/(?:sessions|node)\//.test(test) && !/\.simulation\.|\/authenticate\./.test(test);

const domain = (
  name: string,
  files: readonly string[],
  unit: readonly string[],
  api: readonly string[] = [],
  db: readonly string[] = [],
): Part => ({
  name: `sessions/${name}`,
  files: files.map((file) => `packages/sessions/src/${file}.ts`),
  tests: [
    ...unit.map((file) => `packages/sessions/src/${file}.test.ts`),
    ...db.map((file) => `packages/db/src/${file}.test.ts`),
    ...api.map((file) => `packages/api/test/${file}.test.ts`),
  ],
});

/** The domain, and the memory of sessions in applications, which Stryker mutates. */
export const domainParts: readonly Part[] = [
  domain(
    'accounts',
    [
      'accounts/!(administration|*.test)',
      'passwords/!(*.test)',
      'rate-limits/!(*.test)',
      'applications/!(*.test)',
      'tokens/step-up',
      'language',
    ],
    [
      'accounts/email',
      'accounts/email.limits',
      'language',
      'passwords/password',
      'passwords/stored-hash',
      'passwords/foreign-hash',
      'passwords/passwords',
      'passwords/hash-queue',
      'rate-limits/refund-queue',
      'accounts/sign-in-attempts',
      'rate-limits/rate-limiter',
      'applications/subject',
      'accounts/recovery',
      'accounts/user-service',
      'tokens/step-up',
      'sessions/revocation',
    ],
    [
      'all-procedures/enumeration',
      'routers/session-lifecycle',
      'limits/attempt-limits',
      'limits/rate-limit',
      'routers/password-hashing',
      'service/user-import',
      'routers/recovery',
      'routers/verification',
    ],
  ),
  domain(
    'devices',
    ['devices/!(client-software|operating-system|label|*.test)', 'bounded-cache'],
    [
      'bounded-cache',
      'devices/device-description.corpus',
      'devices/user-agent',
      'devices/client-hints',
      'devices/program-identity',
      'devices/device-description',
      'devices/device-service',
      'devices/device-view',
      'devices/user-agent-product',
    ],
  ),
  domain(
    'client-software',
    ['devices/client-software'],
    ['devices/device-description.corpus', 'devices/device-description'],
  ),
  domain(
    'operating-system',
    ['devices/operating-system'],
    ['devices/device-description.corpus', 'devices/device-description'],
  ),
  domain('label', ['devices/label'], ['devices/label', 'devices/label.limits']),
  domain(
    'tokens',
    [
      'tokens/authenticator',
      'tokens/binding-service',
      'tokens/device-binding',
      'tokens/device-token',
      'tokens/session-token',
      'tokens/mail-link',
      'tokens/signed-timestamp',
    ],
    [
      'tokens/session-token',
      'tokens/device-token',
      'tokens/mail-link',
      'tokens/signed-timestamp',
      'tokens/device-binding',
      'tokens/binding-service',
      'tokens/authenticator',
      'tokens/authenticator.binding',
    ],
    ['routers/session-lifecycle', 'credentials/cookie', 'credentials/device-binding'],
  ),
  domain(
    'session',
    [
      'sessions/session',
      'sessions/session-service',
      'sessions/revocation',
      'sessions/session-limits',
      'sessions/session-change',
      'sessions/session-store',
      'history/session-event',
      'sessions/active-days',
      'sessions/idle-limit',
      'sessions/session-view',
      'sessions/sign-in-method',
      'history/history-service',
      'latchkey',
      'telemetry',
    ],
    [
      'sessions/session',
      'sessions/active-days',
      'sessions/idle-limit',
      'sessions/session-view',
      'sessions/sign-in-method',
      'sessions/session-change',
      'history/history-service',
      'sessions/session-service',
      'sessions/revocation',
    ],
    [
      'routers/session-lifecycle',
      'routers/session-list',
      'routers/idle-limit',
      'rest/rest-contract',
      'all-procedures/cross-user',
      'routers/administration',
    ],
  ),
  domain(
    'memory',
    ['sessions/session-cache', 'session-memory', 'sessions/last-used-buffer'],
    ['sessions/session-cache', 'sessions/last-used-buffer', 'session-memory', 'tokens/authenticator'],
    ['routers/session-lifecycle', 'subscriptions/session-stream', 'routers/administration'],
  ),
  domain(
    'cluster',
    ['instances/!(*.test)'],
    [
      'instances/announcement',
      'instances/announcer',
      'instances/in-process-channel',
      'instances/membership',
      'instances/reconnection',
      'instances/cluster',
      'instances/lease',
      'instances/revocation.simulation',
    ],
  ),
  domain(
    'session-subscriptions',
    ['session-subscriptions/!(*.test)'],
    ['session-subscriptions/session-list', 'session-subscriptions/session-subscriptions'],
  ),
  domain(
    'mail',
    ['sign-in-alerts/sign-in-alert', 'sign-in-alerts/sign-in-alert-service', 'mail/!(*.test)'],
    ['mail/mail-budget', 'mail/link-lifetime', 'mail/outbox-worker', 'sign-in-alerts/sign-in-alert-service'],
    ['routers/sign-in-alert', 'routers/recovery', 'routers/verification'],
  ),
  domain('webhooks', ['webhooks/!(*.test)'], ['webhooks/delivery-worker'], [], ['webhooks/delivery-store']),
  domain(
    'operation',
    ['accounts/administration', 'jobs/housekeeping', 'geo/!(*.test)', 'store-unavailable', 'clock'],
    [
      'store-unavailable',
      'geo/location',
      'geo/ip-address',
      'geo/ip-scope',
      'geo/ip-networks',
      'jobs/housekeeping',
      'accounts/administration',
      'accounts/account-administration',
    ],
    ['routers/administration', 'routers/session-location'],
  ),
  {
    name: 'node/memory',
    files: ['packages/node/src/memory/*.ts'],
    tests: ['session-memory', 'verifier', 'authenticate', 'verifier.simulation'].map(
      (test) => `packages/node/test/${test}.test.ts`,
    ),
  },
];

const sql = (file: string, tests: readonly string[], api: readonly string[] = []): Part => ({
  name: `db/${file}`,
  files: [`packages/db/src/${file}.ts`],
  tests: [
    ...tests.map((test) => `packages/db/src/${test}.test.ts`),
    ...api.map((test) => `packages/api/test/${test}.test.ts`),
  ],
});

/** The SQL, file by file. */
export const sqlParts: readonly Part[] = [
  sql('sql/live', [
    'sessions/change-idle-limit',
    'sessions/end-sessions',
    'sessions/begin-session',
    'housekeeping-store',
    'sessions/session-store',
    'concurrency/model',
  ]),
  sql('sessions/session-queries', [
    'sessions/use-writing',
    'sessions/session-store',
    'sessions/active-days',
    'sessions/bind-session',
    'sessions/change-idle-limit',
    'concurrency/other-accounts',
    'sessions/session-page',
    'sessions/record-uses',
    'concurrency/model',
  ]),
  sql('sessions/begin-session', [
    'sessions/begin-session',
    'rate-limits/rate-limit-store',
    'sessions/session-store',
    'accounts/write-language',
    'sessions/change-idle-limit',
    'concurrency/locks',
    'concurrency/other-accounts',
    'sign-in-alerts/sign-in-alert-store',
  ]),
  sql('sessions/session-cap', [
    'sessions/session-cap',
    'sessions/begin-session',
    'concurrency/other-accounts',
    'concurrency/model',
  ]),
  sql('devices/sign-in-device', [
    'sign-in-alerts/alert-instants',
    'sign-in-alerts/sign-in-alert-store',
    'devices/device-store',
    'sessions/begin-session',
    'concurrency/other-accounts',
    'concurrency/locks',
  ]),
  sql('sign-in-alerts/write-sign-in-alert', [
    'sign-in-alerts/sign-in-alert-store',
    'mail/alert-mails',
    'concurrency/other-accounts',
  ]),
  sql(
    'sign-in-alerts/sign-in-alert-row',
    ['sign-in-alerts/alert-instants', 'sign-in-alerts/sign-in-alert-store', 'concurrency/other-accounts'],
    ['routers/sign-in-alert'],
  ),
  sql(
    'sign-in-alerts/sign-in-alert-store',
    ['sign-in-alerts/alert-instants', 'sign-in-alerts/sign-in-alert-store', 'concurrency/other-accounts'],
    ['routers/sign-in-alert'],
  ),
  sql('devices/forget-devices', [
    'sign-in-alerts/sign-in-alert-store',
    'concurrency/other-accounts',
    'sessions/end-sessions',
    'concurrency/model',
  ]),
  sql('sessions/end-sessions', [
    'sessions/end-order',
    'concurrency/locks',
    'sessions/end-sessions',
    'sessions/begin-session',
    'accounts/user-store',
    'concurrency/other-accounts',
    'sessions/session-store',
    'sign-in-alerts/sign-in-alert-store',
    'accounts/administration-store',
  ]),
  sql('sessions/expiry', [
    'housekeeping-store',
    'sessions/end-sessions',
    'sessions/change-idle-limit',
    'concurrency/other-accounts',
  ]),
  sql('sessions/rotate-token', [
    'sessions/session-store',
    'sessions/bind-session',
    'accounts/user-store',
    'concurrency/other-accounts',
  ]),
  sql('sessions/bind-session', ['sessions/bind-session'], ['credentials/device-binding']),
  sql('sessions/change-idle-limit', [
    'sessions/change-idle-limit',
    'concurrency/locks',
    'concurrency/other-accounts',
    'concurrency/model',
  ]),
  sql('accounts/write-language', ['accounts/write-language', 'concurrency/other-accounts']),
  sql('accounts/lock-user', ['concurrency/locks']),
  sql('sql/statement-pool', ['concurrency/locks', 'sessions/begin-session']),
  sql(
    'rate-limits/rate-limit-statements',
    ['rate-limits/sign-in-attempts', 'rate-limits/rate-limit-locks', 'rate-limits/rate-limit-store'],
    ['limits/attempt-limits', 'limits/rate-limit'],
  ),
  sql(
    'rate-limits/rate-limit-store',
    ['rate-limits/sign-in-attempts', 'rate-limits/rate-limit-store'],
    ['limits/attempt-limits'],
  ),
  sql('housekeeping-store', ['housekeeping-order', 'housekeeping-locks', 'housekeeping-store', 'concurrency/locks']),
  sql('vacuum', ['housekeeping-store']),
  sql('session-event-store', ['session-event-store', 'concurrency/locks', 'concurrency/other-accounts']),
  sql('devices/device-store', ['devices/device-store', 'concurrency/locks', 'concurrency/other-accounts']),
  sql('accounts/administration-store', ['accounts/administration-store'], ['routers/administration']),
  { ...sql('instances/instance-store', ['instances/instance-store']), runsAlone: true },
  sql(
    'mail/request-account-mail',
    ['mail/account-mails', 'concurrency/other-accounts'],
    ['routers/recovery', 'routers/verification'],
  ),
  sql(
    'mail/mail-outbox',
    [
      'mail/account-mails',
      'mail/alert-mails',
      'mail/mail-locks',
      'accounts/account-links',
      'sign-in-alerts/sign-in-alert-store',
    ],
    ['routers/recovery', 'routers/verification'],
  ),
  sql(
    'accounts/account-store',
    ['accounts/account-links', 'mail/account-mails', 'concurrency/other-accounts'],
    ['routers/recovery', 'routers/verification'],
  ),
  sql('page-file-store', ['page-file-store']),
  sql('webhooks/event-feed-store', ['webhooks/event-feed-store', 'concurrency/locks']),
  sql('webhooks/endpoint-store', ['webhooks/delivery-store']),
  sql('webhooks/delivery-store', ['webhooks/delivery-store']),
  sql('webhooks/signing-key-store', ['webhooks/signing-key-store']),
  sql('webhooks/outgoing-event-row', ['webhooks/event-feed-store']),
  sql('migrations/own-schema', ['migrations/own-schema', 'migrations/migrations']),
  sql('migrations/migrations', ['migrations/migrations']),
];

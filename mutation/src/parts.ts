/** A part of the code that is mutated in one run, and the tests that ought to notice, the quickest first. */
export interface Part {
  readonly name: string;
  readonly files: readonly string[];
  readonly tests: readonly string[];
}

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

/** The domain, which Stryker mutates. */
export const domainParts: readonly Part[] = [
  domain(
    'accounts',
    [
      'accounts/!(account-mail-worker|*.test)',
      'email',
      'password',
      'password-hasher',
      'rate-limiter',
      'step-up',
      'user-service',
      'language',
    ],
    ['email', 'language', 'password', 'accounts/stored-hash', 'accounts/passwords', 'accounts/hash-queue'],
    ['enumeration', 'life', 'attempt-limits', 'rate-limit', 'password-hashing', 'recovery', 'verification'],
  ),
  domain(
    'devices',
    [
      'devices/!(*.test)',
      'device-description',
      'device-service',
      'client-hints',
      'client-software',
      'operating-system',
      'user-agent',
      'user-agent-product',
      'given-name',
      'device-name',
      'session-information',
    ],
    ['user-agent', 'given-name', 'devices/program-identity', 'device-description', 'device-description.corpus'],
    ['life', 'parity'],
  ),
  domain(
    'tokens',
    [
      'authenticator',
      'binding-service',
      'device-binding',
      'device-token',
      'session-token',
      'alert-link',
      'sealed-moment',
    ],
    ['session-token', 'device-binding', 'authenticator'],
    ['life', 'cookie', 'binding'],
  ),
  domain(
    'session',
    [
      'session',
      'session-service',
      'session-limits',
      'session-change',
      'session-event',
      'active-days',
      'idle-limit',
      'listed-session',
      'history-service',
      'historic-device',
      'services',
    ],
    ['session', 'active-days'],
    ['life', 'session-list', 'idle-limit', 'rest-contract', 'cross-user', 'administration'],
  ),
  domain(
    'memory',
    ['session-cache', 'session-memory', 'last-uses', 'announcing-stores'],
    ['session-cache', 'last-uses', 'authenticator'],
    ['life', 'watch', 'administration'],
    ['announcing-stores'],
  ),
  domain(
    'cluster',
    ['cluster/!(*.test)'],
    [
      'cluster/announcer',
      'cluster/in-process-channel',
      'cluster/membership',
      'cluster/reconnection',
      'cluster/revocation.simulation',
    ],
  ),
  domain('session-subscriptions', ['session-subscriptions/!(*.test)'], ['session-subscriptions/session-subscriptions']),
  domain(
    'mail',
    ['sign-in-alert', 'sign-in-alert-service', 'postman', 'mail/!(*.test)', 'accounts/account-mail-worker'],
    [],
    ['alert', 'recovery', 'verification'],
  ),
  domain(
    'operation',
    ['administration', 'housekeeping', 'addresses/!(*.test)', 'place'],
    ['place', 'addresses/address', 'addresses/address-scope', 'addresses/networks', 'housekeeping', 'administration'],
    ['administration', 'place'],
  ),
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
  sql('live', [
    'idle-limit-change',
    'session-end',
    'session-beginning',
    'housekeeping-store',
    'session-store',
    'model',
  ]),
  sql('session-statements', [
    'session-store',
    'session-page',
    'last-use-writing',
    'active-days',
    'session-binding',
    'idle-limit-change',
    'model',
    'other-accounts',
  ]),
  sql('session-beginning', [
    'session-beginning',
    'session-store',
    'sign-in-alert-store',
    'language-writing',
    'idle-limit-change',
    'locks',
    'other-accounts',
  ]),
  sql('session-limit', ['session-beginning', 'model', 'other-accounts']),
  sql('device-of-sign-in', ['sign-in-alert-store', 'device-store', 'session-beginning', 'locks', 'other-accounts']),
  sql('sign-in-alert-writing', ['sign-in-alert-store', 'mail-outbox', 'other-accounts']),
  sql('sign-in-alert-row', ['sign-in-alert-store', 'other-accounts'], ['alert']),
  sql('prisma-sign-in-alert-store', ['sign-in-alert-store', 'other-accounts'], ['alert']),
  sql('device-forgetting', ['sign-in-alert-store', 'session-end', 'model', 'other-accounts']),
  sql('session-end', [
    'session-end',
    'session-beginning',
    'sign-in-alert-store',
    'user-store',
    'administration-store',
    'other-accounts',
    'session-store',
  ]),
  sql('session-lapse', ['housekeeping-store', 'session-end', 'idle-limit-change', 'other-accounts']),
  sql('session-renewal', ['session-store', 'session-binding', 'user-store', 'other-accounts']),
  sql('session-binding', ['session-binding'], ['binding']),
  sql('idle-limit-change', ['idle-limit-change', 'locks', 'other-accounts', 'model']),
  sql('language-writing', ['language-writing', 'other-accounts']),
  sql('user-lock', ['locks']),
  sql('statement-pool', ['locks', 'session-beginning']),
  sql('rate-limit-statements', ['rate-limit-store'], ['attempt-limits', 'rate-limit']),
  sql('prisma-rate-limit-store', ['rate-limit-store'], ['attempt-limits']),
  sql('prisma-housekeeping-store', ['housekeeping-store', 'locks', 'sign-in-races']),
  sql('prisma-mail-outbox', ['mail-outbox', 'sign-in-alert-store']),
  sql('prisma-session-event-store', ['session-event-store', 'locks', 'other-accounts']),
  sql('prisma-device-store', ['device-store', 'locks', 'other-accounts']),
  sql('prisma-administration-store', ['administration-store'], ['administration']),
  sql('postgres-instance-store', ['instance-store']),
  sql('accounts/account-mail-writing', ['other-accounts'], ['recovery', 'verification']),
  sql('accounts/prisma-account-mail-outbox', [], ['recovery', 'verification']),
  sql('accounts/prisma-account-store', ['other-accounts'], ['recovery', 'verification']),
  sql('postgres/own-schema', ['postgres/own-schema', 'migrations']),
  sql('migrations', ['migrations']),
];

import { isIPv6 } from 'node:net';
import { resolve } from 'node:path';
import { type Frames, type Hsts, framesChoices, hstsChoices } from '@latchkey/api/http/security-headers';
import { RedisChannel } from '@latchkey/redis/redis-channel';
import { defaultMailsPerHour } from '@latchkey/sessions/mail/mail-budget';
import { type Retention, defaultRetention } from '@latchkey/sessions/jobs/housekeeping';
import { defaultRateLimits } from '@latchkey/sessions/rate-limits/rate-limiter';
import { accountsRules } from '@latchkey/sessions/applications/host-application';
import { labelSchema } from '@latchkey/sessions/devices/label';
import type { Config } from '@latchkey/sessions/latchkey';
import { defaultCachedSessions } from '@latchkey/sessions/sessions/session-cache';
import { type SessionLimits, atLimitRules, defaultSessionLimits } from '@latchkey/sessions/sessions/session-limits';
import { defaultStreamLimits } from '@latchkey/sessions/session-subscriptions/session-subscriptions';
import type { CookieScope } from '@latchkey/api/credentials/cookie-scope';
import { z } from 'zod';
import { defaultDataDir } from '../installation.ts';
import { basePath, publicUrl } from './address.ts';
import { type Brand, brandOf, brandVariables } from './brand.ts';
import { cookieScopeOf, cookieVariables, warningsOfScope } from './cookie-scope.ts';
import { duration } from './duration.ts';
import { mailFrom, smtpUrl } from './mail-server.ts';
import { type HttpLimits, defaultHttpLimits } from './http-limits.ts';
import { pageOfApplication } from './link.ts';
import { serviceKeys, serviceKeysFile } from './service-keys.ts';
import { unknownSettings } from './setting-names.ts';
import { type TrustProxy, trustProxy } from './trust-proxy.ts';

const whole = (what: string, from: number, to: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be ${what} from ${from} to ${to}`)
    .transform(Number)
    .refine((number) => number >= from && number <= to, `must be ${what} from ${from} to ${to}`);

const databaseUrl = z
  .string()
  .refine(
    (text) => URL.canParse(text) && ['postgresql:', 'postgres:'].includes(new URL(text).protocol),
    'must look like postgresql://user:password@host:5432/database',
  );

/** Shells expand `~`, files with settings do not: a directory of that name would be created by mistake. */
const directory = z
  .string()
  .refine(
    (text) => text === text.trim() && !text.startsWith('~') && !/^\w+:\/\//.test(text),
    'must be the path of a directory, without ~ and without spaces around it',
  );

const redisUrl = z.string().refine(isRedisUrl, 'must look like redis://user:password@host:6379');

const host = z
  .string()
  .refine(
    (text) => isIPv6(text) || (/^[a-zA-Z0-9.-]{1,253}$/.test(text) && URL.canParse(`http://${text}`)),
    'must be a host name or an address to listen on, without a port',
  );

const oneOf = <const Choice extends string>(choices: readonly Choice[]) =>
  z.enum(choices, `must be ${choices.join(' or ')}`);

/** In milliseconds. Timers of Node end at 24.8 days, and no balancer needs longer. */
const longestDrain = 86_400_000;

/** In milliseconds. After a pause, an instance reads the events since its last renewal of the lease. */
const minRetention = 3_600_000;

const variables = z.object({
  ...brandVariables,
  ...cookieVariables,
  PORT: whole('a port number', 0, 65_535).default(3000),
  HOST: host.default('127.0.0.1'),
  DATA_DIR: directory.default(defaultDataDir),
  DATABASE_URL: databaseUrl.optional(),
  REDIS_URL: redisUrl.optional(),
  PUBLIC_URL: publicUrl.optional(),
  BASE_PATH: basePath.default(''),
  SMTP_URL: smtpUrl.optional(),
  MAIL_FROM: mailFrom.optional(),
  TRUST_PROXY: trustProxy.default(false),
  MAX_CONNECTIONS: whole('a number', 1, 1_000_000).default(defaultHttpLimits.connections),
  MAX_CONNECTIONS_PER_ADDRESS: whole('a number', 1, 1_000_000).default(defaultHttpLimits.connectionsPerAddress),
  HSTS: oneOf(hstsChoices).default('host'),
  PAGE_FRAMES: oneOf(framesChoices).default('none'),
  INSTANCES: whole('a number', 1, 64).default(3),
  METRICS_PORT: whole('a port number', 0, 65_535).optional(),
  METRICS_HOST: host.default('127.0.0.1'),
  DRAIN: duration.refine((time) => time <= longestDrain, 'must be at most 24h').default(0),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  SESSION_IDLE: duration.default(defaultSessionLimits.idle),
  SESSION_ABSOLUTE: duration.default(defaultSessionLimits.absoluteRemembered),
  SESSION_ABSOLUTE_UNLESS_KEPT: duration.default(defaultSessionLimits.absolute),
  SESSIONS_PER_USER: whole('a number', 1, 10_000).default(defaultSessionLimits.perUser),
  PROGRAM_SESSIONS_PER_USER: whole('a number', 1, 10_000).default(defaultSessionLimits.programsPerUser),
  AT_SESSION_LIMIT: oneOf(atLimitRules).default(defaultSessionLimits.atLimit),
  REMEMBERED_SESSIONS: whole('a number', 2, 100_000_000).default(defaultCachedSessions),
  STREAMS_PER_USER: whole('a number', 1, 10_000).default(defaultStreamLimits.perUser),
  STREAMS_PER_ADDRESS: whole('a number', 1, 1_000_000).default(defaultStreamLimits.perNetwork),
  ACCOUNTS: oneOf(accountsRules).default('own'),
  APPLICATION_NAME: labelSchema(60).optional(),
  SIGN_IN_URL: pageOfApplication.optional(),
  STEP_UP_URL: pageOfApplication.optional(),
  ACCOUNT_URL: pageOfApplication.optional(),
  SERVICE_KEYS: serviceKeys.default([]),
  SERVICE_KEYS_FILE: serviceKeysFile.default([]),
  SIGN_UP: oneOf(['open', 'closed']).default('open'),
  MAILS_PER_HOUR: whole('a number', 1, 1_000_000).default(defaultMailsPerHour),
  STEP_UP: oneOf(['browsers', 'always']).default('browsers'),
  RATE_LIMITS: oneOf(['on', 'off']).default('on'),
  DEVICE_BINDING: oneOf(['on', 'off']).default('on'),
  KEEP_ENDED_SESSIONS: duration.default(defaultRetention.endedSessions),
  KEEP_EVENTS: duration
    .refine((kept) => kept >= minRetention, 'must be 1h or longer: instances learn from it what was changed')
    .default(defaultRetention.events),
  KEEP_ADDRESSES: duration.default(defaultRetention.addresses),
  KEEP_DELIVERIES: duration.default(defaultRetention.deliveries),
  WEBHOOKS_TO_PRIVATE_NETWORKS: oneOf(['on', 'off']).default('off'),
});

/** The settings of one server process, checked. */
export interface Environment {
  readonly port: number;
  readonly host: string;
  /** The URL of a PostgreSQL, or the directory of the embedded one. */
  readonly database: { readonly url: string } | { readonly dataDir: string };
  /** The Redis for messages between instances, or null to use the database. */
  readonly redisUrl: string | null;
  /** How many processes `npm run cluster` starts. */
  readonly instances: number;
  /** Where metrics are served, or null for not at all. */
  readonly metrics: { readonly host: string; readonly port: number } | null;
  /** In milliseconds: how long a stopping process still answers, so that balancers learn of the stop. */
  readonly drain: number;
  /** Where browsers reach this server, or null for the address that it listens on. */
  readonly publicUrl: URL | null;
  /** The path below which everything is served, without a slash at its end, or empty. */
  readonly basePath: string;
  readonly cookieScope: CookieScope;
  /** The mail server and the sender, or null to print mails. */
  readonly smtp: { readonly url: URL; readonly from: string } | null;
  readonly brand: Brand;
  readonly trustProxy: TrustProxy;
  readonly httpLimits: HttpLimits;
  /** The hosts that the header Strict-Transport-Security covers. */
  readonly hsts: Hsts;
  /** The pages that may show this one in a frame. */
  readonly frames: Frames;
  readonly logLevel: string;
  readonly config: Config;
  /** A message for each variable that looks like a setting but is not one. */
  readonly warnings: readonly string[];
}

/**
 * Reads the settings from environment variables. An empty variable counts as not set.
 * @throws {TypeError} with one sentence that names the first wrong variable, without its value, which may be a secret.
 */
export function readEnvironment(source: NodeJS.ProcessEnv, workingDirectory: string): Environment {
  const given: NodeJS.ProcessEnv = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const read = variables.safeParse(given);
  if (!read.success) {
    const [problem] = read.error.issues;
    throw new TypeError(`${String(problem?.path[0])} ${problem?.message}.`);
  }
  const settings = read.data;
  const { DATABASE_URL: url } = settings;
  if (url === undefined && settings.REDIS_URL !== undefined) {
    throw new TypeError(
      'REDIS_URL must not be set without DATABASE_URL: the embedded database serves one process only.',
    );
  }
  const { SMTP_URL: mailServer, MAIL_FROM: from } = settings;
  if (mailServer && !from) throw new TypeError('MAIL_FROM must be set together with SMTP_URL.');
  const cookieScope = cookieScopeOf(settings);
  return {
    port: settings.PORT,
    host: settings.HOST,
    database: url === undefined ? { dataDir: resolve(workingDirectory, settings.DATA_DIR) } : { url },
    redisUrl: settings.REDIS_URL ?? null,
    instances: settings.INSTANCES,
    metrics: settings.METRICS_PORT === undefined ? null : { host: settings.METRICS_HOST, port: settings.METRICS_PORT },
    drain: settings.DRAIN,
    publicUrl: settings.PUBLIC_URL ?? null,
    basePath: settings.BASE_PATH,
    cookieScope,
    smtp: mailServer && from ? { url: mailServer, from } : null,
    brand: brandOf(settings),
    trustProxy: settings.TRUST_PROXY,
    httpLimits: {
      ...defaultHttpLimits,
      connections: settings.MAX_CONNECTIONS,
      connectionsPerAddress: settings.MAX_CONNECTIONS_PER_ADDRESS,
    },
    hsts: settings.HSTS,
    frames: settings.PAGE_FRAMES,
    logLevel: settings.LOG_LEVEL,
    config: configOf(settings),
    warnings: [...warningsOf(given), ...missingPages(settings), ...warningsOfScope(cookieScope)],
  };
}

/** Variables similar to these stop the start, unless these are set too: data must not go to another database. */
const databaseSettings = new Set(['DATABASE_URL', 'DATA_DIR']);

/** @throws {TypeError} if a variable is similar to a setting of the database that is not set. */
function warningsOf(given: NodeJS.ProcessEnv): string[] {
  return unknownSettings(given, Object.keys(variables.shape)).map(({ name, meant }) => {
    if (meant === null) return `${name} is set, and Latchkey has no such setting.`;
    const warning = `${name} is set, and Latchkey has no such setting. Is ${meant} meant?`;
    if (databaseSettings.has(meant) && given[meant] === undefined) throw new TypeError(warning);
    return warning;
  });
}

/** What users of an application cannot do on the page, because it does not know where the application does it. */
function missingPages({ ACCOUNTS, SIGN_IN_URL, STEP_UP_URL }: z.infer<typeof variables>): string[] {
  if (ACCOUNTS === 'own') return [];
  return [
    ...(SIGN_IN_URL === undefined ? [`SIGN_IN_URL is not set: the page cannot lead users to your sign-in.`] : []),
    ...(STEP_UP_URL === undefined
      ? [`STEP_UP_URL is not set: users of your application cannot log other devices out on the page.`]
      : []),
  ];
}

/** Whether the channel accepts the URL. */
function isRedisUrl(text: string): boolean {
  try {
    return !new RedisChannel(text).isConnected;
  } catch {
    return false;
  }
}

function configOf(settings: z.infer<typeof variables>): Config {
  const limits: SessionLimits = {
    ...defaultSessionLimits,
    idle: settings.SESSION_IDLE,
    absoluteRemembered: settings.SESSION_ABSOLUTE,
    absolute: settings.SESSION_ABSOLUTE_UNLESS_KEPT,
    perUser: settings.SESSIONS_PER_USER,
    programsPerUser: settings.PROGRAM_SESSIONS_PER_USER,
    atLimit: settings.AT_SESSION_LIMIT,
    // Written often enough that a session in use never looks idle.
    lastUsedStep: Math.min(defaultSessionLimits.lastUsedStep, settings.SESSION_IDLE / 10),
  };
  if (limits.idle > limits.absoluteRemembered)
    throw new TypeError('SESSION_IDLE must not be longer than SESSION_ABSOLUTE.');
  if (limits.absolute > limits.absoluteRemembered) {
    throw new TypeError('SESSION_ABSOLUTE_UNLESS_KEPT must not be longer than SESSION_ABSOLUTE.');
  }
  const retention: Retention = {
    endedSessions: settings.KEEP_ENDED_SESSIONS,
    events: settings.KEEP_EVENTS,
    addresses: settings.KEEP_ADDRESSES,
    deliveries: settings.KEEP_DELIVERIES,
  };
  const rateLimits = settings.RATE_LIMITS === 'on' ? defaultRateLimits : null;
  // A browser renews the proof for requests to Latchkey's own origin only, and other hosts would see expired ones.
  const deviceBinding = settings.DEVICE_BINDING === 'on' && settings.COOKIE_DOMAIN === undefined;
  const { STEP_UP: stepUp, SIGN_UP: signUp, ACCOUNTS: accounts, REMEMBERED_SESSIONS: cachedSessions } = settings;
  const streamLimits = { perUser: settings.STREAMS_PER_USER, perNetwork: settings.STREAMS_PER_ADDRESS };
  const { MAILS_PER_HOUR: mailsPerHour } = settings;
  return {
    limits,
    retention,
    rateLimits,
    stepUp,
    signUp,
    accounts,
    application: {
      name: settings.APPLICATION_NAME ?? null,
      signInUrl: settings.SIGN_IN_URL ?? null,
      stepUpUrl: settings.STEP_UP_URL ?? null,
      accountUrl: settings.ACCOUNT_URL ?? null,
    },
    serviceKeys: [...settings.SERVICE_KEYS, ...settings.SERVICE_KEYS_FILE],
    mailsPerHour,
    deviceBinding,
    cachedSessions,
    streamLimits,
    basePath: settings.BASE_PATH,
    webhooksToPrivateNetworks: settings.WEBHOOKS_TO_PRIVATE_NETWORKS === 'on',
    languages: settings.PAGE_LANGUAGES,
  };
}

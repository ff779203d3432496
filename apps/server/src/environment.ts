import { resolve } from 'node:path';
import { type Hsts, hstsChoices } from '@latchkey/api/http/security-headers';
import { RedisChannel } from '@latchkey/redis/redis-channel';
import { defaultMailsPerHour } from '@latchkey/sessions/mail/mail-budget';
import { type Retention, defaultRetention } from '@latchkey/sessions/housekeeping';
import { defaultRateLimits } from '@latchkey/sessions/rate-limiter';
import type { Policy } from '@latchkey/sessions/services';
import { defaultRememberedSessions } from '@latchkey/sessions/session-cache';
import { type SessionLimits, defaultSessionLimits } from '@latchkey/sessions/session-limits';
import { defaultStreamLimits } from '@latchkey/sessions/session-subscriptions/session-subscriptions';
import { z } from 'zod';
import { duration } from './duration.ts';
import { type HttpLimits, defaultHttpLimits } from './http-limits.ts';
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

/** Nobody means a directory of such a name: shells replace a ~ where they see it, and files of settings do not. */
const directory = z
  .string()
  .refine(
    (text) => text === text.trim() && !text.startsWith('~') && !/^\w+:\/\//.test(text),
    'must be the path of a directory, without ~ and without spaces around it',
  );

const redisUrl = z.string().refine(isRedisUrl, 'must look like redis://user:password@host:6379');

const smtpUrl = z
  .string()
  .refine(
    (text) => URL.canParse(text) && isSmtp(new URL(text)),
    'must look like smtp://user:password@host:587 or smtps://user:password@host:465',
  )
  .transform((text) => new URL(text));

const isSmtp = ({ protocol, hostname, pathname, search, hash }: URL): boolean =>
  /^smtps?:$/.test(protocol) && hostname !== '' && ['', '/'].includes(pathname) && search === '' && hash === '';

const mailFrom = z
  .string()
  .regex(
    /^(?:[^<>@,;:\\"\r\n]{1,100} <[^<>@\s]{1,64}@[^<>@\s]{1,255}>|[^<>@\s,;:"]{1,64}@[^<>@\s,;:"]{1,255})$/,
    'must be an address, such as Latchkey <no-reply@example.com>',
  );

const host = z.string().regex(/^[a-zA-Z0-9.:-]{1,253}$/, 'must be a host name or an address to listen on');

const publicUrl = z
  .string()
  .refine(
    (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && isOrigin(new URL(text)),
    'must be the address that browsers use, without a path, such as https://sessions.example.com',
  )
  .transform((text) => new URL(text));

const isOrigin = ({ href, origin }: URL): boolean => href === `${origin}/`;

const oneOf = <const Choice extends string>(choices: readonly Choice[]) =>
  z.enum(choices, `must be ${choices.join(' or ')}`);

/** In milliseconds. An instance reads what happened since it renewed its lease last, which may be some seconds ago. */
const shortestHistory = 3_600_000;

const variables = z.object({
  PORT: whole('a port number', 0, 65_535).default(3000),
  HOST: host.default('127.0.0.1'),
  DATA_DIR: directory.default('.data'),
  DATABASE_URL: databaseUrl.optional(),
  REDIS_URL: redisUrl.optional(),
  PUBLIC_URL: publicUrl.optional(),
  SMTP_URL: smtpUrl.optional(),
  MAIL_FROM: mailFrom.optional(),
  TRUST_PROXY: trustProxy.default(false),
  MAX_CONNECTIONS: whole('a number', 1, 1_000_000).default(defaultHttpLimits.connections),
  MAX_CONNECTIONS_PER_ADDRESS: whole('a number', 1, 1_000_000).default(defaultHttpLimits.connectionsPerAddress),
  HSTS: oneOf(hstsChoices).default('host'),
  INSTANCES: whole('a number', 1, 64).default(3),
  METRICS_PORT: whole('a port number', 0, 65_535).optional(),
  METRICS_HOST: host.default('127.0.0.1'),
  DRAIN: duration.default(0),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  SESSION_IDLE: duration.default(defaultSessionLimits.idle),
  SESSION_ABSOLUTE: duration.default(defaultSessionLimits.absolute),
  SESSION_ABSOLUTE_UNLESS_KEPT: duration.default(defaultSessionLimits.absoluteUnlessKept),
  SESSIONS_PER_USER: whole('a number', 1, 10_000).default(defaultSessionLimits.perUser),
  PROGRAM_SESSIONS_PER_USER: whole('a number', 1, 10_000).default(defaultSessionLimits.programsPerUser),
  REMEMBERED_SESSIONS: whole('a number', 2, 100_000_000).default(defaultRememberedSessions),
  STREAMS_PER_USER: whole('a number', 1, 10_000).default(defaultStreamLimits.perUser),
  STREAMS_PER_ADDRESS: whole('a number', 1, 1_000_000).default(defaultStreamLimits.perAddress),
  SIGN_UP: oneOf(['open', 'closed']).default('open'),
  MAILS_PER_HOUR: whole('a number', 1, 1_000_000).default(defaultMailsPerHour),
  STEP_UP: oneOf(['browsers', 'always']).default('browsers'),
  RATE_LIMITS: oneOf(['on', 'off']).default('on'),
  DEVICE_BINDING: oneOf(['on', 'off']).default('on'),
  KEEP_ENDED_SESSIONS: duration.default(defaultRetention.endedSessions),
  KEEP_EVENTS: duration
    .refine((kept) => kept >= shortestHistory, 'must be 1h or longer: instances learn from it what was changed')
    .default(defaultRetention.events),
  KEEP_ADDRESSES: duration.default(defaultRetention.addresses),
});

/** The settings of one server process, checked. */
export interface Environment {
  readonly port: number;
  readonly host: string;
  /** A PostgreSQL to connect to, or the directory of the embedded one. */
  readonly database: { readonly url: string } | { readonly dataDir: string };
  /** A Redis that carries the instances' messages, or null where the database does. */
  readonly redisUrl: string | null;
  /** How many processes `npm run cluster` starts. */
  readonly instances: number;
  /** Where metrics are served, or null for nowhere. */
  readonly metrics: { readonly host: string; readonly port: number } | null;
  /** How long it goes on after it was asked to stop, so that whoever sends requests here learns of it. In milliseconds. */
  readonly drain: number;
  /** Where browsers reach this server, or null for the address that it listens on. */
  readonly publicUrl: URL | null;
  /** The mail server, and who mails come from, or null where mails are printed. */
  readonly smtp: { readonly url: URL; readonly from: string } | null;
  readonly trustProxy: TrustProxy;
  readonly httpLimits: HttpLimits;
  /** For which hosts browsers are told to use HTTPS alone. */
  readonly hsts: Hsts;
  readonly logLevel: string;
  readonly policy: Policy;
  /** A sentence for each variable that was probably meant as a setting and is none. */
  readonly warnings: readonly string[];
}

/**
 * Reads the environment: the one place that does. An empty variable counts as one that is not set.
 * @throws {TypeError} with one sentence that names the first bad variable. Its value is not repeated: it may be a secret.
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
  return {
    port: settings.PORT,
    host: settings.HOST,
    database: url === undefined ? { dataDir: resolve(workingDirectory, settings.DATA_DIR) } : { url },
    redisUrl: settings.REDIS_URL ?? null,
    instances: settings.INSTANCES,
    metrics: settings.METRICS_PORT === undefined ? null : { host: settings.METRICS_HOST, port: settings.METRICS_PORT },
    drain: settings.DRAIN,
    publicUrl: settings.PUBLIC_URL ?? null,
    smtp: mailServer && from ? { url: mailServer, from } : null,
    trustProxy: settings.TRUST_PROXY,
    httpLimits: {
      ...defaultHttpLimits,
      connections: settings.MAX_CONNECTIONS,
      connectionsPerAddress: settings.MAX_CONNECTIONS_PER_ADDRESS,
    },
    hsts: settings.HSTS,
    logLevel: settings.LOG_LEVEL,
    policy: policyOf(settings),
    warnings: warningsOf(given),
  };
}

/** Data must not go where it was not meant to: names that are near to these stop the start, unless the right one is set. */
const places = new Set(['DATABASE_URL', 'DATA_DIR']);

/** @throws {TypeError} where a variable was probably meant to say where the data is. */
function warningsOf(given: NodeJS.ProcessEnv): string[] {
  return unknownSettings(given, Object.keys(variables.shape)).map(({ name, meant }) => {
    if (meant === null) return `${name} is set, and Latchkey has no such setting.`;
    const sentence = `${name} is set, and Latchkey has no such setting. Is ${meant} meant?`;
    if (places.has(meant) && given[meant] === undefined) throw new TypeError(sentence);
    return sentence;
  });
}

/** What the channel takes is a URL of Redis. */
function isRedisUrl(text: string): boolean {
  try {
    return !new RedisChannel(text).isConnected;
  } catch {
    return false;
  }
}

function policyOf(settings: z.infer<typeof variables>): Policy {
  const limits: SessionLimits = {
    ...defaultSessionLimits,
    idle: settings.SESSION_IDLE,
    absolute: settings.SESSION_ABSOLUTE,
    absoluteUnlessKept: settings.SESSION_ABSOLUTE_UNLESS_KEPT,
    perUser: settings.SESSIONS_PER_USER,
    programsPerUser: settings.PROGRAM_SESSIONS_PER_USER,
    // Written often enough that a session in use is never taken for an idle one.
    lastUsedStep: Math.min(defaultSessionLimits.lastUsedStep, settings.SESSION_IDLE / 10),
  };
  if (limits.idle > limits.absolute) throw new TypeError('SESSION_IDLE must not be longer than SESSION_ABSOLUTE.');
  if (limits.absoluteUnlessKept > limits.absolute) {
    throw new TypeError('SESSION_ABSOLUTE_UNLESS_KEPT must not be longer than SESSION_ABSOLUTE.');
  }
  const retention: Retention = {
    endedSessions: settings.KEEP_ENDED_SESSIONS,
    events: settings.KEEP_EVENTS,
    addresses: settings.KEEP_ADDRESSES,
  };
  const rateLimits = settings.RATE_LIMITS === 'on' ? defaultRateLimits : null;
  const deviceBinding = settings.DEVICE_BINDING === 'on';
  const { STEP_UP: stepUp, SIGN_UP: signUp, REMEMBERED_SESSIONS: rememberedSessions } = settings;
  const streamLimits = { perUser: settings.STREAMS_PER_USER, perAddress: settings.STREAMS_PER_ADDRESS };
  const { MAILS_PER_HOUR: mailsPerHour } = settings;
  return {
    limits,
    retention,
    rateLimits,
    stepUp,
    signUp,
    mailsPerHour,
    deviceBinding,
    rememberedSessions,
    streamLimits,
  };
}

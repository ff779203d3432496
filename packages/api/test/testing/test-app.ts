import { randomBytes, randomUUID } from 'node:crypto';
import { OfflineCountryLocator } from '@latchkey/geo-data/offline-country-locator';
import { type Language, languages } from '@latchkey/sessions/language';
import type { TestDatabase } from '@latchkey/db/testing/test-database';
import { defaultRetention } from '@latchkey/sessions/jobs/housekeeping';
import { systemTiming } from '@latchkey/sessions/instances/timing';
import { defaultMailsPerHour } from '@latchkey/sessions/mail/mail-budget';
import { type PasswordHasher, argon2idHasher } from '@latchkey/sessions/passwords/password-hasher';
import type { CountryLocator } from '@latchkey/sessions/geo/location';
import type { RateLimits } from '@latchkey/sessions/rate-limits/rate-limiter';
import type { ConfiguredServiceKey } from '@latchkey/sessions/applications/service-keys';
import type { AccountsRule, HostApplication } from '@latchkey/sessions/applications/host-application';
import { type Stores, createLatchkey } from '@latchkey/sessions/latchkey';
import { defaultCachedSessions } from '@latchkey/sessions/sessions/session-cache';
import { type SessionLimits, defaultSessionLimits } from '@latchkey/sessions/sessions/session-limits';
import { type StreamLimits, defaultStreamLimits } from '@latchkey/sessions/session-subscriptions/session-subscriptions';
import type { SignUpRule } from '@latchkey/sessions/accounts/user-service';
import type { StepUpRule } from '@latchkey/sessions/sessions/session-service';
import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import { afterAll } from 'vitest';
import type { CookieScope } from '../../src/credentials/cookie-scope.ts';
import { basePathOf } from '../../src/http/base-path.ts';
import { latchkeyApi } from '../../src/http/api-plugin.ts';
import { readableUrl } from '../../src/http/readable-url.ts';
import { answerError } from '../../src/http/error-response.ts';
import { openTestDatabase } from './test-database.ts';

export const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:69.0) Gecko/20100101 Firefox/69.0';
export const chrome =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/77.0.3865.90 Safari/537.36';

/** The real password hash, as cheap as argon2 lets it be. */
const quickHasher = argon2idHasher({ memoryCost: 8, timeCost: 1, parallelism: 1 });

export interface TestAppOptions {
  /** A database to share, or one of its own where there is none. */
  readonly database?: TestDatabase;
  /** Its path is the base path. */
  readonly publicUrl?: string;
  readonly cookieScope?: CookieScope;
  readonly limits?: Partial<SessionLimits>;
  readonly rateLimits?: RateLimits;
  readonly stepUp?: StepUpRule;
  readonly streamLimits?: StreamLimits;
  readonly signUp?: SignUpRule;
  readonly accounts?: AccountsRule;
  readonly application?: Partial<HostApplication>;
  readonly serviceKeys?: readonly ConfiguredServiceKey[];
  readonly mailsPerHour?: number;
  readonly deviceBinding?: boolean;
  readonly webhooksToPrivateNetworks?: boolean;
  readonly languages?: readonly Language[];
  readonly locator?: CountryLocator;
  readonly hasher?: PasswordHasher;
  /** Puts something in front of the real stores, for what a test wants to see go wrong. */
  readonly stores?: (real: Stores) => Stores;
}

/** The API on a real database, with a clock that stands still until it is set. */
export async function openTestApp(options: TestAppOptions = {}) {
  const database = options.database ?? (await openTestDatabase());
  const publicUrl = new URL(options.publicUrl ?? 'http://localhost:3000');
  const basePath = basePathOf(publicUrl);
  let now = new Date('2026-03-01T12:00:00.000Z');
  const services = createLatchkey(
    {
      limits: { ...defaultSessionLimits, ...options.limits },
      rateLimits: options.rateLimits ?? null,
      retention: defaultRetention,
      basePath,
      stepUp: options.stepUp ?? 'browsers',
      signUp: options.signUp ?? 'open',
      accounts: options.accounts ?? 'own',
      application: { name: null, signInUrl: null, stepUpUrl: null, accountUrl: null, ...options.application },
      serviceKeys: options.serviceKeys ?? [],
      mailsPerHour: options.mailsPerHour ?? defaultMailsPerHour,
      deviceBinding: options.deviceBinding ?? true,
      cachedSessions: defaultCachedSessions,
      streamLimits: options.streamLimits ?? defaultStreamLimits,
      webhooksToPrivateNetworks: options.webhooksToPrivateNetworks ?? false,
      languages: options.languages ?? languages,
    },
    {
      database: {
        ...database,
        createStores(announce) {
          const real = database.createStores(announce);
          return options.stores?.(real) ?? real;
        },
      },
      clock: () => now,
      timing: systemTiming,
      random: randomBytes,
      hasher: options.hasher ?? quickHasher,
      locator: options.locator ?? new OfflineCountryLocator(),
    },
  );
  await services.cluster.join();
  const http = Fastify({
    frameworkErrors: answerError,
    bodyLimit: 65_536,
    rewriteUrl: readableUrl,
    routerOptions: { maxParamLength: 4096 },
  });
  http.register(latchkeyApi, {
    services,
    publicUrl,
    ...(options.cookieScope && { cookieScope: options.cookieScope }),
  });
  // The real process does both a moment later. Here time passes between two requests.
  http.addHook('onSend', async () => {
    await services.memory.flush();
    await services.refunds.flush();
  });
  await http.ready();

  return {
    http,
    basePath,
    database,
    services,
    setTime: (moment: string) => {
      now = new Date(moment);
    },
    passTime: (milliseconds: number) => {
      now = new Date(now.getTime() + milliseconds);
    },
    /** Someone new, with an account and one session. */
    signUp: (userAgent = firefox) => signUp({ http, basePath }, `${randomUUID()}@example.com`, userAgent),
    signIn: (email: string, userAgent = firefox, more: object = {}) =>
      issuedToken(
        { http, basePath },
        '/api/v1/auth/signin',
        { email, password, stay_logged_in: true, ...more },
        userAgent,
      ),
    async [Symbol.asyncDispose]() {
      // As the process does: an open stream would keep its connection.
      services.memory.closeStreams();
      await http.close();
      await services.cluster.leave();
      if (!options.database) await database.close();
    },
  };
}

/** The same for all tests of a file, closed after the last of them. Call it at the top level of the file. */
export async function sharedTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const app = await openTestApp(options);
  afterAll(() => app[Symbol.asyncDispose]());
  return app;
}

export type TestApp = Awaited<ReturnType<typeof openTestApp>>;

export const password = 'correct horse battery';

interface Place {
  readonly http: FastifyInstance;
  readonly basePath: string;
}

async function signUp(app: Place, email: string, userAgent: string) {
  const token = await issuedToken(app, '/api/v1/auth/signup', { email, password, stay_logged_in: true }, userAgent);
  return { email, token };
}

async function issuedToken({ http, basePath }: Place, path: string, payload: object, userAgent: string) {
  const url = `${basePath}${path}`;
  const answer = await http.inject({ method: 'POST', url, payload, headers: { 'user-agent': userAgent } });
  const body: { session_token?: string } = answer.json();
  if (body.session_token === undefined) throw new Error(`No token: ${answer.body}`);
  return body.session_token;
}

/** A request as a program makes it. */
export function rest(
  app: TestApp,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  token?: string,
  more: InjectOptions = {},
) {
  return app.http.inject({
    ...more,
    method,
    url: `${app.basePath}/api/v1${path}`,
    headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...more.headers },
  });
}

/** The same over tRPC, as its client puts it on the wire. */
export function trpc(app: TestApp, type: 'query' | 'mutation', name: string, token?: string, input?: unknown) {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  if (type === 'query') return app.http.inject({ method: 'GET', url: `${app.basePath}/api/trpc/${name}`, headers });
  return app.http.inject({
    method: 'POST',
    url: `${app.basePath}/api/trpc/${name}`,
    headers: { ...headers, 'content-type': 'application/json' },
    ...(input === undefined ? {} : { payload: JSON.stringify(input) }),
  });
}

import type { AppRouter } from '@latchkey/api/routers/app-router';
import type { inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>;
type Session = Outputs['session']['page']['sessions'][number];
type Entry = Outputs['history']['list']['entries'][number];

/** The answers of the server by procedure. */
export interface StillAnswers {
  readonly 'auth.options': Outputs['auth']['options'];
  readonly 'verification.status': Outputs['verification']['status'];
  readonly 'user.current': Outputs['user']['current'];
  readonly 'user.idleLimits': Outputs['user']['idleLimits'];
  readonly 'session.page': Outputs['session']['page'];
  readonly 'alert.list': Outputs['alert']['list'];
  readonly 'history.list': Outputs['history']['list'];
}

const day = 24 * 60 * 60 * 1000;

/** The time of all requests and answers. */
export const stillMoment = new Date('2026-03-10T12:00:00Z');
const ago = (days: number) => new Date(stillMoment.getTime() - days * day).toISOString();

const desktop = {
  kind: 'desktop',
  software: 'Firefox',
  version: '148',
  systems: [{ name: 'Linux', version: null }],
} satisfies Session['device'];
const phone = {
  kind: 'phone',
  software: 'Safari',
  version: '26',
  systems: [{ name: 'iOS', version: null }],
} satisfies Session['device'];
const program = {
  kind: 'program',
  software: 'curl',
  version: '8',
  systems: [{ name: 'unknown', version: null }],
} satisfies Session['device'];

const session = {
  id: 1,
  deviceId: 1,
  device: desktop,
  label: null,
  clientLabel: null,
  ip: '198.51.100.7',
  location: { kind: 'country', country: 'DE' },
  createdAt: ago(24),
  lastUsedAt: ago(0),
  activeDays: 0b1110111011101110110111011,
  lastCountry: 'DE',
  isNewCountry: false,
  usedDays: 19,
  rememberMe: true,
  expiresAt: ago(-6),
  expiresUnlessUsed: false,
  isCurrent: true,
  isConfirmed: true,
  isBound: false,
  signedInWith: [{ kind: 'password' }],
} satisfies Session;

const others: Session[] = [
  {
    ...session,
    id: 2,
    deviceId: 2,
    device: phone,
    label: 'Kitchen phone',
    ip: '203.0.113.80',
    lastUsedAt: ago(0.2),
    activeDays: 0b11011,
    createdAt: ago(12),
    isCurrent: false,
    isConfirmed: true,
  },
  {
    ...session,
    id: 3,
    deviceId: 3,
    device: program,
    clientLabel: 'Nightly backup',
    ip: '192.168.1.20',
    location: { kind: 'private', country: null },
    lastCountry: null,
    lastUsedAt: ago(0.5),
    activeDays: 0b11111111111111,
    createdAt: ago(14),
    expiresAt: ago(-13.5),
    expiresUnlessUsed: true,
    isCurrent: false,
    isConfirmed: true,
  },
  {
    ...session,
    id: 4,
    deviceId: 4,
    device: { ...desktop, software: 'Edge', systems: [{ name: 'Windows', version: '11' }] },
    ip: '192.0.2.33',
    location: { kind: 'country', country: 'BR' },
    lastCountry: 'BR',
    lastUsedAt: ago(9),
    activeDays: 0b1001,
    createdAt: ago(13),
    isCurrent: false,
    isConfirmed: true,
  },
];

const entry = {
  id: 9,
  kind: 'signed_in',
  at: ago(0.1),
  sessionId: 1,
  sessionCreatedAt: null,
  deviceId: 1,
  device: desktop,
  label: null,
  clientLabel: null,
  endReason: null,
  actorSessionId: null,
  actor: null,
  ip: '198.51.100.7',
  location: { kind: 'country', country: 'DE' },
  methods: null,
} satisfies Entry;

const entries: Entry[] = [
  entry,
  { ...entry, id: 8, kind: 'sign_in_failed', at: ago(0.3), sessionId: null, deviceId: null, device: program },
  { ...entry, id: 7, kind: 'password_changed', at: ago(1.1) },
  {
    ...entry,
    id: 6,
    kind: 'ended',
    at: ago(1.2),
    sessionId: 5,
    device: phone,
    endReason: 'revoked',
    actorSessionId: 1,
    actor: { device: desktop, label: null, clientLabel: null },
  },
  { ...entry, id: 5, kind: 'device_renamed', at: ago(3), device: phone, label: 'Kitchen phone' },
];

export const signedIn: StillAnswers = {
  'auth.options': { isSignUpOpen: true, accounts: 'own', application: { name: null, signInUrl: null } },
  'verification.status': { isVerified: true },
  'user.current': {
    id: 1,
    email: 'ada@example.com',
    proof: { endsSessionsUntil: null, changesPasswordUntil: null },
    application: null,
  },
  'user.idleLimits': { own: null, default: 14 * day, choices: [7 * day] },
  'session.page': { sessions: [session, ...others], next: null },
  'alert.list': { alerts: [] },
  'history.list': { entries, next: null },
};

export const signedOut: StillAnswers = { ...signedIn, 'user.current': null };

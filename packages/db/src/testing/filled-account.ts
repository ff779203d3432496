import { createMailLink, hashMailLink } from '@latchkey/sessions/tokens/mail-link';
import { oneDay } from '@latchkey/sessions/sessions/active-days';
import type { MailLinkHash } from '@latchkey/sessions/tokens/mail-link';
import type { Stores } from '@latchkey/sessions/latchkey';
import type { Session } from '@latchkey/sessions/sessions/session';
import type { NewSession } from '@latchkey/sessions/sessions/session-store';
import type { DeviceTokenHash } from '@latchkey/sessions/tokens/device-token';
import type { SessionTokenHash } from '@latchkey/sessions/tokens/session-token';
import type { OwnUser, User } from '@latchkey/sessions/accounts/user';
import { cutoff, day, ending, later, newDevice, newToken, passwordHash, second, sessionOf, start } from './sample.ts';

/** An account with a row of every kind. */
export interface FilledAccount {
  readonly user: OwnUser;
  /** Live, in a confirmed browser: it may answer alerts. */
  readonly reader: Session;
  readonly readerToken: SessionTokenHash;
  readonly browser: DeviceTokenHash;
  /** Live, in a browser that an open alert asks about. It can be bound. */
  readonly alerted: Session;
  /** Live, of a program that an open alert asks about. */
  readonly program: Session;
  /** Live, and bound to a key. */
  readonly bound: Session;
  readonly openAlertIds: readonly number[];
}

export const newLink = (): MailLinkHash => hashMailLink(createMailLink());

const country = 'DE';
let people = 0;

/** Signs a user in. Throws where the store refuses. */
export async function begin({ sessions }: Stores, user: User, other: Partial<NewSession> = {}): Promise<Session> {
  const written = sessionOf(user, other);
  const { session } = await sessions.begin(written, { perUser: 100, cutoff: cutoff(written.createdAt) }, []);
  if (!session) throw new Error('The sign-in should stand');
  return session;
}

/** Creates an account with live, ended and expired sessions, a bound one, and open alerts. */
export async function fillAccount(stores: Stores): Promise<FilledAccount> {
  people += 1;
  const email = `${people}@example.com`;
  const created = { email, passwordHash, createdAt: start, language: 'en', verificationDueAt: start } as const;
  const user = await stores.users.create(created);
  if (!user) throw new Error('The address should be free');
  const [readerToken, browser] = [newToken(), newDevice()];
  const reader = await begin(stores, user, { tokenHash: readerToken, deviceTokenHash: browser, country });
  const secret = { bindingSecret: 'secret', country };
  const alerted = await begin(stores, user, { ...secret, deviceTokenHash: newDevice(), clientLabel: 'Second' });
  const bound = await begin(stores, user, { ...secret, deviceTokenHash: newDevice() });
  const at = cutoff(later(second));
  await stores.sessions.bind({ userId: user.id, sessionId: bound.id, key: 'key', cutoff: at });
  const program = await begin(stores, user, { clientLabel: 'Nightly backup' });
  const ended = await begin(stores, user, { deviceTokenHash: newDevice() });
  await stores.sessions.end(ended.id, ending(user, { reason: 'logout' }));
  await begin(stores, user, { deviceTokenHash: newDevice(), absoluteExpiresAt: later(2 * second) });
  await stores.sessions.recordUses([{ sessionId: reader.id, at: later(second), activeDays: oneDay, country: null }], {
    writtenBy: later(second),
    idle: day,
  });
  const open = await stores.alerts.listOpen({ userId: user.id, deviceId: reader.deviceId }, later(-day), at);
  return { user, reader, readerToken, browser, alerted, program, bound, openAlertIds: open.map(({ id }) => id) };
}

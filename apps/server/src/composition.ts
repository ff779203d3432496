import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { type Database, openDatabase } from '@latchkey/db/database';
import { OfflinePlaceLocator } from '@latchkey/places/offline-place-locator';
import { LogMailer } from '@latchkey/mail/log-mailer';
import { SmtpMailer } from '@latchkey/mail/smtp-mailer';
import { RedisChannel } from '@latchkey/redis/redis-channel';
import { AccountMailWorker } from '@latchkey/sessions/accounts/account-mail-worker';
import type { AccountMailer } from '@latchkey/sessions/accounts/account-mail';
import { systemClock } from '@latchkey/sessions/clock';
import { systemTiming } from '@latchkey/sessions/cluster/timing';
import type { Mailer } from '@latchkey/sessions/mailer';
import { type MailOutcome, Postman } from '@latchkey/sessions/postman';
import { argon2idHasher } from '@latchkey/sessions/password-hasher';
import { type Observer, type Services, createServices } from '@latchkey/sessions/services';
import type { Environment } from './environment.ts';

export const migrations = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));

/** The domain, and the database under it. Whoever composed it closes the database. */
export interface Composition {
  readonly database: Database;
  readonly services: Services;
  readonly postman: Postman;
  readonly accountMails: AccountMailWorker;
}

/** What happens in the domain and on the way of its mails. */
export interface ProcessObserver extends Observer {
  onMail(outcome: MailOutcome, alertIds: readonly number[], error?: unknown): void;
  onAccountMail(outcome: MailOutcome, mailId: number, error?: unknown): void;
}

type Settings = Pick<Environment, 'database' | 'redisUrl' | 'policy' | 'smtp' | 'publicUrl' | 'host' | 'port'>;

interface Options {
  readonly observer?: ProcessObserver;
  /** Whether the database must be there already, so that a mistyped setting makes none. */
  readonly mustExist?: boolean;
}

/** Puts the domain on the database and the channel that the environment names. It has joined nobody yet. */
export async function compose(settings: Settings, { observer, mustExist = false }: Options = {}): Promise<Composition> {
  const { database: location, redisUrl, policy } = settings;
  const database = await openDatabase({ ...location, migrations, mustExist });
  const createChannel = redisUrl === null ? database.createChannel : () => new RedisChannel(redisUrl);
  const services = createServices({ ...database, createChannel }, policy, {
    clock: systemClock,
    timing: systemTiming,
    random: randomBytes,
    hasher: argon2idHasher(),
    locator: new OfflinePlaceLocator(),
    ...(observer && { observer }),
  });
  const mailer = mailerOf(settings);
  const postman = new Postman({
    outbox: database.outbox,
    budget: services.budget,
    mailer,
    places: services.places,
    clock: systemClock,
    random: randomBytes,
    onMail: (outcome, alertIds, error) => observer?.onMail(outcome, alertIds, error),
  });
  const accountMails = new AccountMailWorker({
    outbox: database.accountMails,
    budget: services.budget,
    mailer,
    clock: systemClock,
    random: randomBytes,
    onMail: (outcome, mailId, error) => observer?.onAccountMail(outcome, mailId, error),
  });
  return { database, services, postman, accountMails };
}

function mailerOf({ smtp, publicUrl, host, port }: Settings): Mailer & AccountMailer {
  const origin = originOf({ publicUrl, host, port });
  return smtp ? new SmtpMailer({ ...smtp, origin }) : new LogMailer({ origin, print: (text) => console.log(text) });
}

/** Where browsers reach the page, for the links of mails. */
export function originOf({ publicUrl, host, port }: Pick<Settings, 'publicUrl' | 'host' | 'port'>): string {
  return (publicUrl ?? new URL(`http://${host.includes(':') ? `[${host}]` : host}:${port}`)).origin;
}

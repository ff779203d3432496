import { randomBytes } from 'node:crypto';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { type Database, openDatabase } from '@latchkey/db/database';
import { OfflineCountryLocator } from '@latchkey/geo-data/offline-country-locator';
import { LogMailer } from '@latchkey/mail/log-mailer';
import { SmtpMailer } from '@latchkey/mail/smtp-mailer';
import { RedisChannel } from '@latchkey/redis/redis-channel';
import { systemClock } from '@latchkey/sessions/clock';
import { systemTiming } from '@latchkey/sessions/instances/timing';
import { type Latchkey, createLatchkey } from '@latchkey/sessions/latchkey';
import type { Mailer } from '@latchkey/sessions/mail/mail';
import { type MailWorkers, OutboxWorker } from '@latchkey/sessions/mail/outbox-worker';
import { DeliveryWorker } from '@latchkey/sessions/webhooks/delivery-worker';
import { HttpCourier } from '@latchkey/webhooks/http-courier';
import { PublicRequests } from '@latchkey/webhooks/public-request';
import { argon2idHasher } from '@latchkey/sessions/passwords/password-hasher';
import { formatColor } from './config/color.ts';
import type { Environment } from './config/environment.ts';
import { migrations } from './installation.ts';
import type { ProcessTelemetry } from './telemetry.ts';

/** In milliseconds: how long answers of receivers are collected before they are recorded. */
const recordingPause = 10;

/** The domain and the database that it uses. The caller closes the database. */
export interface Composition {
  readonly database: Database;
  readonly services: Latchkey;
  readonly mails: OutboxWorker;
  readonly webhookWorker: DeliveryWorker;
}

type Settings = Pick<
  Environment,
  'database' | 'redisUrl' | 'config' | 'smtp' | 'brand' | 'publicUrl' | 'basePath' | 'host' | 'port'
>;

export interface CompositionOptions {
  readonly telemetry?: ProcessTelemetry;
  readonly mailWorkers?: MailWorkers;
  /** Fails if the database does not exist, so that a wrong setting does not create one. */
  readonly mustExist?: boolean;
}

/** Creates the domain on the database and the channel of the settings. It has not joined the cluster. */
export async function compose(settings: Settings, options: CompositionOptions = {}): Promise<Composition> {
  const { database: location, redisUrl, config } = settings;
  const { telemetry, mailWorkers, mustExist = false } = options;
  const database = await openDatabase({ ...location, migrations, mustExist });
  const createChannel = redisUrl === null ? database.createChannel : () => new RedisChannel(redisUrl);
  const services = createLatchkey(config, {
    database: { ...database, createChannel },
    clock: systemClock,
    timing: systemTiming,
    random: randomBytes,
    hasher: argon2idHasher(),
    locator: new OfflineCountryLocator(),
    ...(telemetry && { telemetry }),
    ...(mailWorkers && { mailWorkers }),
  });
  const { budget, locations } = services;
  return {
    database,
    services,
    mails: new OutboxWorker({
      outbox: database.outbox,
      budget,
      mailer: mailerOf(settings),
      locations,
      clock: systemClock,
      random: randomBytes,
      onMail: (outcome, mail, error) => telemetry?.onMail(outcome, mail, error),
    }),
    webhookWorker: new DeliveryWorker({
      ...services.webhookStores,
      courier: new HttpCourier({
        requests: new PublicRequests({ allowsPrivate: config.webhooksToPrivateNetworks }),
        signingKeys: services.signingKeys,
        issuer: addressOf(settings),
        clock: systemClock,
      }),
      clock: systemClock,
      turn: () => setImmediate(),
      pause: () => setTimeout(recordingPause),
      random: Math.random,
      onDelivery: (outcome, endpointId, attempt) => telemetry?.onDelivery(outcome, endpointId, attempt),
      onFailure: (error) => telemetry?.onDeliveryFailure(error),
    }),
  };
}

function mailerOf(settings: Settings): Mailer {
  const { smtp, brand, config } = settings;
  const address = addressOf(settings);
  const sender = {
    pageUrl: address,
    name: brand.name,
    color: brand.accent && formatColor(brand.accent.light['accent-text']),
    languages: brand.languages,
    supportUrl: brand.supportUrl && new URL(brand.supportUrl, address).href,
    application: config.application.name,
  };
  return smtp ? new SmtpMailer({ ...smtp, sender }) : new LogMailer({ sender, print: (text) => console.log(text) });
}

/** Where browsers reach Latchkey, without a slash at its end: `PUBLIC_URL`, or the address that the server listens on, and `BASE_PATH`. */
export function addressOf({
  publicUrl,
  basePath,
  host,
  port,
}: Pick<Settings, 'publicUrl' | 'basePath' | 'host' | 'port'>): string {
  const { origin } = publicUrl ?? new URL(`http://${host.includes(':') ? `[${host}]` : host}:${port}`);
  return `${origin}${basePath}`;
}

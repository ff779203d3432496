import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { type Database, openDatabase } from '@latchkey/db/database';
import { OfflinePlaceLocator } from '@latchkey/places/offline-place-locator';
import { RedisChannel } from '@latchkey/redis/redis-channel';
import { systemClock } from '@latchkey/sessions/clock';
import { systemTiming } from '@latchkey/sessions/cluster/timing';
import { argon2idHasher } from '@latchkey/sessions/password-hasher';
import { type Observer, type Services, createServices } from '@latchkey/sessions/services';
import type { Environment } from './environment.ts';

const migrations = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));

/** The domain, and the database under it. Whoever composed it closes the database. */
export interface Composition {
  readonly database: Database;
  readonly services: Services;
}

/** Puts the domain on the database and the channel that the environment names. It has joined nobody yet. */
export async function compose(
  { database: location, redisUrl, policy }: Pick<Environment, 'database' | 'redisUrl' | 'policy'>,
  observer?: Observer,
): Promise<Composition> {
  const database = await openDatabase({ ...location, migrations });
  const createChannel = redisUrl === null ? database.createChannel : () => new RedisChannel(redisUrl);
  const services = createServices({ ...database, createChannel }, policy, {
    clock: systemClock,
    timing: systemTiming,
    random: randomBytes,
    hasher: argon2idHasher(),
    locator: new OfflinePlaceLocator(),
    ...(observer && { observer }),
  });
  return { database, services };
}

import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@latchkey/db/database';
import { hasServer, migrations, temporaryCluster, temporaryServerDatabase } from '@latchkey/db/testing/place';
import { OfflineCountryLocator } from '@latchkey/geo-data/offline-country-locator';
import { systemClock } from '@latchkey/sessions/clock';
import { systemTiming } from '@latchkey/sessions/instances/timing';
import { argon2idHasher } from '@latchkey/sessions/passwords/password-hasher';
import { createLatchkey } from '@latchkey/sessions/latchkey';
import { readEnvironment } from '../src/config/environment.ts';
import { type ServerOptions, createServer } from '../src/http/server.ts';

/** Opens the domain on a new database, and a folder with a small page, for servers in the process of the test. */
export async function openTestServices() {
  const pageRoot = mkdtempSync(join(tmpdir(), 'latchkey-page-'));
  mkdirSync(join(pageRoot, 'shells'));
  mkdirSync(join(pageRoot, 'latchkey'));
  writeFileSync(join(pageRoot, 'shells', 'en.html'), '<title>Latchkey</title>');
  const place = await (hasServer ? temporaryServerDatabase() : temporaryCluster());
  const database = await openDatabase({ ...place.location, migrations });
  const { config } = readEnvironment({ RATE_LIMITS: 'off' }, pageRoot);
  const services = createLatchkey(config, {
    database,
    clock: systemClock,
    timing: systemTiming,
    random: randomBytes,
    hasher: argon2idHasher({ memoryCost: 8, timeCost: 1, parallelism: 1 }),
    locator: new OfflineCountryLocator(),
  });
  return {
    services,
    pageRoot,
    serverWith: (options: Partial<ServerOptions> = {}) =>
      createServer({
        services,
        publicUrl: new URL('http://localhost:3000'),
        trustProxy: false,
        logLevel: 'silent',
        pageRoot,
        readiness: () => 'ready',
        ...options,
      }),
    async [Symbol.asyncDispose]() {
      await database.close();
      await place.remove();
      rmSync(pageRoot, { recursive: true });
    },
  };
}

export type TestServices = Awaited<ReturnType<typeof openTestServices>>;

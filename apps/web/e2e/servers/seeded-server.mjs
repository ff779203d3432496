// The built server on a database with sessions that are written directly, because signing in so often takes too long.
import { fileURLToPath } from 'node:url';
import { serve } from './serve-database.mjs';
import { temporaryDatabase } from './temporary-database.mjs';

const root = new URL('../../../../', import.meta.url);
const { openDatabase } = await import(new URL('packages/db/dist/database.js', root).href);
const { argon2idHasher } = await import(new URL('packages/sessions/dist/passwords/password-hasher.js', root).href);

/**
 * Creates the account of `SEED_EMAIL` and `SEED_PASSWORD`, calls `seed` to write its sessions, and runs the server.
 * @param {Record<string, string>} settings
 * @param {(query: import('./temporary-database.mjs').Query, userId: number) => Promise<void>} seed
 */
export async function serveSeeded(settings, seed) {
  const { SEED_EMAIL: email, SEED_PASSWORD: password = '' } = process.env;
  const temporary = await temporaryDatabase();
  const migrations = fileURLToPath(new URL('prisma/migrations', root));
  const database = await openDatabase({ ...temporary.location, migrations });
  const passwordHash = await argon2idHasher().hash(password);
  const { users } = database.createStores(async () => {});
  const user = await users.create({ email, passwordHash, createdAt: new Date(), language: 'en' });
  await database.close();
  await temporary.write((query) => seed(query, user.id));
  await serve(temporary, { HOST: 'localhost', PORT: '0', ...settings });
}

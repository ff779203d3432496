import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '@latchkey/db/database';
import { readEnvironment } from './environment.ts';
import { createServer } from './server.ts';
import { createServices } from './services.ts';

const migrations = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));
const pageRoot = join(dirname(fileURLToPath(import.meta.resolve('@latchkey/web/package.json'))), 'dist');

/** A clean stop closes everything well within two seconds. Past this, something hangs, and the process ends anyway. */
const stopWithin = 1500;

try {
  const { host, port, database: location, publicUrl } = readEnvironment(process.env, process.cwd());
  const database = await openDatabase({ ...location, migrations });
  const local = new URL(`http://${host.includes(':') ? `[${host}]` : host}`);
  const server = createServer({ services: createServices(database), publicUrl: publicUrl ?? local, pageRoot });

  const stop = async () => {
    setTimeout(() => process.exit(1), stopWithin).unref();
    await server.close();
    await database.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());

  const listening = await server.listen({ host, port });
  const where = 'url' in location ? 'PostgreSQL' : `the embedded database in ${location.dataDir}`;
  console.log(`Latchkey is ready: ${publicUrl?.origin ?? listening}  (data: ${where})`);
} catch (error) {
  console.error(`Latchkey did not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startCaretaker } from './caretaker.ts';
import { compose } from './composition.ts';
import { readEnvironment } from './environment.ts';
import { createServer } from './server.ts';

const pageRoot = join(dirname(fileURLToPath(import.meta.resolve('@latchkey/web/package.json'))), 'dist');

/** A clean stop closes everything well within two seconds. Past this, something hangs, and the process ends anyway. */
const stopWithin = 1500;

try {
  const environment = readEnvironment(process.env, process.cwd());
  const { host, port, database: location, redisUrl, publicUrl, trustProxy, logLevel } = environment;
  const { database, services } = await named('url' in location ? 'DATABASE_URL' : 'DATA_DIR', compose(environment));
  const local = new URL(`http://${host.includes(':') ? `[${host}]` : host}`);
  const server = createServer({ services, publicUrl: publicUrl ?? local, trustProxy, logLevel, pageRoot });
  await services.cluster.join();
  const caretaker = startCaretaker(services, server.log);

  let isStopping = false;
  const stop = async () => {
    // A second signal, of npm or of an impatient hand, must not cut short what the first one began.
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), stopWithin).unref();
    await server.close();
    await caretaker.stop();
    await services.cluster.leave();
    await database.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());

  const listening = await named('HOST and PORT', server.listen({ host, port }));
  const where = 'url' in location ? 'PostgreSQL' : `the embedded database in ${location.dataDir}`;
  const messages = redisUrl === null ? '' : ', messages: Redis';
  console.log(`Latchkey is ready: ${publicUrl?.origin ?? listening}  (data: ${where}${messages})`);
} catch (error) {
  console.error(`Latchkey did not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

/** Waits for what a setting is needed for. If it fails, the sentence says which setting. */
async function named<Value>(setting: string, attempt: Promise<Value>): Promise<Value> {
  try {
    return await attempt;
  } catch (error) {
    throw new Error(`${setting}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

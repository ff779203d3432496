// Two instances of different builds of the page on one database, behind the real balancer, which hands requests around.
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { temporaryDatabase } from './temporary-database.mjs';

const server = new URL('../../server/dist/', import.meta.url);
const { compose } = await import(new URL('composition.js', server).href);
const { readEnvironment } = await import(new URL('environment.js', server).href);
const { createServer } = await import(new URL('server.js', server).href);
const { Balancer } = await import(new URL('cluster/balancer.js', server).href);
const { PageFiles } = await import(new URL('page-files/page-files.js', server).href);
const { pageRoot } = await import(new URL('page-root.js', server).href);

const isSharing = process.env.PAGE_FILES !== 'off';
const temporary = await temporaryDatabase();
const environment = readEnvironment({ ...temporary.settings, RATE_LIMITS: 'off' }, process.cwd());
const { database, services } = await compose(environment);
await services.cluster.join();

const other = mkdtempSync(join(tmpdir(), 'latchkey-other-build-'));
writeOtherBuild(fileURLToPath(new URL('../dist', import.meta.url)), other);

/** @type {{ name: string, port: number, isReady: boolean, suspect(): void }[]} */
const backends = [];
const balancer = new Balancer(backends);
const port = await balancer.listen('localhost', Number(process.env.PORT ?? 0));
const publicUrl = new URL(`http://localhost:${port}`);
/** @type {{ close(): PromiseLike<unknown> }[]} */
const apps = [];
for (const root of [pageRoot, other]) {
  const pageFiles = new PageFiles({
    store: database.pageFiles,
    root,
    clock: () => new Date(),
    onFailure: console.error,
  });
  if (isSharing) await pageFiles.start();
  const app = createServer({
    services,
    publicUrl,
    trustProxy: false,
    logLevel: 'silent',
    pageRoot: root,
    readiness: () => 'ready',
    ...(isSharing ? { pageFiles } : {}),
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const address = app.server.address();
  backends.push({
    name: root,
    port: typeof address === 'object' && address ? address.port : 0,
    isReady: true,
    suspect() {},
  });
  apps.push(app);
}
console.log(`ready: ${publicUrl.origin}`);

async function stop() {
  balancer.close();
  balancer.end();
  services.memory.closeStreams();
  await Promise.all(apps.map((app) => app.close()));
  await services.cluster.leave();
  await database.close();
  await temporary.remove();
  rmSync(other, { recursive: true });
  process.exit(0);
}
process.once('SIGTERM', () => void stop());

/**
 * The same page as another build writes it: every hash in every name is another one.
 * @param {string} from
 * @param {string} to
 */
function writeOtherBuild(from, to) {
  cpSync(from, to, { recursive: true });
  const assets = join(to, 'latchkey/assets');
  const names = readdirSync(assets).filter((name) => !/\.(br|gz)$/.test(name));
  const renamed = new Map(names.map((name) => [name, name.replace(/-[\w-]{8}(?=\.\w+$)/, swapped)]));
  /** @param {string} text */
  const rewritten = (text) => names.reduce((all, name) => all.replaceAll(name, renamed.get(name) ?? name), text);
  for (const name of readdirSync(assets)) if (/\.(br|gz)$/.test(name)) rmSync(join(assets, name));
  for (const name of names) {
    const path = join(assets, name);
    if (/\.(js|css)$/.test(name)) writeFileSync(path, rewritten(readFileSync(path, 'utf8')));
    renameSync(path, join(assets, renamed.get(name) ?? name));
    writeFileSync(
      `${join(assets, renamed.get(name) ?? name)}.br`,
      brotliCompressSync(readFileSync(join(assets, renamed.get(name) ?? name))),
    );
  }
  for (const shell of readdirSync(join(to, 'shells'))) {
    const path = join(to, 'shells', shell);
    writeFileSync(path, rewritten(readFileSync(path, 'utf8')));
  }
}

/** @param {string} hash */
function swapped(hash) {
  return hash.replace(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}

// Two servers with different builds of the page on one database, behind a proxy that sends requests to both in turn.
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, request as sendRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { temporaryDatabase } from './temporary-database.mjs';

const server = new URL('../../../server/dist/', import.meta.url);
const { compose } = await import(new URL('composition.js', server).href);
const { readEnvironment } = await import(new URL('config/environment.js', server).href);
const { createServer } = await import(new URL('http/server.js', server).href);
const { PageFiles } = await import(new URL('page/page-files.js', server).href);
const { pageRoot } = await import(new URL('installation.js', server).href);

const isSharing = process.env.PAGE_FILES !== 'off';
const temporary = await temporaryDatabase();
const environment = readEnvironment({ ...temporary.settings, RATE_LIMITS: 'off' }, process.cwd());
const { database, services } = await compose(environment);
await services.cluster.join();

const other = mkdtempSync(join(tmpdir(), 'latchkey-other-build-'));
writeOtherBuild(fileURLToPath(new URL('../../dist', import.meta.url)), other);

/** @type {number[]} */
const ports = [];
/** Documents have a turn of their own, so that each build serves every second page, however many files a page loads. */
const turns = { document: 0, other: 0 };
const proxy = createHttpServer((incoming, outgoing) => {
  const { method, url: path, headers } = incoming;
  const kind = headers['sec-fetch-dest'] === 'document' ? 'document' : 'other';
  turns[kind] += 1;
  const port = ports[turns[kind] % ports.length];
  const forwarded = sendRequest({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    answer.pipe(outgoing);
  });
  forwarded.on('error', () => outgoing.destroy());
  outgoing.on('close', () => forwarded.destroy());
  incoming.pipe(forwarded);
});
await new Promise((resolve) => proxy.listen(Number(process.env.PORT ?? 0), 'localhost', () => resolve(null)));
const publicUrl = new URL(`http://localhost:${portOf(proxy)}`);
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
  ports.push(portOf(app.server));
  apps.push(app);
}
console.log(`ready: ${publicUrl.origin}`);

async function stop() {
  proxy.closeAllConnections();
  proxy.close();
  services.memory.closeStreams();
  await Promise.all(apps.map((app) => app.close()));
  await services.cluster.leave();
  await database.close();
  await temporary.remove();
  rmSync(other, { recursive: true });
  process.exit(0);
}
process.once('SIGTERM', () => void stop());

/** @param {import('node:http').Server} listening */
function portOf(listening) {
  const address = listening.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/**
 * Copies the page as another build would write it: with another hash in each name.
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

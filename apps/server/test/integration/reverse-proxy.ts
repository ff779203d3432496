import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { type IncomingMessage, type ServerResponse, createServer, request } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { freePort } from '../../src/cluster/free-port.ts';
import { documented, put } from './documented.ts';
import { spawnForTest } from '../server-process.ts';

/** What stands behind a proxy, by their ports, and a folder for whatever it has to write down. */
export interface Behind {
  readonly latchkey: number;
  readonly application: number;
  readonly directory: string;
  /** The address of a CDN that the proxy believes, if there is one. */
  readonly cdn?: string;
}

/** Starts a proxy as the document says, and resolves with its address. It ends with its test. */
export type StartProxy = (behind: Behind) => Promise<string>;

const [nginxSnippet = '', nginxBehindCdn = ''] = documented('docs/integration.md', 'nginx');
const [caddySnippet = '', caddyBehindCdn = ''] = documented('docs/integration.md', 'caddy');
/** What the document puts in place of the networks of a CDN. */
const cdnNetwork = '198.51.100.0/24';

/** Every proxy that this machine has: always one that goes by the paths of the document, and nginx and Caddy where they are. */
export const proxies: readonly (readonly [string, StartProxy])[] = [
  ['a proxy', startPathProxy],
  ...(isInstalled('nginx', '-v') ? ([['nginx', startNginx]] as const) : []),
  ...(isInstalled('caddy', 'version') ? ([['Caddy', startCaddy]] as const) : []),
];

/** Those that the document describes behind a CDN, and how many proxies Latchkey then counts. */
export const proxiesBehindCdn: readonly (readonly [string, StartProxy, string])[] = [
  ...(isInstalled('nginx', '-v') ? ([['nginx', startNginx, '1']] as const) : []),
  ...(isInstalled('caddy', 'version') ? ([['Caddy', startCaddy, '2']] as const) : []),
];

function isInstalled(command: string, version: string): boolean {
  try {
    execFileSync(command, [version], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The address of whoever serves there, once they do. */
async function served(port: number): Promise<string> {
  const origin = `http://127.0.0.1:${port}`;
  for (;;) {
    try {
      await (await fetch(`${origin}/signin`)).text();
      return origin;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** Certificates are left out: what is tried is where requests go, and with which headers. */
async function startNginx({ latchkey, application, directory, cdn }: Behind): Promise<string> {
  const port = await freePort();
  const believing = cdn === undefined ? '' : put(nginxBehindCdn, { [cdnNetwork]: cdn });
  const snippet = nginxSnippet.replaceAll(/^ *ssl_certificate.*\n/gm, '').replace('server {', `server {\n${believing}`);
  const server = put(snippet, {
    '443 ssl': `127.0.0.1:${port}`,
    '127.0.0.1:3000': `127.0.0.1:${latchkey}`,
    '127.0.0.1:4000': `127.0.0.1:${application}`,
  });
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `${kind}_temp_path ${join(directory, kind)};`)
    .join('\n');
  const file = join(directory, 'nginx.conf');
  writeFileSync(
    file,
    `daemon off; pid ${join(directory, 'nginx.pid')}; error_log stderr;
     events {}
     http { access_log off; ${folders} ${server} }`,
  );
  spawnForTest('nginx', ['-p', directory, '-e', 'stderr', '-c', file, '-g', 'master_process off;']);
  return served(port);
}

async function startCaddy({ latchkey, application, directory, cdn }: Behind): Promise<string> {
  const port = await freePort();
  const ofLatchkey = '  reverse_proxy @latchkey 127.0.0.1:3000\n';
  const believing = cdn === undefined ? ofLatchkey : put(caddyBehindCdn, { [cdnNetwork]: cdn });
  const site = put(put(caddySnippet, { [ofLatchkey]: believing }), {
    'app.example.com': `http://:${port}`,
    '127.0.0.1:3000': `127.0.0.1:${latchkey}`,
    '127.0.0.1:4000': `127.0.0.1:${application}`,
  });
  const file = join(directory, 'Caddyfile');
  writeFileSync(file, `{\n admin off\n default_bind 127.0.0.1\n}\n${site}`);
  const home = { HOME: directory, XDG_DATA_HOME: directory, XDG_CONFIG_HOME: directory };
  spawnForTest('caddy', ['run', '--config', file, '--adapter', 'caddyfile'], home);
  return served(port);
}

/** The snippet for nginx word by word: what else it said, this proxy would not do. */
const understood = new RegExp(
  String.raw`^server \{ listen 443 ssl; server_name app\.example\.com; ssl_certificate \S+; ssl_certificate_key \S+; ` +
    String.raw`proxy_http_version 1\.1; proxy_set_header Connection ''; proxy_set_header Host \$http_host; ` +
    String.raw`proxy_set_header X-Forwarded-For \$remote_addr; ` +
    String.raw`location ~ (\S+) \{ proxy_pass http://127\.0\.0\.1:3000; proxy_buffering off; proxy_read_timeout 1h; \} ` +
    String.raw`location / \{ proxy_pass http://127\.0\.0\.1:4000; \} \}$`,
);

/** Which paths the snippet for nginx sends to Latchkey. Throws where it says anything that this proxy does not do. */
function pathsOfLatchkey(): RegExp {
  const words = nginxSnippet.replaceAll(/#.*$/gm, '').replaceAll(/\s+/g, ' ').trim();
  const [, paths] = understood.exec(words) ?? [];
  if (paths === undefined) throw new Error(`The snippet for nginx says something else than is understood: ${words}`);
  return new RegExp(paths);
}

/** A path as nginx compares it: decoded, without dots, and with one slash where several follow each other. */
const compared = (url: string): string =>
  decodeURIComponent(new URL(`http://proxy${url}`).pathname).replaceAll(/\/{2,}/g, '/');

/** The same by nothing but Node: it reads in the snippet for nginx which paths are whose. */
export async function startPathProxy({ latchkey, application }: Behind): Promise<string> {
  const ofLatchkey = pathsOfLatchkey();
  const proxy = createServer((asked: IncomingMessage, answer: ServerResponse) => {
    const forwarded = request({
      host: '127.0.0.1',
      port: ofLatchkey.test(compared(asked.url ?? '/')) ? latchkey : application,
      method: asked.method,
      path: asked.url,
      headers: { ...asked.headers, 'x-forwarded-for': asked.socket.remoteAddress },
    });
    forwarded.once('response', (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answer.flushHeaders();
      pipeline(answered, answer, () => {});
    });
    forwarded.once('error', () => (answer.headersSent ? answer.destroy() : answer.writeHead(502).end()));
    answer.once('close', () => forwarded.destroy());
    asked.pipe(forwarded);
  });
  proxy.listen(0, '127.0.0.1').unref();
  await once(proxy, 'listening');
  const address = proxy.address();
  if (typeof address !== 'object' || address === null) throw new Error('A listening server has a port');
  return served(address.port);
}

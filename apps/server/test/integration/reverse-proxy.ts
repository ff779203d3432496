import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { forward } from '@latchkey/testing/http-forward';
import { freePort, listenOnFreePort } from '@latchkey/testing/port';
import { documented, put } from '@latchkey/testing/documented';
import { startForTest } from '../server-process.ts';

/** The ports of the servers behind a proxy, and a directory for its files. */
export interface Upstreams {
  readonly latchkey: number;
  readonly application: number;
  readonly directory: string;
  /** The address of a CDN that the proxy trusts. */
  readonly cdn?: string;
}

/** Starts a proxy with the document's configuration, and returns its origin. It ends with the test. */
export type StartProxy = (upstreams: Upstreams) => Promise<string>;

const guide = 'docs/integration.md';
const [nginxSnippet] = documented(guide, 'Put the proxy in front', 'nginx');
const [nginxBehindCdn] = documented(guide, 'Behind a CDN', 'nginx');
const [caddySnippet] = documented(guide, 'Put the proxy in front', 'caddy');
const [caddyBehindCdn] = documented(guide, 'Behind a CDN', 'caddy');
const [nginxBelowPath] = documented(guide, 'Below a path of your own', 'nginx');
const [caddyBelowPath] = documented(guide, 'Below a path of your own', 'caddy');
/** The example network of a CDN in the document. */
const cdnNetwork = '198.51.100.0/24';

/** The proxies to test: one in this process with the document's paths, and nginx and Caddy if they are installed. */
export const proxies: readonly (readonly [string, StartProxy])[] = [
  ['a proxy', startPathProxy],
  ...(isInstalled('nginx', '-v') ? ([['nginx', startNginx]] as const) : []),
  ...(isInstalled('caddy', 'version') ? ([['Caddy', startCaddy]] as const) : []),
];

/** The proxies that the document describes behind a CDN, with the value of TRUST_PROXY. */
export const proxiesBehindCdn: readonly (readonly [string, StartProxy, string])[] = [
  ...(isInstalled('nginx', '-v') ? ([['nginx', startNginx, '1']] as const) : []),
  ...(isInstalled('caddy', 'version') ? ([['Caddy', startCaddy, '2']] as const) : []),
];

/** nginx and Caddy, where they are installed, with Latchkey below `/account`. */
export const proxiesBelowPath: readonly (readonly [string, StartProxy])[] = [
  ...(isInstalled('nginx', '-v') ? ([['nginx', startNginxBelowPath]] as const) : []),
  ...(isInstalled('caddy', 'version') ? ([['Caddy', startCaddyBelowPath]] as const) : []),
];

/** Whether a program is on the path: it answers its question for the version. */
export function isInstalled(command: string, version: string): boolean {
  try {
    execFileSync(command, [version], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Returns the origin of a server on a port, once it answers. */
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

/** Runs nginx until the end of the test, with one `server` block. Its files are in a directory of the test. */
export function startNginxWith(server: string, directory: string): void {
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
  startForTest({ command: 'nginx', args: ['-p', directory, '-e', 'stderr', '-c', file, '-g', 'master_process off;'] });
}

/** Runs Caddy until the end of the test, with one site. Its files are in a directory of the test. */
export function startCaddyWith(site: string, directory: string): void {
  const file = join(directory, 'Caddyfile');
  writeFileSync(file, `{\n admin off\n default_bind 127.0.0.1\n}\n${site}`);
  const environment = { HOME: directory, XDG_DATA_HOME: directory, XDG_CONFIG_HOME: directory };
  startForTest({ command: 'caddy', args: ['run', '--config', file, '--adapter', 'caddyfile'], environment });
}

function startNginx({ cdn, ...upstreams }: Upstreams): Promise<string> {
  const believing = cdn === undefined ? '' : put(nginxBehindCdn, { [cdnNetwork]: cdn });
  return startNginxSnippet(nginxSnippet.replace('server {', `server {\n${believing}`), upstreams);
}

function startNginxBelowPath(upstreams: Upstreams): Promise<string> {
  const [ofLatchkey = ''] = /  location ~ [^{]*\{[^}]*\}\n/.exec(nginxSnippet) ?? [];
  return startNginxSnippet(put(nginxSnippet, { [ofLatchkey]: nginxBelowPath }), upstreams);
}

/** Without certificates: the tests are about paths and headers. */
async function startNginxSnippet(snippet: string, { latchkey, application, directory }: Upstreams): Promise<string> {
  const port = await freePort();
  const server = put(snippet.replaceAll(/^ *ssl_certificate.*\n/gm, ''), {
    '443 ssl': `127.0.0.1:${port}`,
    '127.0.0.1:3000': `127.0.0.1:${latchkey}`,
    '127.0.0.1:4000': `127.0.0.1:${application}`,
  });
  startNginxWith(server, directory);
  return served(port);
}

function startCaddy({ cdn, ...upstreams }: Upstreams): Promise<string> {
  const ofLatchkey = '    reverse_proxy 127.0.0.1:3000\n';
  const believing = cdn === undefined ? ofLatchkey : put(caddyBehindCdn, { [cdnNetwork]: cdn });
  return startCaddySnippet(put(caddySnippet, { [ofLatchkey]: believing }), upstreams);
}

function startCaddyBelowPath(upstreams: Upstreams): Promise<string> {
  return startCaddySnippet(caddyBelowPath, upstreams);
}

async function startCaddySnippet(snippet: string, { latchkey, application, directory }: Upstreams): Promise<string> {
  const port = await freePort();
  const site = put(snippet, {
    'app.example.com': `http://:${port}`,
    '127.0.0.1:3000': `127.0.0.1:${latchkey}`,
    '127.0.0.1:4000': `127.0.0.1:${application}`,
  });
  startCaddyWith(site, directory);
  return served(port);
}

/** The whole nginx snippet, so that it has no directive that this proxy does not implement. */
const knownSnippet = new RegExp(
  String.raw`^upstream latchkey \{ server 127\.0\.0\.1:3000; keepalive 32; \} server \{ listen 443 ssl; server_name app\.example\.com; ssl_certificate \S+; ssl_certificate_key \S+; ` +
    String.raw`proxy_http_version 1\.1; proxy_set_header Connection ''; proxy_set_header Host \$http_host; ` +
    String.raw`proxy_set_header X-Forwarded-For \$remote_addr; ` +
    String.raw`location ~ (\S+) \{ proxy_pass http://latchkey; proxy_buffering off; proxy_read_timeout 1h; \} ` +
    String.raw`location / \{ proxy_pass http://127\.0\.0\.1:4000; \} \}$`,
);

/**
 * Returns the paths that the nginx snippet sends to Latchkey.
 * @throws {Error} if the snippet has anything that this proxy does not implement.
 */
function pathsOfLatchkey(): RegExp {
  const words = nginxSnippet.replaceAll(/#.*$/gm, '').replaceAll(/\s+/g, ' ').trim();
  const [, paths] = knownSnippet.exec(words) ?? [];
  if (paths === undefined) throw new Error(`The snippet for nginx is not the known one: ${words}`);
  return new RegExp(paths);
}

/** A path as nginx matches it: decoded, without dot segments, and with single slashes. */
const normalized = (url: string): string =>
  decodeURIComponent(new URL(`http://proxy${url}`).pathname).replaceAll(/\/{2,}/g, '/');

/** A proxy in this process, with the paths of the nginx snippet. */
export async function startPathProxy({ latchkey, application }: Upstreams): Promise<string> {
  const ofLatchkey = pathsOfLatchkey();
  const proxy = createServer((request, response) =>
    forward(request, response, {
      port: ofLatchkey.test(normalized(request.url ?? '/')) ? latchkey : application,
      headers: { ...request.headers, 'x-forwarded-for': request.socket.remoteAddress },
    }),
  );
  const port = await listenOnFreePort(proxy);
  proxy.unref();
  return served(port);
}

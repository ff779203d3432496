import { createServer } from 'node:http';
import { forward } from '@latchkey/testing/http-forward';
import { freePort, listenOnFreePort } from '@latchkey/testing/port';
import { startTcpProxy } from '@latchkey/testing/tcp-proxy';
import { waitFor } from '@latchkey/testing/wait-for';
import { describe, expect, it } from 'vitest';
import { ada } from '../rest-client.ts';
import { startProcess } from '../server-process.ts';
import { ownDirectory } from './directory.ts';
import { documented, put } from '@latchkey/testing/documented';
import { isInstalled, startCaddyWith, startNginxWith } from './reverse-proxy.ts';

const guide = 'docs/integration.md';
const [nginxSite] = documented(guide, 'Put the proxy in front', 'nginx');
const [nginxAuth] = documented(guide, 'Let the proxy ask', 'nginx');
const [caddySite] = documented(guide, 'Put the proxy in front', 'caddy');
const [caddyAuth] = documented(guide, 'Let the proxy ask', 'caddy');
const [nginxBelowPath] = documented(guide, 'Below a path of your own', 'nginx');
const [caddyBelowPath] = documented(guide, 'Below a path of your own', 'caddy');

interface Upstreams {
  readonly latchkey: number;
  readonly application: number;
  /** The path of Latchkey, or nothing. */
  readonly basePath: string;
}

/** The part of a configuration that asks, with the path of Latchkey as the document says it. */
const askingBelow = (basePath: string, configuration: string): string =>
  put(configuration, { '/api/v1/verify': `${basePath}/api/v1/verify`, '/signin?next': `${basePath}/signin?next` });

/** The headers that the configuration for nginx takes from Latchkey, by the names that it sends to the application. */
function namesInNginx(): Map<string, string> {
  const variables = new Map(
    Array.from(
      nginxAuth.matchAll(/auth_request_set (\$\w+) \$upstream_http_(\w+);/g),
      ([, variable = '', name = '']) => [variable, name.replaceAll('_', '-')],
    ),
  );
  const sent = Array.from(
    nginxAuth.matchAll(/proxy_set_header ([\w-]+) (\$latchkey_\w+);/g),
    ([, name = '', variable = '']) => {
      return [name.toLowerCase(), variables.get(variable) ?? ''] as const;
    },
  );
  return new Map(sent);
}

/** What nginx does by the documented configuration, in this process: it asks, and sets every header or removes it. */
async function startLikeNginx({ latchkey, application }: Upstreams): Promise<string> {
  const [, path = '', method = ''] = /proxy_pass http:\/\/latchkey(\S+);.*?proxy_method (\w+);/s.exec(nginxAuth) ?? [];
  const names = namesInNginx();
  const proxy = createServer((request, response) => {
    void (async () => {
      const { cookie = '', authorization = '' } = request.headers;
      const answer = await fetch(`http://127.0.0.1:${latchkey}${path}`, {
        method,
        headers: { cookie, authorization },
      });
      if (answer.status !== 200) return response.writeHead(answer.status === 401 ? 401 : 503).end();
      // nginx ignores names with an underscore.
      const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !name.includes('_')));
      for (const [name, of] of names) headers[name] = answer.headers.get(of) ?? undefined;
      forward(request, response, {
        port: application,
        headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)),
      });
      return undefined;
    })();
  });
  return `http://127.0.0.1:${await listenOnFreePort(proxy)}`;
}

async function startNginx({ latchkey, application, basePath }: Upstreams): Promise<string> {
  const [port, directory] = [await freePort(), ownDirectory()];
  const [ofLatchkey = ''] = /  location ~ [^{]*\{[^}]*\}\n/.exec(nginxSite) ?? [];
  const [lastLocation = ''] = /  location \/ \{[^}]*\}\n/.exec(nginxSite) ?? [];
  const site = basePath === '' ? nginxSite : put(nginxSite, { [ofLatchkey]: nginxBelowPath });
  const asking = put(site.replaceAll(/^ *ssl_certificate.*\n/gm, ''), {
    [lastLocation]: askingBelow(basePath, nginxAuth),
  });
  const server = put(asking, {
    '443 ssl': `127.0.0.1:${port}`,
    '127.0.0.1:3000': `127.0.0.1:${latchkey}`,
    '127.0.0.1:4000': `127.0.0.1:${application}`,
  });
  startNginxWith(server, directory);
  return `http://127.0.0.1:${port}`;
}

/** The last `handle` of the configuration for Caddy. */
const ofApplication = '  handle {\n    reverse_proxy 127.0.0.1:4000\n  }\n';

async function startCaddy({ latchkey, application, basePath }: Upstreams): Promise<string> {
  const [port, directory] = [await freePort(), ownDirectory()];
  const documentedSite = basePath === '' ? caddySite : caddyBelowPath;
  const site = put(put(documentedSite, { [ofApplication]: askingBelow(basePath, caddyAuth) }), {
    'app.example.com': `http://:${port}`,
    '127.0.0.1:3000': `127.0.0.1:${latchkey}`,
    '127.0.0.1:4000': `127.0.0.1:${application}`,
  });
  startCaddyWith(site, directory);
  return `http://127.0.0.1:${port}`;
}

/** The programs, each with Latchkey at the root and below a path. */
const programs = [
  ...(isInstalled('nginx', '-v') ? ([['nginx', startNginx]] as const) : []),
  ...(isInstalled('caddy', 'version') ? ([['Caddy', startCaddy]] as const) : []),
].flatMap(([name, start]) => [
  { name, start, isProgram: true, basePath: '' },
  { name: `${name}, below a path`, start, isProgram: true, basePath: '/account' },
]);
const proxies = [
  { name: 'a proxy with the headers of the document', start: startLikeNginx, isProgram: false, basePath: '' },
  ...programs,
];

it('the document takes the same four headers for every proxy', () => {
  const names = ['Latchkey-Subject', 'Latchkey-Session', 'Latchkey-Email', 'Latchkey-Methods'];
  expect([...namesInNginx()]).toEqual(names.map((name) => [name.toLowerCase(), name.toLowerCase()]));
  expect(caddyAuth).toContain(`copy_headers ${names.join(' ')}\n`);
  expect(documented(guide, 'Let the proxy ask', 'yaml')[0]).toContain(`authResponseHeaders: [${names.join(', ')}]`);
});

describe.each(proxies)('an application behind $name', { timeout: 60_000 }, ({ start, isProgram, basePath }) => {
  it('receives who sent a request, nothing that the client forged, and no request without a session', async () => {
    const server = startProcess({ LOG_LEVEL: 'silent', BASE_PATH: basePath });
    const latchkey = Number(new URL(await server.ready).port);
    const relay = await startTcpProxy('127.0.0.1', latchkey);
    const application = createServer(({ headers }, response) => {
      const own = Object.entries(headers).filter(([name]) => name.startsWith('latchkey'));
      response.end(JSON.stringify(Object.fromEntries(own)));
    });
    const origin = await start({ latchkey: relay.port, application: await listenOnFreePort(application), basePath });
    const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
      fetch(`${origin}${path}`, { headers, method, redirect: 'manual' });
    await waitFor(() => ask('/'));
    const signUp = await fetch(`http://127.0.0.1:${latchkey}${basePath}/api/trpc/auth.signUp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(ada),
    });
    const cookie = signUp.headers
      .getSetCookie()
      .map((line) => line.split(';', 1)[0])
      .join('; ');
    const forged = {
      'latchkey-subject': 'admin',
      'Latchkey-Session': '1000',
      'latchkey-email': 'root@example.com',
      'LATCHKEY-METHODS': 'hwk',
      Latchkey_Email: 'root@example.com',
    };
    expect(await (await ask('/invoices', { ...forged, cookie })).json()).toEqual({
      'latchkey-subject': 'latchkey:1',
      'latchkey-session': '1',
      'latchkey-email': ada.email,
      'latchkey-methods': 'pwd',
    });
    for (const headers of [forged, { ...forged, cookie: 'latchkey=x' }]) {
      const { status, headers: answered } = await ask('/invoices?all=1', headers);
      const to = answered.get('location')?.replace(origin, '') ?? null;
      expect([status, to]).toEqual(isProgram ? [303, `${basePath}/signin?next=/invoices?all=1`] : [401, null]);
      expect((await ask('/invoices', headers, 'POST')).status).toBe(401);
      expect((await ask('/invoices', { ...headers, authorization: 'Bearer x' })).status).toBe(401);
    }
    if (isProgram) {
      expect(await (await ask('/login', forged)).json()).toEqual({});
      expect((await ask(`${basePath}/signin`)).headers.get('content-security-policy')).toContain('default-src');
      for (const path of [`${basePath}/api/v1/verify`, `${basePath}/api/v1/service/users`])
        expect([path, (await ask(path)).status]).toEqual([path, basePath === '' ? 303 : 404]);
      // Each question on a connection of its own would cost several times as much, and use up the ports of the machine.
      const accepted = relay.accepted;
      for (let asked = 0; asked < 10; asked += 1) {
        expect((await ask('/', { cookie })).status).toBe(200);
        expect((await ask('/', { authorization: 'Bearer x' })).status).toBe(401);
      }
      expect(relay.accepted).toBeLessThanOrEqual(accepted + 1);
    }
    relay.close();
    await new Promise((resolve) => application.close(resolve));
  });
});

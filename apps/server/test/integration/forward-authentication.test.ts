import { createServer } from 'node:http';
import { forward } from '@latchkey/testing/http-forward';
import { freePort, listenOnFreePort } from '@latchkey/testing/port';
import { startTcpProxy } from '@latchkey/testing/tcp-proxy';
import { describe, expect, it, vi } from 'vitest';
import { ada } from '../rest-client.ts';
import { startProcess } from '../server-process.ts';
import { ownDirectory } from './directory.ts';
import { documented, put } from './documented.ts';
import { isInstalled, startCaddyWith, startNginxWith } from './reverse-proxy.ts';

const guide = 'docs/integration.md';
const [nginxSite] = documented(guide, 'Put the proxy in front', 'nginx');
const [nginxAuth] = documented(guide, 'Let the proxy ask', 'nginx');
const [caddySite] = documented(guide, 'Put the proxy in front', 'caddy');
const [caddyAuth] = documented(guide, 'Let the proxy ask', 'caddy');

interface Ports {
  readonly latchkey: number;
  readonly application: number;
}

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
async function startLikeNginx({ latchkey, application }: Ports): Promise<string> {
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
      const headers = { ...request.headers };
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

async function startNginx({ latchkey, application }: Ports): Promise<string> {
  const [port, directory] = [await freePort(), ownDirectory()];
  const site = nginxSite.replaceAll(/^ *ssl_certificate.*\n/gm, '');
  const [lastLocation = ''] = /  location \/ \{[^}]*\}\n/.exec(site) ?? [];
  const server = put(put(site, { [lastLocation]: nginxAuth }), {
    '443 ssl': `127.0.0.1:${port}`,
    '127.0.0.1:3000': `127.0.0.1:${latchkey}`,
    '127.0.0.1:4000': `127.0.0.1:${application}`,
  });
  startNginxWith(server, directory);
  return `http://127.0.0.1:${port}`;
}

async function startCaddy({ latchkey, application }: Ports): Promise<string> {
  const [port, directory] = [await freePort(), ownDirectory()];
  const lastLines = '  reverse_proxy @latchkey 127.0.0.1:3000\n  reverse_proxy 127.0.0.1:4000\n';
  const site = put(put(caddySite, { [lastLines]: caddyAuth }), {
    'app.example.com': `http://:${port}`,
    '127.0.0.1:3000': `127.0.0.1:${latchkey}`,
    '127.0.0.1:4000': `127.0.0.1:${application}`,
  });
  startCaddyWith(site, directory);
  return `http://127.0.0.1:${port}`;
}

/** The proxies, and whether they are programs whose use of connections is to be tested. */
const proxies = [
  ['a proxy with the headers of the document', startLikeNginx, false],
  ...(isInstalled('nginx', '-v') ? ([['nginx', startNginx, true]] as const) : []),
  ...(isInstalled('caddy', 'version') ? ([['Caddy', startCaddy, true]] as const) : []),
] as const;

it('the document takes the same four headers for every proxy', () => {
  const names = ['Latchkey-Subject', 'Latchkey-Session', 'Latchkey-Email', 'Latchkey-Methods'];
  expect([...namesInNginx()]).toEqual(names.map((name) => [name.toLowerCase(), name.toLowerCase()]));
  expect(caddyAuth).toContain(`copy_headers ${names.join(' ')}\n`);
  expect(documented(guide, 'Let the proxy ask', 'yaml')[0]).toContain(`authResponseHeaders: [${names.join(', ')}]`);
});

describe.each(proxies)('an application behind %s', { timeout: 60_000 }, (_name, startProxy, isProgram) => {
  it('receives who sent a request, nothing that the client forged, and no request without a session', async () => {
    const server = startProcess({ LOG_LEVEL: 'silent' });
    const latchkey = Number(new URL(await server.ready).port);
    const relay = await startTcpProxy('127.0.0.1', latchkey);
    const application = createServer(({ headers }, response) => {
      const own = Object.entries(headers).filter(([name]) => name.startsWith('latchkey-'));
      response.end(JSON.stringify(Object.fromEntries(own)));
    });
    const origin = await startProxy({ latchkey: relay.port, application: await listenOnFreePort(application) });
    await vi.waitFor(() => fetch(origin), 30_000);
    const signUp = await fetch(`http://127.0.0.1:${latchkey}/api/trpc/auth.signUp`, {
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
    };
    const seen = await fetch(`${origin}/invoices`, { headers: { ...forged, cookie } });
    expect(await seen.json()).toEqual({
      'latchkey-subject': 'latchkey:1',
      'latchkey-session': '1',
      'latchkey-email': ada.email,
      'latchkey-methods': 'pwd',
    });
    for (const headers of [forged, { ...forged, cookie: 'latchkey=x' }]) {
      expect((await fetch(`${origin}/invoices`, { headers })).status).toBe(401);
    }
    // Each question on a connection of its own would cost several times as much, and use up the ports of the machine.
    const accepted = relay.accepted;
    for (let asked = 0; asked < 10; asked += 1) {
      expect((await fetch(origin, { headers: { cookie } })).status).toBe(200);
      expect((await fetch(origin)).status).toBe(401);
    }
    if (isProgram) expect(relay.accepted).toBeLessThanOrEqual(accepted + 1);
    relay.close();
    await new Promise((resolve) => application.close(resolve));
  });
});

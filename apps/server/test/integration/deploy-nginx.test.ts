import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type Server, createServer, request } from 'node:http';
import { freePort, listenOnFreePort } from '@latchkey/testing/port';
import { waitFor } from '@latchkey/testing/wait-for';
import { afterEach, describe, expect, it } from 'vitest';
import { directoryForTest } from '../server-process.ts';
import { put } from '@latchkey/testing/documented';
import { isInstalled, startNginxWith } from './reverse-proxy.ts';

const configuration = readFileSync(new URL('../../../../deploy/nginx.conf', import.meta.url), 'utf8');

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** Starts an instance that answers 503 at `/busy`, and accepts WebSockets. */
async function startInstance(): Promise<number> {
  const server = createServer(({ url }, response) => response.writeHead(url === '/busy' ? 503 : 200).end(url));
  server.on('upgrade', ({ url }, socket) => {
    socket.on('error', () => {});
    socket.end(`HTTP/1.1 101 ${url}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
  });
  servers.push(server);
  return listenOnFreePort(server);
}

async function startNginx(ports: readonly number[]): Promise<string> {
  const port = await freePort();
  const [, settings = ''] = /^ *server server:3000(.*)$/m.exec(configuration) ?? [];
  const instances = ports.map((instance) => `server 127.0.0.1:${instance}${settings}`).join('\n');
  const server = put(configuration, {
    [`server server:3000${settings}`]: instances,
    'listen 3000': `listen 127.0.0.1:${port}`,
  });
  startNginxWith(server, directoryForTest());
  const origin = `http://127.0.0.1:${port}`;
  await waitFor(() => fetch(origin));
  return origin;
}

describe.runIf(isInstalled('nginx', '-v'))('the nginx of deploy/', () => {
  it('sends requests to the instances also after answers with 503', async () => {
    const origin = await startNginx([await startInstance(), await startInstance()]);
    for (let times = 0; times < 3; times += 1) {
      const busy = await fetch(`${origin}/busy`);
      expect([busy.status, await busy.text()]).toEqual([503, '/busy']);
    }
    const answers = Array.from({ length: 4 }, () => fetch(`${origin}/sessions`));
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });

  it.each(['GET', 'POST'])('sends each %s to another instance where one has stopped', async (method) => {
    const origin = await startNginx([await freePort(), await startInstance()]);
    for (let times = 0; times < 4; times += 1) expect((await fetch(origin, { method })).status).toBe(200);
  });

  it('forwards the WebSocket of applications', async () => {
    const origin = await startNginx([await startInstance()]);
    const headers = { connection: 'Upgrade', upgrade: 'websocket' };
    const asked = request(`${origin}/api/v1/service/verifier`, { headers }).end();
    const refused = once(asked, 'response').then(() => Promise.reject(new Error('It was not upgraded')));
    const [answer]: { statusCode?: number }[] = await Promise.race([once(asked, 'upgrade'), refused]);
    expect(answer?.statusCode).toBe(101);
  });
});

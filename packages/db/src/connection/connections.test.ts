import { type Server, type Socket, connect, createServer } from 'node:net';
import { listenOnFreePort } from '@latchkey/testing/port';
import { afterEach, describe, expect, test } from 'vitest';
import { hasServer } from '../testing/place.ts';
import { openConnections } from './connections.ts';

/** A fatal error of a server, in PostgreSQL's protocol. */
function fatal(message: string): Buffer {
  const fields = Buffer.from(`SFATAL\0C08P01\0M${message}\0\0`);
  const head = Buffer.alloc(5, 'E');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}

describe.runIf(hasServer)('behind a pooler that refuses connections with', () => {
  let pooler: Server | undefined;
  afterEach(() => pooler?.close());

  /** A pooler that refuses, as PgBouncer does, the startup parameters that it does not know. */
  async function startPooler(refused: readonly string[]): Promise<string> {
    const url = new URL(process.env.TEST_DATABASE_URL ?? '');
    const [host, serverPort] = [url.hostname, Number(url.port || 5432)];
    pooler = createServer((client: Socket) => {
      client.on('error', () => {});
      client.once('data', (startup) => {
        const unknown = refused.find((name) => startup.includes(name));
        if (unknown !== undefined) {
          client.end(fatal(`unsupported startup parameter in options: ${unknown}`));
          return;
        }
        const server = connect(serverPort, host);
        server.on('error', () => client.destroy());
        server.write(startup);
        client.pipe(server).pipe(client);
      });
    });
    const port = await listenOnFreePort(pooler);
    url.host = `127.0.0.1:${port}`;
    return url.href;
  }

  test.each([
    ['no parameter', [], ['5s', '50ms', 'off', 'off']],
    ['those of the planner', ['enable_seqscan', 'jit'], ['5s', '50ms', 'on', 'on']],
    ['timeouts', ['statement_timeout'], ['0', '0', 'off', 'off']],
    ['any of them', ['statement_timeout', 'jit'], ['0', '0', 'on', 'on']],
  ])('%s, connections have all others', async (_name, refused, expected) => {
    const connections = await openConnections(await startPooler(refused), 'public');
    try {
      const names = ['statement_timeout', 'lock_timeout', 'enable_seqscan', 'jit'];
      const settings = names.map((name) => `current_setting('${name}')`).join(', ');
      const { rows } = await connections.requests.query<string[]>({ text: `SELECT ${settings}`, rowMode: 'array' });
      expect(rows).toEqual([expected]);
    } finally {
      await connections.close();
    }
  });
});

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { temporaryServerDatabase } from '@latchkey/db/testing/place';
import { freePort } from '@latchkey/testing/port';
import { RestClient } from '../rest-client.ts';
import { startProcess } from '../server-process.ts';

const admin = fileURLToPath(new URL('../../dist/admin/main.js', import.meta.url));

/** A server on a database of its own, with private networks allowed, and the admin command `webhooks`. */
export async function startWebhookServer(more: Readonly<Record<string, string>> = {}) {
  const place = await temporaryServerDatabase();
  const PORT = String(await freePort());
  const settings = { PORT, DATABASE_URL: place.location.url, WEBHOOKS_TO_PRIVATE_NETWORKS: 'on', ...more };
  const { child, ready, ended } = startProcess(settings);
  const client = new RestClient(await ready, { 'user-agent': 'curl/8.5.0' });
  return {
    client,
    run(...words: string[]) {
      const env = { PATH: process.env.PATH, ...settings };
      return spawnSync(process.execPath, [admin, 'webhooks', ...words], { env, encoding: 'utf8' });
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await ended;
      await place.remove();
    },
  };
}

import { createServer } from 'node:http';
import { anyPort, ready } from '../ready.ts';
import { variable } from '../variable.ts';
import { type AuthenticatingLatchkey, openLatchkey } from './authentication.ts';

/**
 * Several applications in one process, each with its own connection to Latchkey and its own memory. Answers a request with the
 * number of those that accept its session.
 */
const crowd: AuthenticatingLatchkey[] = [];
for (let number = 0; number < Number(variable('APPLICATIONS')); number += 1) {
  // In turn to all instances.
  const urls = variable('LATCHKEY_URLS').split(' ');
  crowd.push(await openLatchkey(urls[number % urls.length] ?? ''));
}

const server = createServer((request, response) => {
  Promise.all(crowd.map((latchkey) => latchkey.authenticate(request))).then(
    (sessions) => response.end(JSON.stringify({ accepted: sessions.filter((session) => session !== null).length })),
    (error: unknown) => response.writeHead(503).end(String(error)),
  );
});
server.listen(anyPort.port, anyPort.host, () => ready(server.address()));

// An application that checks its sessions by @latchkey/node. It gives no answer where Latchkey gives none.
//
// A request with a session that is refused is checked CHECKS times, with a pause of 20 ms between two checks, so that the
// checks of one request meet different states of the connection and the lease.
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { LatchkeyUnavailable, createLatchkey } from '@latchkey/node';

const { LATCHKEY, LATCHKEY_KEY, CHECKS = '1' } = process.env;
const latchkey = createLatchkey({ url: LATCHKEY ?? '', serviceKey: LATCHKEY_KEY, timeout: 2_000 });
const pause = 20;

/**
 * Looks for the session of a request until it is found, or as often as CHECKS says.
 * @param {import('node:http').IncomingMessage} request
 */
async function check(request) {
  if (latchkey.recall(request)) return { status: 200, headers: { 'x-checks': 1, 'x-from-memory': 1 } };
  let checks = 0;
  try {
    while (checks < Number(CHECKS)) {
      if (checks > 0) await sleep(pause);
      const session = await latchkey.authenticate(request);
      checks += 1;
      if (session) return { status: 200, headers: { 'x-checks': checks } };
    }
  } catch (error) {
    if (!(error instanceof LatchkeyUnavailable)) throw error;
    if (checks === 0) return null;
  }
  return { status: 401, headers: { 'x-checks': checks } };
}

const server = createServer((request, response) => {
  // Any other error ends this process, which fails the test.
  void check(request).then((answer) => {
    if (answer) response.writeHead(answer.status, answer.headers).end();
    else request.socket.destroy();
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') console.log(`ready: http://127.0.0.1:${address.port}`);
});

// An application that checks its sessions by @latchkey/node: each request as often as CHECKS says. It gives no answer where
// Latchkey gives none.
import { createServer } from 'node:http';
import { LatchkeyUnavailable, createLatchkey } from '@latchkey/node';

const { LATCHKEY, LATCHKEY_KEY, CHECKS = '1' } = process.env;
const latchkey = createLatchkey({ url: LATCHKEY ?? '', serviceKey: LATCHKEY_KEY, timeout: 2_000 });

/** @param {import('node:http').IncomingMessage} request */
async function accepts(request) {
  for (let check = 0; check < Number(CHECKS); check += 1) if (await latchkey.authenticate(request)) return true;
  return false;
}

const server = createServer((request, response) => {
  accepts(request).then(
    (isAccepted) => response.writeHead(isAccepted ? 200 : 401).end(),
    (error) => {
      if (!(error instanceof LatchkeyUnavailable)) throw error;
      request.socket.destroy();
    },
  );
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') console.log(`ready: http://127.0.0.1:${address.port}`);
});

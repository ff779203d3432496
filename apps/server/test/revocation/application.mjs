// An application that checks its sessions by @latchkey/node. It answers requests of unknown sessions by no answer.
import { createServer } from 'node:http';
import { LatchkeyUnavailable, createLatchkey } from '@latchkey/node';

const { LATCHKEY, LATCHKEY_KEY } = process.env;
const latchkey = createLatchkey({ url: LATCHKEY ?? '', serviceKey: LATCHKEY_KEY, timeout: 2_000 });
const server = createServer((request, response) => {
  latchkey.authenticate(request).then(
    (session) => response.writeHead(session ? 200 : 401).end(),
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

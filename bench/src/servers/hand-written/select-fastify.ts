import { latchkeyLike, listBody, listen, myselfBody, refusalBody, tokenHash } from './latchkey-like.ts';
import { callerOf, createPool, sessionsOf } from './session-select.ts';

const pool = createPool();
const app = latchkeyLike();
app.get('/api/v1/user/myself', async (request, reply) => {
  const caller = await callerOf(pool, tokenHash(request));
  return caller ? myselfBody(caller) : reply.status(401).send(refusalBody);
});
app.get('/api/v1/user/myself/session', async (request, reply) => {
  const caller = await callerOf(pool, tokenHash(request));
  return caller ? listBody(await sessionsOf(pool, caller.id)) : reply.status(401).send(refusalBody);
});
await listen(app);

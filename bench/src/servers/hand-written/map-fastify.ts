import { type Caller, latchkeyLike, listBody, listen, myselfBody, refusalBody, tokenHash } from './latchkey-like.ts';
import { createPool, sessionsOf } from './session-select.ts';

interface Entry extends Caller {
  readonly expiresAt: number;
}

const pool = createPool();
const sessions = new Map<string, Entry>();
const { rows } = await pool.query<{ hash: string; user_id: string; email: string; absolute_expires_at: Date }>(
  `SELECT encode(sessions.token_hash, 'hex') AS hash, user_id, email, absolute_expires_at
   FROM sessions JOIN users ON users.id = user_id WHERE ended_at IS NULL`,
);
for (const { hash, user_id, email, absolute_expires_at } of rows) {
  sessions.set(hash, { id: Number(user_id), email, expiresAt: absolute_expires_at.getTime() });
}

const find = (hash: Buffer | null): Entry | null => {
  const entry = hash && sessions.get(hash.toString('hex'));
  return entry && entry.expiresAt > Date.now() ? entry : null;
};

const app = latchkeyLike();
app.get('/api/v1/user/myself', async (request, reply) => {
  const caller = find(tokenHash(request));
  return caller ? myselfBody(caller) : reply.status(401).send(refusalBody);
});
app.get('/api/v1/user/myself/session', async (request, reply) => {
  const caller = find(tokenHash(request));
  return caller ? listBody(await sessionsOf(pool, caller.id)) : reply.status(401).send(refusalBody);
});
await listen(app);

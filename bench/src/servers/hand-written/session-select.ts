import pg from 'pg';
import type { Caller, ListRow } from './latchkey-like.ts';
import { variable } from '../variable.ts';

/** The same number of connections as Latchkey. */
export const createPool = () => new pg.Pool({ connectionString: variable('DATABASE_URL'), max: 10 });

const live = `ended_at IS NULL AND absolute_expires_at > now() AND last_used_at > now() - interval '14 days'`;

/** Reads the user of a token with one prepared statement. */
export async function callerOf(pool: pg.Pool, tokenHash: Buffer | null): Promise<Caller | null> {
  if (tokenHash === null) return null;
  const { rows } = await pool.query<{ user_id: string; email: string }>({
    name: 'caller',
    text: `SELECT user_id, email FROM sessions JOIN users ON users.id = user_id WHERE token_hash = $1 AND ${live}`,
    values: [tokenHash],
  });
  const [row] = rows;
  return row ? { id: Number(row.user_id), email: row.email } : null;
}

/** Reads the live sessions of a user, oldest use first, with one prepared statement. */
export async function sessionsOf(pool: pg.Pool, userId: number): Promise<ListRow[]> {
  const { rows } = await pool.query<ListRow>({
    name: 'sessions',
    text: `SELECT id, user_agent, client_label, last_used_at FROM sessions
           WHERE user_id = $1 AND ${live} ORDER BY last_used_at, id`,
    values: [userId],
  });
  return rows;
}

import type { InstanceStore, RegisteredInstance, Sight } from '@latchkey/sessions/cluster/instance-store';
import { type StatementPool, statement } from './statement-pool.ts';

/** The number of a transaction is never used twice, not even where an instance was removed and comes back. */
const renew = statement<{ readonly wasThere: boolean }>(
  'renew_instance',
  `INSERT INTO instances (id, renewed_in) VALUES ($1, pg_current_xact_id()::text::bigint)
  ON CONFLICT (id) DO UPDATE SET renewed_in = EXCLUDED.renewed_in
  RETURNING xmax <> 0 AS "wasThere"`,
);

/**
 * One snapshot for everything. Of each change to sessions there is an event, written with it, and that event has the number
 * of its transaction. Whatever this look cannot see yet has a number from the oldest transaction that is still under way
 * upwards, so the next look begins there: what commits late is not passed over, as it would be by the ids of events.
 * A server that was shot down gives numbers anew that no commit on its disk bore, and does not say so: the next look begins
 * at this instance's own renewal at the latest, which is on the disk. Another server says so, and its numbers compare with
 * nothing. In a database that was copied row by row stand numbers of another server, higher than any that is visible here.
 */
const look = statement<{ readonly oldest: string; readonly server: string; readonly users: readonly string[] }>(
  'look_for_changes',
  `SELECT LEAST(pg_snapshot_xmin(pg_current_snapshot())::text::bigint, renewed_in)::text AS oldest,
    extract(epoch FROM pg_postmaster_start_time())::text AS server,
    ARRAY(
      SELECT DISTINCT user_id FROM session_events
      WHERE written_in >= $2 AND written_in < pg_snapshot_xmax(pg_current_snapshot())::text::bigint
        AND kind NOT IN ('sign_in_failed', 'step_up_failed')
    )::text[] AS users
  FROM instances WHERE id = $1`,
);

const list = statement<RegisteredInstance>('list_instances', 'SELECT id, renewed_in AS renewals FROM instances');

const remove = statement<object>('remove_instance', 'DELETE FROM instances WHERE id = $1 AND renewed_in = $2');

const leave = statement<object>('leave_instances', 'DELETE FROM instances WHERE id = $1');

/** The instances on one PostgreSQL. */
export class PostgresInstanceStore implements InstanceStore {
  readonly #pool: StatementPool;

  constructor(pool: StatementPool) {
    this.#pool = pool;
  }

  async renew(id: string): Promise<boolean> {
    const [row] = await this.#pool.run(renew, [id]);
    return row?.wasThere === true;
  }

  async look(id: string, cursor: string | null): Promise<Sight> {
    const [from = null, lastServer] = cursor?.split('@') ?? [];
    const [row] = await this.#pool.run(look, [id, from]);
    if (!row) throw new Error('Whoever looks has renewed, and was removed meanwhile');
    const isComparable = cursor === null || lastServer === row.server;
    return {
      instances: await this.instances(),
      changed: isComparable ? row.users.map(Number) : 'everyone',
      cursor: `${row.oldest}@${row.server}`,
    };
  }

  instances(): Promise<readonly RegisteredInstance[]> {
    return this.#pool.run(list, []);
  }

  async remove({ id, renewals }: RegisteredInstance): Promise<void> {
    await this.#pool.run(remove, [id, renewals]);
  }

  async leave(id: string): Promise<void> {
    await this.#pool.run(leave, [id]);
  }
}

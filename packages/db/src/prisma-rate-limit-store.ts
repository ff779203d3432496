import type { SignInAttemptStore } from '@latchkey/sessions/accounts/sign-in-attempts';
import type { Bucket, RateLimit, RateLimitStore, Settlement, Taken } from '@latchkey/sessions/rate-limiter';
import { beginAttempt, settle, takeOneWay, valuesOf } from './rate-limit-statements.ts';
import { type StatementPool, statement } from './statement-pool.ts';

const forget = statement<object>('forget_attempts', 'DELETE FROM rate_limits WHERE key = $1');

type Outcome = { readonly way: number | null; readonly taken: readonly string[] | null; readonly retryAt: Date | null };

/** Attempts, and what they are counted in, in a few statements of `pg`. */
export class PrismaRateLimitStore implements RateLimitStore, SignInAttemptStore {
  readonly #pool: StatementPool;

  constructor(pool: StatementPool) {
    this.#pool = pool;
  }

  async take(key: string, limit: RateLimit, now: Date): Promise<Date | null> {
    const taken = await this.takeOneWay([[{ key, ...limit }]], now);
    return taken.ok ? null : taken.retryAt;
  }

  async takeOneWay(ways: readonly (readonly Bucket[])[], now: Date): Promise<Taken> {
    for (;;) {
      const [row] = await this.#pool.run(takeOneWay, [...valuesOf(ways), now]);
      const taken = row && (await this.#takenOf(row, ways));
      if (taken) return taken;
    }
  }

  async begin(
    { email, deviceTokenHash, now }: Parameters<SignInAttemptStore['begin']>[0],
    { known, strangers }: Parameters<SignInAttemptStore['begin']>[1],
  ): ReturnType<SignInAttemptStore['begin']> {
    const ways = [known, ...strangers];
    const token = deviceTokenHash === null ? null : Buffer.from(deviceTokenHash, 'hex');
    for (;;) {
      const [row] = await this.#pool.run(beginAttempt, [...valuesOf(ways), now, email, token]);
      const taken = row && (await this.#takenOf(row, ways));
      if (!taken) continue;
      const { isKnown, id, passwordHash, createdAt, disabledAt } = row;
      const exists = id !== null && passwordHash !== null && createdAt !== null;
      return {
        account: exists ? { user: { id, email, createdAt }, passwordHash, disabledAt } : null,
        isKnown,
        taken: taken.ok ? { ok: true, way: Math.max(0, taken.way - 1) } : taken,
      };
    }
  }

  async settle({ forget: full, giveBack }: Settlement): Promise<void> {
    const keys = [...full, ...giveBack].map(({ key }) => key);
    const everys = [...full.map(() => null), ...giveBack.map(({ every }) => every)];
    await this.#pool.run(settle, [keys, everys]);
  }

  async forget(key: string): Promise<void> {
    await this.#pool.run(forget, [key]);
  }

  /** Null where another attempt was quicker in one of the buckets: then the others get back what was taken, and it is asked again. */
  async #takenOf({ way, taken, retryAt }: Outcome, ways: readonly (readonly Bucket[])[]): Promise<Taken | null> {
    if (way === null) return retryAt ? { ok: false, retryAt } : { ok: true, way: 0 };
    const wanted = ways[way] ?? [];
    const counted = new Set(taken);
    if (counted.size === wanted.length) return { ok: true, way };
    const giveBack = wanted.filter(({ key }) => counted.has(key));
    if (giveBack.length > 0) await this.settle({ forget: [], giveBack });
    return null;
  }
}

import type { SignInAttemptStore } from '@latchkey/sessions/accounts/sign-in-attempts';
import type { Bucket, RateLimit, Refund, TakeResult } from '@latchkey/sessions/rate-limits/rate-limiter';
import { beginAttempt, settle, takeOneWay, valuesOf } from './rate-limit-statements.ts';
import { Prisma } from '../generated/client.ts';
import { type StatementPool, statement } from '../sql/statement-pool.ts';

const forget = statement('forget_attempts', {}, Prisma.raw('DELETE FROM rate_limits WHERE key = $1'));

type Outcome = { readonly way: number | null; readonly taken: readonly string[] | null; readonly retryAt: Date | null };

/** Counts attempts by prepared statements of `pg`. */
export class RateLimitStore {
  readonly #pool: StatementPool;

  constructor(pool: StatementPool) {
    this.#pool = pool;
  }

  async take(key: string, limit: RateLimit, now: Date): Promise<Date | null> {
    const taken = await this.takeFirstAvailable([[{ key, ...limit }]], now);
    return taken.ok ? null : taken.retryAt;
  }

  async takeFirstAvailable(ways: readonly (readonly Bucket[])[], now: Date): Promise<TakeResult> {
    for (;;) {
      const [row] = await this.#pool.run(takeOneWay, [...valuesOf(ways), now]);
      const taken = row && (await this.#takenOf(row, ways));
      if (taken) return taken;
    }
  }

  async begin(
    { email, deviceTokenHash, now }: Parameters<SignInAttemptStore['begin']>[0],
    { knownBrowser, unknownBrowser }: Parameters<SignInAttemptStore['begin']>[1],
  ): ReturnType<SignInAttemptStore['begin']> {
    const ways = [knownBrowser, ...unknownBrowser];
    const token = deviceTokenHash === null ? null : Buffer.from(deviceTokenHash, 'hex');
    for (;;) {
      const [row] = await this.#pool.run(beginAttempt, [...valuesOf(ways), now, email, token]);
      const taken = row && (await this.#takenOf(row, ways));
      if (!taken) continue;
      const { isKnown, id, passwordHash, createdAt, disabledAt } = row;
      const exists = id !== null && passwordHash !== null && createdAt !== null;
      const names = { subject: null, email, displayName: null };
      return {
        account: exists ? { user: { id, ...names, createdAt }, passwordHash, disabledAt } : null,
        isKnown,
        taken: taken.ok ? { ok: true, alternative: Math.max(0, taken.alternative - 1) } : taken,
      };
    }
  }

  async refund({ reset: full, refund }: Refund): Promise<void> {
    const keys = [...full, ...refund].map(({ key }) => key);
    const everys = [...full.map(() => null), ...refund.map(({ every }) => every)];
    await this.#pool.run(settle, [keys, everys]);
  }

  async reset(key: string): Promise<void> {
    await this.#pool.run(forget, [key]);
  }

  /**
   * Null where a concurrent attempt took the last place in one of the buckets: then the attempt is given back to the
   * others, and the caller tries again.
   */
  async #takenOf({ way, taken, retryAt }: Outcome, ways: readonly (readonly Bucket[])[]): Promise<TakeResult | null> {
    if (way === null) return retryAt ? { ok: false, retryAt } : { ok: true, alternative: 0 };
    const wanted = ways[way] ?? [];
    const counted = new Set(taken);
    if (counted.size === wanted.length) return { ok: true, alternative: way };
    const refund = wanted.filter(({ key }) => counted.has(key));
    if (refund.length > 0) await this.refund({ reset: [], refund });
    return null;
  }
}

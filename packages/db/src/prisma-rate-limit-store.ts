import type { RateLimit, RateLimitStore } from '@latchkey/sessions/rate-limiter';
import type { Client } from './client.ts';

export class PrismaRateLimitStore implements RateLimitStore {
  readonly #prisma: Client;

  constructor(prisma: Client) {
    this.#prisma = prisma;
  }

  async take(key: string, { burst, every }: RateLimit, now: Date): Promise<Date | null> {
    const afterOne = new Date(now.getTime() + every);
    const step = `${every} milliseconds`;
    // The row is written only while the attempts still fit, so that who keeps trying does not push the end further away.
    const taken = await this.#prisma.$executeRaw`
      INSERT INTO rate_limits AS counted (key, drained_at) VALUES (${key}, ${afterOne}::timestamptz)
      ON CONFLICT (key) DO UPDATE SET drained_at = GREATEST(counted.drained_at, ${now}::timestamptz) + ${step}::interval
      WHERE counted.drained_at <= ${new Date(now.getTime() + (burst - 1) * every)}::timestamptz`;
    if (taken > 0) return null;
    const counted = await this.#prisma.rateLimit.findUnique({ where: { key }, select: { drainedAt: true } });
    // Forgotten between the two statements: then this attempt is the first.
    if (!counted) return this.take(key, { burst, every }, now);
    return new Date(counted.drainedAt.getTime() - (burst - 1) * every);
  }

  async forget(key: string): Promise<void> {
    await this.#prisma.rateLimit.deleteMany({ where: { key } });
  }
}

import { type LiveSession, makesDeviceNew } from '@latchkey/sessions/session';
import type { Bucket } from '@latchkey/sessions/rate-limiter';
import type {
  BeginningLimits,
  ChallengeUse,
  ChallengeVerdict,
  Beginning,
  Ending,
  FoundSession,
  IdleLimitChange,
  KeyBinding,
  LiveAt,
  NewSession,
  Page,
  Renewal,
  SessionPageRequest,
  SessionStore,
  SessionUse,
  UseSpan,
} from '@latchkey/sessions/session-store';
import type { SessionTokenHash } from '@latchkey/sessions/session-token';
import type { Client } from './client.ts';
import { changeIdleLimit } from './idle-limit-change.ts';
import { toRowId } from './row-id.ts';
import { bindSession, useChallenge } from './session-binding.ts';
import { beginSession } from './session-beginning.ts';
import { endAndName, endSessions, sessionWithId, sessionsExcept, sessionsWithIds } from './session-end.ts';
import { renewSession } from './session-renewal.ts';
import {
  findSession,
  findSessions,
  listSessions,
  pageStatements,
  readFound,
  readSession,
  recordUses,
} from './session-statements.ts';
import type { StatementPool } from './statement-pool.ts';
import { inTransaction } from './transaction.ts';
import { lockUser } from './user-lock.ts';

export class PrismaSessionStore implements SessionStore {
  readonly #prisma: Client;
  readonly #pool: StatementPool;
  readonly #jobs: StatementPool;

  /** Takes what requests use, and what the writing of last uses does. */
  constructor(prisma: Client, pool: StatementPool, jobs: StatementPool) {
    this.#prisma = prisma;
    this.#pool = pool;
    this.#jobs = jobs;
  }

  begin(session: NewSession, limits: BeginningLimits, buckets: readonly Bucket[]): Promise<Beginning> {
    return beginSession(this.#pool, session, limits, buckets);
  }

  async findByTokenHash(tokenHash: SessionTokenHash): Promise<FoundSession | null> {
    const [row] = await this.#pool.run(findSession, [Buffer.from(tokenHash, 'hex')]);
    return row ? readFound(row) : null;
  }

  async findByTokenHashes(
    tokenHashes: readonly SessionTokenHash[],
  ): Promise<ReadonlyMap<SessionTokenHash, FoundSession>> {
    const rows = await this.#pool.run(findSessions, [tokenHashes.map((hash) => Buffer.from(hash, 'hex'))]);
    const byHash = new Map(rows.map(({ tokenHash, ...row }) => [tokenHash, readFound(row)]));
    return new Map(
      tokenHashes.flatMap((hash) => {
        const found = byHash.get(hash);
        return found ? [[hash, found] as const] : [];
      }),
    );
  }

  async listLive(userId: number, { now, idleSince }: LiveAt): Promise<LiveSession[]> {
    if (toRowId(userId) === null) return [];
    const rows = await this.#pool.run(listSessions, [userId, now, idleSince]);
    return rows.map(readSession);
  }

  async pageLive(
    userId: number,
    { order, after, limit }: SessionPageRequest,
    { now, idleSince }: LiveAt,
  ): Promise<Page<LiveSession>> {
    if (toRowId(userId) === null) return { sessions: [], next: null };
    const { statement, start } = pageStatements[order];
    const { lastUsed, id } = after ?? start;
    const rows = await this.#pool.run(statement, [userId, now, idleSince, lastUsed, id, limit + 1]);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      sessions: page.map(({ lastUsed: _lastUsed, ...row }) => readSession(row)),
      next: last ? { lastUsed: last.lastUsed, id: last.id } : null,
    };
  }

  async recordUses(uses: readonly SessionUse[], { writtenBy, idle }: UseSpan): Promise<ReadonlyMap<number, Date>> {
    const possible = uses.filter(({ sessionId }) => toRowId(sessionId) !== null);
    const ids = possible.map(({ sessionId }) => sessionId);
    const moments = possible.map(({ at }) => at);
    const days = possible.map(({ activeDays }) => activeDays);
    const rows = await this.#jobs.run(recordUses, [ids, moments, days, writtenBy, idle]);
    return new Map(rows.map(({ id, lastUsedAt }) => [id, lastUsedAt]));
  }

  renew(renewal: Renewal): Promise<boolean> {
    return renewSession(this.#prisma, renewal, 'stepped_up');
  }

  bind(binding: KeyBinding): Promise<boolean> {
    return bindSession(this.#prisma, binding);
  }

  useChallenge(use: ChallengeUse): Promise<ChallengeVerdict> {
    return useChallenge(this.#prisma, use);
  }

  async end(id: number, ending: Ending): Promise<boolean> {
    const rowId = toRowId(id);
    if (rowId === null) return false;
    if (!makesDeviceNew[ending.reason]) return (await endSessions(this.#prisma, sessionWithId(rowId), ending)) > 0;
    return inTransaction(this.#prisma, async (tx) => {
      // A sign-in on the device that runs now is done before, and ends here, or begins after, on a new device.
      if ((await lockUser(tx, ending.userId)) === null) return false;
      return (await endSessions(tx, sessionWithId(rowId), ending)) > 0;
    });
  }

  async endMany(ids: readonly number[], ending: Ending): Promise<number[]> {
    return inTransaction(this.#prisma, async (tx) => {
      // Two that end many of the same sessions would each wait for rows that the other holds.
      if ((await lockUser(tx, ending.userId)) === null) return [];
      return endAndName(tx, sessionsWithIds(ids), ending);
    });
  }

  async endAll({ keepId, ...ending }: Ending & { readonly keepId: number | null }): Promise<number> {
    return inTransaction(this.#prisma, async (tx) => {
      // Whoever is signing in at this moment is done before, and ends here, or begins after.
      if ((await lockUser(tx, ending.userId)) === null) return 0;
      return endSessions(tx, sessionsExcept(keepId === null ? null : toRowId(keepId)), ending);
    });
  }

  setIdleLimit(change: IdleLimitChange): Promise<number | null> {
    return inTransaction(this.#prisma, (tx) => changeIdleLimit(tx, change));
  }
}

import { makesDeviceNew } from '@latchkey/sessions/sessions/session';
import type { SessionSummary } from '@latchkey/sessions/sessions/session-view';
import type { Bucket } from '@latchkey/sessions/rate-limits/rate-limiter';
import type {
  SessionCap,
  ChallengeUse,
  ChallengeUseResult,
  BegunSession,
  EndSession,
  SessionWithUser,
  IdleLimitChange,
  KeyBinding,
  ExpiryCutoff,
  NewSession,
  Page,
  TokenRotation,
  SessionPageRequest,
  SessionUse,
  RecordUsesOptions,
} from '@latchkey/sessions/sessions/session-store';
import type { SessionTokenHash } from '@latchkey/sessions/tokens/session-token';
import type { Client } from '../connection/client.ts';
import { changeIdleLimit } from './change-idle-limit.ts';
import { toRowId } from '../sql/row-id.ts';
import { bindSession, useChallenge } from './bind-session.ts';
import { beginSession } from './begin-session.ts';
import { endAndName, endSessions, sessionWithId, sessionsExcept, sessionsWithIds } from './end-sessions.ts';
import { rotateToken } from './rotate-token.ts';
import {
  findSession,
  findSessions,
  listSessions,
  pageStatements,
  toSession,
  toSessionWithUser,
  recordUses,
} from './session-queries.ts';
import type { StatementPool } from '../sql/statement-pool.ts';
import type { Change, AnnouncedChanges } from '../connection/announced-changes.ts';
import { lockUser } from '../accounts/lock-user.ts';

export class SessionStore {
  readonly #prisma: Client;
  readonly #changes: AnnouncedChanges;
  readonly #pool: StatementPool;
  readonly #jobs: StatementPool;

  /** `pool` runs the statements of requests, `jobs` the writing of last uses. */
  constructor(prisma: Client, changes: AnnouncedChanges, pool: StatementPool, jobs: StatementPool) {
    this.#prisma = prisma;
    this.#changes = changes;
    this.#pool = pool;
    this.#jobs = jobs;
  }

  begin(session: NewSession, limits: SessionCap, buckets: readonly Bucket[]): Promise<BegunSession> {
    const begin = (change: Change) => beginSession(change, this.#pool, session, limits, buckets);
    // A sign-in may end other sessions. A full bucket refuses it before it changes anything.
    return this.#changes.statement(session.userId, begin, ({ retryAt }) => retryAt !== null);
  }

  async findByTokenHash(tokenHash: SessionTokenHash): Promise<SessionWithUser | null> {
    const [row] = await this.#pool.run(findSession, [Buffer.from(tokenHash, 'hex')]);
    return row ? toSessionWithUser(row) : null;
  }

  async findByTokenHashes(
    tokenHashes: readonly SessionTokenHash[],
  ): Promise<ReadonlyMap<SessionTokenHash, SessionWithUser>> {
    const rows = await this.#pool.run(findSessions, [tokenHashes.map((hash) => Buffer.from(hash, 'hex'))]);
    const byHash = new Map(rows.map(({ tokenHash, ...row }) => [tokenHash, toSessionWithUser(row)]));
    return new Map(
      tokenHashes.flatMap((hash) => {
        const session = byHash.get(hash);
        return session ? [[hash, session] as const] : [];
      }),
    );
  }

  async listLive(userId: number, { now, idleSince }: ExpiryCutoff): Promise<SessionSummary[]> {
    if (toRowId(userId) === null) return [];
    const rows = await this.#pool.run(listSessions, [userId, now, idleSince]);
    return rows.map(toSession);
  }

  async pageLive(
    userId: number,
    { order, after, limit }: SessionPageRequest,
    { now, idleSince }: ExpiryCutoff,
  ): Promise<Page<SessionSummary>> {
    if (toRowId(userId) === null) return { sessions: [], next: null };
    const { statement, start } = pageStatements[order];
    const { lastUsed, id } = after ?? start;
    const rows = await this.#pool.run(statement, [userId, now, idleSince, lastUsed, id, limit + 1]);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      sessions: page.map(({ lastUsed: _lastUsed, ...row }) => toSession(row)),
      next: last ? { lastUsed: last.lastUsed, id: last.id } : null,
    };
  }

  async recordUses(
    uses: readonly SessionUse[],
    { writtenBy, idle }: RecordUsesOptions,
  ): Promise<ReadonlyMap<number, Date>> {
    const possible = uses.filter(({ sessionId }) => toRowId(sessionId) !== null);
    const ids = possible.map(({ sessionId }) => sessionId);
    const moments = possible.map(({ at }) => at);
    const days = possible.map(({ activeDays }) => activeDays);
    const countries = possible.map(({ country }) => country);
    const rows = await this.#jobs.run(recordUses, [ids, moments, days, writtenBy, idle, countries]);
    return new Map(rows.map(({ id, lastUsedAt }) => [id, lastUsedAt]));
  }

  rotateToken(rotation: TokenRotation): Promise<boolean> {
    return this.#changes.statement(rotation.userId, (change) => rotateToken(change, rotation, 'stepped_up'));
  }

  bind(binding: KeyBinding): Promise<boolean> {
    return this.#changes.statement(binding.userId, (change) => bindSession(change, binding));
  }

  useChallenge(use: ChallengeUse): Promise<ChallengeUseResult> {
    return useChallenge(this.#prisma, use);
  }

  async end(id: number, end: EndSession): Promise<boolean> {
    const rowId = toRowId(id);
    if (rowId === null) return false;
    const isEnded = async (change: Change) => (await endSessions(change, sessionWithId(rowId), end)) > 0;
    if (!makesDeviceNew[end.reason]) return this.#changes.statement(end.userId, isEnded);
    return this.#changes.transaction(end.userId, async (change) => {
      // A sign-in on the same device commits before this lock and is ended here, or begins after it, on a new device.
      if ((await lockUser(change.tx, end.userId)) === null) return false;
      return isEnded(change);
    });
  }

  async endMany(ids: readonly number[], end: EndSession): Promise<number[]> {
    return this.#changes.transaction(end.userId, async (change) => {
      // Without the lock, two transactions that end the same sessions in different orders would deadlock.
      if ((await lockUser(change.tx, end.userId)) === null) return [];
      return endAndName(change, sessionsWithIds(ids), end);
    });
  }

  async endAll({ keepId, ...end }: EndSession & { readonly keepId: number | null }): Promise<number> {
    return this.#changes.transaction(end.userId, async (change) => {
      // A concurrent sign-in commits before this lock and is ended here, or begins after it.
      if ((await lockUser(change.tx, end.userId)) === null) return 0;
      return endSessions(change, sessionsExcept(keepId === null ? null : toRowId(keepId)), end);
    });
  }

  setIdleLimit(limit: IdleLimitChange): Promise<number | null> {
    return this.#changes.transaction(limit.userId, (change) => changeIdleLimit(change, limit));
  }
}

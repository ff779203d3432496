import type { Clock } from '../clock.ts';
import type { Result } from '../result.ts';
import type { Principal } from '../sessions/principal.ts';
import type { SessionView } from '../sessions/session-view.ts';
import type { Limited, RateLimiter } from './rate-limiter.ts';

/** Devices beyond this many are forgotten, the earliest first: they meet the limit again at their next end. */
const mostDevices = 10_000;

interface Deps {
  readonly limiter: Pick<RateLimiter, 'takeAll'>;
  /** The user's live sessions. */
  readonly list: (userId: number) => Promise<readonly SessionView[]>;
  readonly clock: Clock;
}

/** What an end does. */
interface End<Outcome> {
  /** Whether it would end a session. */
  readonly ends: (session: SessionView) => boolean;
  readonly run: () => Promise<Outcome>;
  /** Whether it has ended nothing. */
  readonly isEmpty: (outcome: Outcome) => boolean;
}

/**
 * Limits requests that end nothing, each of which writes and is announced to all instances (docs/revocation.md). An end that
 * ends a session is never limited, so that a thief who uses up a limit cannot keep the owner from ending sessions.
 */
export class EmptyEnds {
  readonly #deps: Deps;
  /** Until when devices that met the limit are refused without a statement, in milliseconds. */
  readonly #refused = new Map<string, number>();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async run<Outcome>(
    { user, session }: Principal,
    { ends, run, isEmpty }: End<Outcome>,
  ): Promise<Result<Outcome, never> | Limited> {
    const { limiter, list, clock } = this.#deps;
    const device = `${user.id} ${session.deviceId}`;
    const left = (this.#refused.get(device) ?? 0) - clock().getTime();
    if (left <= 0) this.#refused.delete(device);
    else if (!(await list(user.id)).some((listed) => listed.id !== session.id && ends(listed)))
      return { ok: false, code: 'rate_limited', retryAfter: Math.ceil(left / 1000) };
    const outcome = await run();
    if (!isEmpty(outcome)) return { ok: true, value: outcome };
    const taken = await limiter.takeAll([
      ['emptyEnd', device],
      ['emptyEnds', String(user.id)],
    ]);
    if (taken.ok) return { ok: true, value: outcome };
    this.#refuse(device, clock().getTime() + taken.retryAfter * 1000);
    return taken;
  }

  #refuse(device: string, until: number): void {
    this.#refused.delete(device);
    this.#refused.set(device, until);
    const [earliest] = this.#refused.keys();
    if (this.#refused.size > mostDevices && earliest !== undefined) this.#refused.delete(earliest);
  }
}

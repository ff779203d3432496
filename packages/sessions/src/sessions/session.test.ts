import { describe, expect, it } from 'vitest';
import * as ends from './session.ts';
import type { Session } from './session.ts';
import { defaultSessionLimits as limits } from './session-limits.ts';
import { later, sampleSession as session, start } from '../testing/sample-session.ts';

const endOf = (of: Session, now: Date) => ends.endOf(of, of.lastUsedAt.getTime(), now, limits);
const lapsesAt = (of: Session) => ends.expiryOf(of, of.lastUsedAt.getTime(), limits);

describe('the end of a session', () => {
  it('has not come one millisecond before the idle limit, and has come at it', () => {
    const limit = later(start, limits.idle);
    expect(endOf(session(), later(limit, -1))).toBeNull();
    expect(endOf(session(), limit)).toEqual({ at: limit, reason: 'idle' });
  });

  it('has not come one millisecond before the absolute limit, and has come at it, however much it is used', () => {
    const limit = later(start, limits.absoluteRemembered);
    const used = session({ lastUsedAt: later(limit, -1000) });
    expect(endOf(used, later(limit, -1))).toBeNull();
    expect(endOf(used, limit)).toEqual({ at: limit, reason: 'expired' });
  });

  it('has come at the idle limit of its user where that is shorter than the default, and not later where it is longer', () => {
    const limit = later(start, 5000);
    expect(endOf(session({ idleLimit: 5000 }), later(limit, -1))).toBeNull();
    expect(endOf(session({ idleLimit: 5000 }), limit)).toEqual({ at: limit, reason: 'idle' });
    const longer = session({ idleLimit: limits.idle + 1 });
    expect(endOf(longer, later(start, limits.idle))).toEqual({ at: later(start, limits.idle), reason: 'idle' });
  });

  it('is put off by use, as far as the absolute limit', () => {
    const used = session({ lastUsedAt: later(start, limits.idle - 1) });
    expect(endOf(used, later(start, limits.idle))).toBeNull();
    expect(lapsesAt(used).at).toEqual(later(start, 2 * limits.idle - 1));
    expect(lapsesAt(session({ lastUsedAt: later(start, limits.absoluteRemembered - 1) })).reason).toBe('expired');
  });

  it('is the revocation, once there is one, also when time would have ended it since', () => {
    const endedAt = later(start, 1000);
    const revoked = session({ endedAt, endReason: 'revoked' });
    expect(endOf(revoked, later(start, 10 * limits.absoluteRemembered))).toEqual({ at: endedAt, reason: 'revoked' });
  });
});

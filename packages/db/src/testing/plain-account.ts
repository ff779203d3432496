import type { EndReason } from '@latchkey/sessions/sessions/session';
import type { ExpiryCutoff } from '@latchkey/sessions/sessions/session-store';
import type { SessionTokenHash } from '@latchkey/sessions/tokens/session-token';

export interface PlainDevice {
  readonly id: number;
  readonly isBrowser: boolean;
  readonly createdAt: number;
  hash: string | null;
  /** No alert is answered in the model: only the first device of an account is confirmed. */
  isConfirmed: boolean;
  label: string | null;
}

export interface PlainSession {
  readonly id: number;
  readonly device: PlainDevice;
  readonly createdAt: number;
  readonly expiresAt: number;
  tokenHash: SessionTokenHash;
  lastUsedAt: number;
  idleLimit: number | null;
  steppedUpAt: number | null;
  end: { readonly at: number; readonly reason: EndReason } | null;
}

/** Kind, moment, session, reason, actor. */
export type PlainEvent = readonly [string, number, number | null, EndReason | null, number | null];

/** One account as the interfaces of the domain describe it, in variables: what the stores are compared with. */
export class PlainAccount {
  passwordHash: string;
  disabledAt: number | null = null;
  idleLimit: number | null = null;
  devices: PlainDevice[] = [];
  sessions: PlainSession[] = [];
  events: PlainEvent[] = [];

  constructor(passwordHash: string) {
    this.passwordHash = passwordHash;
  }

  /** Oldest use first. */
  live({ now, idleSince }: ExpiryCutoff): PlainSession[] {
    return this.sessions
      .filter((one) => !one.end && one.expiresAt > now.getTime() && one.lastUsedAt > idleSince.getTime())
      .filter((one) => one.idleLimit === null || one.lastUsedAt + one.idleLimit > now.getTime())
      .toSorted((a, b) => a.lastUsedAt - b.lastUsedAt || a.id - b.id);
  }

  find(id: number, cutoff: ExpiryCutoff): PlainSession | undefined {
    return this.live(cutoff).find((session) => session.id === id);
  }

  /** Takes what the store numbered: a session, and the device where it is a new one. */
  begin(session: PlainSession, perUser: number, cutoff: ExpiryCutoff): void {
    const { device } = session;
    if (!this.devices.includes(device)) this.devices.push(device);
    const before = this.sessions.filter((one) => device.hash !== null && one.device === device);
    this.sessions.push(session);
    this.events.push(['signed_in', session.createdAt, session.id, null, null]);
    this.endExpired(cutoff, before);
    const superseded = before.filter((one) => !one.end);
    this.endEach(superseded, 'superseded', session.createdAt, session.id);
    const left = this.live(cutoff).filter((one) => one !== session && one.device.isBrowser === device.isBrowser);
    const inQuestion = left.filter((one) => !one.device.isConfirmed).toSorted((a, b) => b.id - a.id);
    const order = [...inQuestion, ...left.filter((one) => one.device.isConfirmed)];
    const beyond = order.slice(0, Math.max(0, left.length - (perUser - 1)));
    this.endEach(beyond, 'limit_reached', session.createdAt, session.id);
  }

  /** Forgets the devices of sessions that another device ended, if that one is confirmed, or an administrator. */
  forget(sessions: readonly PlainSession[], by: PlainSession | null): void {
    if (by && !by.device.isConfirmed) return;
    for (const { device } of sessions)
      if (device !== by?.device) Object.assign(device, { hash: null, isConfirmed: false });
  }

  endEach(sessions: readonly PlainSession[], reason: EndReason, at: number, actorId: number | null): number {
    for (const session of sessions) {
      session.end = { at, reason };
      this.events.push(['ended', at, session.id, reason, actorId === session.id ? null : actorId]);
    }
    return sessions.length;
  }

  setIdleLimit(limit: number | null, cutoff: ExpiryCutoff, actorId: number): number {
    const now = cutoff.now.getTime();
    this.events.push(['idle_limit_changed', now, actorId, null, null]);
    this.endExpired(cutoff);
    const unused = this.live(cutoff).filter((one) => limit !== null && one.lastUsedAt + limit <= now);
    this.endEach(unused, 'idle', now, actorId);
    this.idleLimit = limit;
    for (const session of this.live(cutoff)) session.idleLimit = limit;
    return unused.length;
  }

  /** Gives each expired session, or each of some, the end that time gave it. */
  endExpired({ now, idleSince }: ExpiryCutoff, among: readonly PlainSession[] = this.sessions): number {
    const idle = now.getTime() - idleSince.getTime();
    const expired = among.filter((one) => !one.end && !this.live({ now, idleSince }).includes(one));
    for (const session of expired) {
      const idleAt = session.lastUsedAt + Math.min(idle, session.idleLimit ?? idle);
      const isIdle = idleAt < session.expiresAt;
      this.endEach([session], isIdle ? 'idle' : 'expired', isIdle ? idleAt : session.expiresAt, null);
    }
    return expired.length;
  }
}

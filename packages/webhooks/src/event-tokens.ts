import { createPrivateKey, sign } from 'node:crypto';
import type { EndReason } from '@latchkey/sessions/sessions/session';
import { type OutgoingEvent, outgoingEventId } from '@latchkey/sessions/webhooks/outgoing-event';
import type { SigningKey } from '@latchkey/sessions/webhooks/signing-keys';
import type { Message } from './standard-webhook.ts';

const sessionRevoked = 'https://schemas.openid.net/secevent/caep/event-type/session-revoked';
const backChannelLogout = 'http://schemas.openid.net/event/backchannel-logout';

/** How long a logout token may be on its way, in seconds (OpenID Connect Back-Channel Logout 1.0, 2.4). */
const logoutTokenLasts = 120;

/** Whom and what a token is signed for. */
export interface TokenContext {
  readonly key: SigningKey;
  /** The origin of the page. */
  readonly issuer: string;
  readonly audience: string;
  readonly now: Date;
}

type Initiator = 'user' | 'admin' | 'policy';

/** The initiator of an end by its reason, as CAEP 1.0 (2) names them. */
const initiators: Readonly<Record<EndReason, Initiator>> = {
  logout: 'user',
  revoked: 'user',
  revoked_others: 'user',
  revoked_all: 'user',
  reported: 'user',
  superseded: 'user',
  password_changed: 'user',
  idle: 'policy',
  expired: 'policy',
  limit_reached: 'policy',
  account_disabled: 'admin',
  account_deleted: 'admin',
};

/**
 * Who ended a session, or null where it is not known: the user in this session, the application and the operator all end it as
 * `revoked`, while another session of the user is named as the actor.
 */
const initiatorOf = ({ endReason, actorSessionId }: OutgoingEvent): Initiator | null =>
  endReason === null || (actorSessionId === null && ambiguous.has(endReason)) ? null : initiators[endReason];

const ambiguous: ReadonlySet<EndReason> = new Set(['revoked', 'revoked_all']);

const seconds = (moment: Date): number => Math.floor(moment.getTime() / 1000);

/**
 * Writes the end of a session as a security event token (RFC 8417) of the type CAEP 1.0 `session-revoked`, for a push as
 * RFC 8935 has it.
 */
export function securityEvent(event: OutgoingEvent, context: TokenContext): Message {
  const { issuer: iss, audience: aud, now } = context;
  const { subject, sessionId, endReason, at } = event;
  const initiator = initiatorOf(event);
  const claims = {
    iss,
    aud,
    iat: seconds(now),
    jti: outgoingEventId(event),
    sub_id: {
      format: 'complex',
      ...(subject !== null && { user: { format: 'iss_sub', iss, sub: subject } }),
      session: { format: 'opaque', id: String(sessionId) },
    },
    events: {
      [sessionRevoked]: {
        event_timestamp: seconds(at),
        ...(initiator !== null && { initiating_entity: initiator }),
        ...(endReason !== null && { reason_admin: { en: endReason } }),
      },
    },
  };
  return {
    headers: { 'content-type': 'application/secevent+jwt', accept: 'application/json' },
    body: signedToken('secevent+jwt', claims, context.key),
  };
}

/** Writes the end of a session as a logout token of OpenID Connect Back-Channel Logout 1.0. */
export function logoutToken(event: OutgoingEvent, context: TokenContext): Message {
  const { issuer: iss, audience: aud, now } = context;
  const iat = seconds(now);
  const claims = {
    iss,
    aud,
    iat,
    exp: iat + logoutTokenLasts,
    jti: outgoingEventId(event),
    ...(event.subject !== null && { sub: event.subject }),
    sid: String(event.sessionId),
    events: { [backChannelLogout]: {} },
  };
  const body = new URLSearchParams({ logout_token: signedToken('logout+jwt', claims, context.key) });
  return { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: body.toString() };
}

/** A JSON Web Signature in compact form (RFC 7515), with RS256. */
function signedToken(typ: string, claims: object, { id, privateKey }: SigningKey): string {
  const parts = [{ alg: 'RS256', typ, kid: id }, claims];
  const signed = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${signed}.${sign('sha256', Buffer.from(signed), createPrivateKey(privateKey)).toString('base64url')}`;
}

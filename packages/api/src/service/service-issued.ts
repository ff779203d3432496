import type { IncomingHttpHeaders } from 'node:http';
import type { IssuedSession } from '@latchkey/sessions/sessions/session-service';
import { z } from 'zod';
import { registrationOffer } from '../credentials/binding-plugin.ts';
import type { ServiceContext } from './service-context.ts';

/** What an application passes on to its user: lines for `Set-Cookie` to a browser, the token alone to a program. */
export const issuedSession = z.object({
  sessionId: z.int().min(1),
  subject: z.string(),
  token: z.string(),
  setCookie: z.array(z.string()),
  /** For the header `Secure-Session-Registration`, which offers a browser to bind the session to its device. */
  sessionRegistration: z.string().nullable(),
});
type Issued = z.infer<typeof issuedSession>;

export const issuedBody = z
  .object({
    msg: z.string(),
    session_id: z.int().min(1),
    subject: z.string(),
    session_token: z.string(),
    set_cookie: z.array(z.string()),
    session_registration: z.string().nullable(),
  })
  .meta({ id: 'ServiceSession' });

export const presentIssued = (msg: string) => (issued: Issued) => ({
  msg,
  session_id: issued.sessionId,
  subject: issued.subject,
  session_token: issued.token,
  set_cookie: issued.setCookie,
  session_registration: issued.sessionRegistration,
});

/** The answer to an application for a session that it has begun or confirmed. */
export function issuedTo(
  { cookies, services }: ServiceContext,
  issued: IssuedSession,
  of: {
    readonly subject: string;
    readonly isBrowser: boolean;
    /** Of the browser's request. */
    readonly headers: IncomingHttpHeaders;
    readonly deviceCookies?: readonly string[];
  },
): Issued {
  const bound = of.isBrowser ? cookies.bound : null;
  const challenge = bound && services.bindings?.offer(issued.session);
  return {
    sessionId: issued.session.id,
    subject: of.subject,
    token: issued.token,
    setCookie: of.isBrowser ? [...cookies.session(issued, of.headers), ...(of.deviceCookies ?? [])] : [],
    sessionRegistration: bound && challenge ? registrationOffer(challenge, bound) : null,
  };
}

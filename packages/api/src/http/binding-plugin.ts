import type { Authenticated } from '@latchkey/sessions/authenticator';
import type { BindingService } from '@latchkey/sessions/binding-service';
import type { Services } from '@latchkey/sessions/services';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../refusal.ts';
import { refusalBody } from '../rest/refusal-body.ts';
import { apiPrefix } from '../rest/route.ts';
import type { BoundCookies, Cookies } from './cookie.ts';
import { proofAlgorithm, readProof, readRegistration } from './device-proof.ts';

export interface BindingOptions {
  readonly authenticator: Services['authenticator'];
  readonly bindings: BindingService;
  readonly cookies: Cookies;
  readonly bound: BoundCookies;
}

const registrationPath = '/dbsc/registration';
const refreshPath = '/dbsc/refresh';

/** The JWT that a browser has signed. */
const proofHeader = 'secure-session-response';

/** The value of `Secure-Session-Registration`, which asks a browser for a key. Whoever does not know it passes over it. */
export function registrationOffer(challenge: string): string {
  return `(${proofAlgorithm});path="${apiPrefix}${registrationPath}";challenge="${challenge}"`;
}

/**
 * Where browsers register the key of a session, and prove that they have it (W3C, Device Bound Session Credentials). They
 * come by themselves: a 401 tells them that it is over, a 403 has the next challenge, and after a 503 they come again.
 */
export function bindingPlugin(
  app: FastifyInstance,
  { authenticator, bindings, cookies, bound }: BindingOptions,
  done: () => void,
): void {
  async function holderOf({ headers }: FastifyRequest): Promise<Authenticated> {
    const token = cookies.sessionIn(headers);
    if (token === null) throw new Refusal('token_not_provided');
    return authenticator.recognise(token);
  }

  const answer = (reply: FastifyReply, id: number, cookie: string) =>
    reply.header('set-cookie', bound.set(cookie)).send({
      session_identifier: String(id),
      refresh_url: `${apiPrefix}${refreshPath}`,
      // All of this origin: an application beside Latchkey shows the browser's cookies too, and must not get them without a proof.
      scope: { include_site: false, scope_specification: [] },
      credentials: [{ type: 'cookie', name: bound.name, attributes: bound.attributes }],
    });

  // Nothing is read of a body, whatever it is called.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, _text, parsed) => parsed(null, undefined));

  app.post(registrationPath, async (request, reply) => {
    const holder = await holderOf(request);
    if (!holder.ok) throw new Refusal(holder.code);
    const registration = await readRegistration(said(request, proofHeader) ?? '');
    const registered = registration && (await bindings.register(holder.value, registration));
    if (!registered?.ok) throw new Refusal('device_not_proved');
    return answer(reply, holder.value.session.id, registered.value);
  });

  app.post(refreshPath, async (request, reply) => {
    const holder = await holderOf(request);
    if (!holder.ok) {
      if (holder.ended !== null) throw new Refusal(holder.code);
      // A step-up may have replaced the token while this was under way: it must come again, and does so only after a 5xx.
      return reply
        .status(503)
        .header('retry-after', 1)
        .send(refusalBody(new Refusal(holder.code)));
    }
    const { user } = holder.value;
    const { id, binding } = holder.value.session;
    if (binding === null || binding.key === null || said(request, 'sec-secure-session-id') !== String(id)) {
      throw new Refusal('device_not_proved');
    }
    const session = { id, binding };
    const jwt = said(request, proofHeader);
    const challenge = jwt === null ? null : await readProof(jwt, binding.key);
    if (jwt !== null && challenge === null) throw new Refusal('device_not_proved');
    const refreshed = await bindings.refresh(user, session, challenge);
    if ('cookie' in refreshed) return answer(reply, id, refreshed.cookie);
    return reply
      .status(403)
      .header('secure-session-challenge', `"${refreshed.challenge}";id="${id}"`)
      .send(refusalBody(new Refusal('device_not_proved')));
  });
  done();
}

/** What a header says, or null. The draft puts it into quotes (RFC 9651, 3.3.3), and Chromium does not. */
function said({ headers }: FastifyRequest, name: string): string | null {
  const value = headers[name];
  return typeof value === 'string' ? value.replace(/^"(.*)"$/, '$1') : null;
}

import type { AuthResult } from '@latchkey/sessions/tokens/authenticator';
import type { BindingService } from '@latchkey/sessions/tokens/binding-service';
import type { Latchkey } from '@latchkey/sessions/latchkey';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Token, parseItem, serializeInnerList, serializeItem } from 'structured-headers';
import { ApiError } from '../api-error.ts';
import { errorBody } from '../rest/error-body.ts';
import { apiPrefix } from '../rest/route.ts';
import type { BoundCookies, Cookies } from './cookie.ts';
import { proofAlgorithm, readProof, readRegistration } from './device-proof.ts';

export interface BindingOptions {
  readonly authenticator: Latchkey['authenticator'];
  readonly bindings: BindingService;
  readonly cookies: Cookies;
  readonly bound: BoundCookies;
}

const registrationPath = '/dbsc/registration';
const refreshPath = '/dbsc/refresh';

/** The header with the JWT that a browser has signed. */
const proofHeader = 'secure-session-response';

/**
 * The value of `Secure-Session-Registration`, which asks a browser to register a key. Browsers without DBSC ignore the header.
 */
export function registrationOffer(challenge: string, { basePath }: Pick<BoundCookies, 'basePath'>): string {
  const parameters = new Map([
    ['path', `${basePath}${apiPrefix}${registrationPath}`],
    ['challenge', challenge],
  ]);
  return serializeInnerList([[[new Token(proofAlgorithm), new Map()]], parameters]);
}

/**
 * The routes at which browsers register the key of a session and prove that they have it (W3C, Device Bound Session
 * Credentials). Browsers call them by themselves. They end the binding at a 401, sign the new challenge of a 403, and repeat
 * the request after a 503.
 */
export function bindingPlugin(app: FastifyInstance, options: BindingOptions, done: () => void): void {
  // Bodies of any type are left unread.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, _text, parsed) => parsed(null, undefined));
  app.post(registrationPath, (request, reply) => register(request, reply, options));
  app.post(refreshPath, (request, reply) => refresh(request, reply, options));
  done();
}

/** Binds the session of the request to the key in its JWT. */
async function register(request: FastifyRequest, reply: FastifyReply, options: BindingOptions) {
  const resolved = await resolveToken(request, options);
  if (!resolved.ok) throw new ApiError(resolved.code);
  const registration = await readRegistration(textHeader(request, proofHeader) ?? '');
  const registered = registration && (await options.bindings.register(resolved.value, registration));
  if (!registered?.ok) throw new ApiError('device_not_proved');
  return sendCookie(reply, resolved.value.session.id, registered.value, options);
}

/** Answers a signed challenge with a new bound cookie, and a request without one with the challenge to sign. */
async function refresh(request: FastifyRequest, reply: FastifyReply, options: BindingOptions) {
  const resolved = await resolveToken(request, options);
  if (!resolved.ok) {
    if (resolved.ended !== null) throw new ApiError(resolved.code);
    // A step-up may have replaced the token in the meantime. The browser has to repeat the request, which it does after a 5xx only.
    return reply
      .status(503)
      .header('retry-after', 1)
      .send(errorBody(new ApiError(resolved.code)));
  }
  const { user } = resolved.value;
  const { id, binding } = resolved.value.session;
  if (binding === null || binding.key === null || textHeader(request, 'sec-secure-session-id') !== String(id)) {
    throw new ApiError('device_not_proved');
  }
  const jwt = textHeader(request, proofHeader);
  const challenge = jwt === null ? null : await readProof(jwt, binding.key);
  if (jwt !== null && challenge === null) throw new ApiError('device_not_proved');
  const refreshed = await options.bindings.refresh(user, { id, binding }, challenge);
  if ('cookie' in refreshed) return sendCookie(reply, id, refreshed.cookie, options);
  return reply
    .status(403)
    .header('secure-session-challenge', serializeItem([refreshed.challenge, new Map([['id', String(id)]])]))
    .send(errorBody(new ApiError('device_not_proved')));
}

/** Resolves the token of a request's cookie, without checking the device binding. */
async function resolveToken(
  { headers }: FastifyRequest,
  { authenticator, cookies }: BindingOptions,
): Promise<AuthResult> {
  const token = cookies.sessionIn(headers);
  if (token === null) throw new ApiError('token_not_provided');
  return authenticator.resolveToken(token);
}

/** Sets the bound cookie, and tells the browser for which requests it needs it. */
function sendCookie(reply: FastifyReply, id: number, cookie: string, { bound }: BindingOptions) {
  return reply.header('set-cookie', bound.set(cookie)).send({
    session_identifier: String(id),
    refresh_url: `${bound.basePath}${apiPrefix}${refreshPath}`,
    // All of this origin: an application on the same origin authenticates by the same cookies, and needs the proof too.
    scope: { include_site: false, scope_specification: [] },
    credentials: [{ type: 'cookie', name: bound.name, attributes: bound.attributes }],
  });
}

/**
 * The value of a header, or null where the request has none. The draft makes it a quoted string (RFC 9651, 3.3.3), and Chromium
 * sends it without quotes, which parses as a token or a number. Empty where it is neither.
 */
function textHeader({ headers }: FastifyRequest, name: string): string | null {
  const value = headers[name];
  if (typeof value !== 'string') return null;
  try {
    const item: unknown = parseItem(value)[0];
    return item instanceof Token ? item.toString() : String(item);
  } catch {
    return '';
  }
}

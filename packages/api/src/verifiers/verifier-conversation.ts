import { canonicalIp } from '@latchkey/sessions/geo/ip-address';
import type { Verifier } from '@latchkey/sessions/instances/verifier';
import { toApiError } from '../api-error.ts';
import { introspectionOf } from '../service/introspection.ts';
import { type ServiceContext, keyOf } from '../service/service-context.ts';
import { authenticate } from '../service/service-credentials.ts';
import { type FromVerifier, type ToVerifier, decode } from './verifier-message.ts';

/** The scope of the keys of verifiers. */
export const verifierScope = 'sessions:introspect';

/** Messages of one verifier that are served at the same time. Beyond that it is disconnected. */
export const mostPending = 1_000;

/** Why an instance ends a connection: codes of RFC 6455, 7.4.1. */
type CloseReason = 1007 | 1008 | 1013;

interface Deps {
  readonly context: ServiceContext;
  readonly send: (message: ToVerifier) => void;
  readonly close: (reason: CloseReason) => void;
}

/** Serves the messages of one verifier. */
export class VerifierConversation {
  readonly #deps: Deps;
  readonly #verifier: Verifier;
  #pending = 0;

  constructor(deps: Deps) {
    this.#deps = deps;
    const { services, cookies } = deps.context;
    deps.send({ type: 'welcome', cookie: cookies.sessionName });
    this.#verifier = services.verifiers.connect(deps.send);
  }

  /** Serves one message. Never rejects. */
  async receive(text: string): Promise<void> {
    const message = decode(text);
    if (message === null) return this.#deps.close(1007);
    if (this.#pending >= mostPending) return this.#deps.close(1013);
    this.#pending += 1;
    try {
      await this.#serve(message);
    } finally {
      this.#pending -= 1;
    }
  }

  /** The connection has ended. */
  end(): void {
    this.#verifier.disconnect();
  }

  async #serve(message: FromVerifier): Promise<void> {
    // At once, because a revocation waits for it.
    if (message.type === 'done') return this.#verifier.acknowledge(message.number);
    try {
      const { key } = await keyOf(this.#deps.context);
      if (!key.scopes.includes(verifierScope)) return this.#deps.close(1008);
      if (message.type === 'renew') this.#verifier.renew(message.request);
      else if (message.type === 'uses') await this.#recordUses(message.uses);
      else if (message.type === 'check') await this.#check(message);
      else await this.#answer(message);
    } catch (cause) {
      const { errorCode, message: reason } = toApiError(cause);
      if (errorCode === 'service_key_incorrect') this.#deps.close(1008);
      else if ('request' in message)
        this.#deps.send({ type: 'refused', request: message.request, code: errorCode, message: reason });
    }
  }

  async #answer({ request, ...credentials }: Extract<FromVerifier, { type: 'ask' }>): Promise<void> {
    const { context, send } = this.#deps;
    const result = await authenticate(context, credentials);
    if (!result?.ok) return send({ type: 'session', request, session: { active: false } });
    const { tokenHash, user, session } = result.value;
    send({
      type: 'session',
      request,
      session: introspectionOf(context.services, result.value),
      hash: tokenHash,
      user: user.id,
      lifetime: context.services.sessions.lifetimeOf(session),
    });
  }

  async #check({ request, hashes }: Extract<FromVerifier, { type: 'check' }>): Promise<void> {
    const users = await this.#deps.context.services.authenticator.usersOf(hashes);
    this.#deps.send({ type: 'checked', request, users });
  }

  #recordUses(uses: Extract<FromVerifier, { type: 'uses' }>['uses']): Promise<void> {
    return this.#deps.context.services.authenticator.recordUses(
      uses.map(({ hash, ago, ip }) => ({ tokenHash: hash, ago, ip: ip === null ? null : canonicalIp(ip) })),
    );
  }
}

import { parseSetCookie } from 'cookie';
import type { LightMyRequestResponse } from 'fastify';
import { type JWK, type JWTHeaderParameters, SignJWT, exportJWK, generateKeyPair } from 'jose';
import { TestBrowser } from '../testing/browser.ts';
import type { TestApp } from '../testing/test-app.ts';

type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;

/** The key that a browser makes for a session, and what it signs with it. */
export class DeviceKey {
  readonly #pair: KeyPair;
  readonly jwk: JWK;

  private constructor(pair: KeyPair, jwk: JWK) {
    this.#pair = pair;
    this.jwk = jwk;
  }

  static async create(algorithm = 'ES256'): Promise<DeviceKey> {
    const pair = await generateKeyPair(algorithm);
    return new DeviceKey(pair, await exportJWK(pair.publicKey));
  }

  /** As browsers do it, and what a test wants otherwise. */
  sign(challenge: unknown, header: Partial<JWTHeaderParameters> = {}): Promise<string> {
    const claims: Record<string, unknown> = { jti: challenge };
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', typ: 'dbsc+jwt', ...header })
      .sign(this.#pair.privateKey);
  }

  /** The same with the key beside it. */
  signRegistration(challenge: unknown, header: Partial<JWTHeaderParameters> = {}): Promise<string> {
    return this.sign(challenge, { jwk: this.jwk, ...header });
  }
}

const offer = /^\(ES256\);path="\/api\/dbsc\/registration";challenge="([^"]+)"$/;
const refreshment = /^"([^"]+)";id="(\d+)"$/;

/** A browser that can bind its sessions to its device. */
export class BindingBrowser extends TestBrowser {
  /** The challenge that the last proof of identity brought, or null where it brought none. */
  offered: string | null = null;

  override async send(...request: Parameters<TestBrowser['send']>): Promise<LightMyRequestResponse> {
    const answer = await super.send(...request);
    const asked = answer.headers['secure-session-registration'];
    if (typeof asked === 'string') this.offered = offer.exec(asked)?.[1] ?? null;
    return answer;
  }

  /** Shows what it signed to where keys are registered, or proved. */
  prove(where: 'registration' | 'refresh', jwt?: string, id?: number): Promise<LightMyRequestResponse> {
    return this.send('POST', `/api/dbsc/${where}`, undefined, {
      'sec-fetch-site': 'same-origin',
      ...(jwt === undefined ? {} : { 'secure-session-response': jwt }),
      ...(id === undefined ? {} : { 'sec-secure-session-id': String(id) }),
    });
  }

  /** Binds the session that has just begun. */
  async bind(key: DeviceKey): Promise<LightMyRequestResponse> {
    return this.prove('registration', await key.signRegistration(this.offered));
  }

  /** Asks for a challenge of the session. */
  async challenge(id: number): Promise<string> {
    const answer = await this.prove('refresh', undefined, id);
    const [, challenge = '', of] = refreshment.exec(String(answer.headers['secure-session-challenge'])) ?? [];
    if (answer.statusCode !== 403 || of !== String(id)) throw new Error(`No challenge: ${answer.body}`);
    return challenge;
  }

  /** Proves its key anew, as it does when the bound cookie has expired. */
  async refresh(id: number, key: DeviceKey): Promise<LightMyRequestResponse> {
    return this.prove('refresh', await key.sign(await this.challenge(id)), id);
  }

  /** A copy of its cookies, or of some of them. */
  copied(app: TestApp, names: readonly string[]): BindingBrowser {
    const thief = new BindingBrowser(app);
    for (const name of names) thief.cookies.set(name, this.cookies.get(name) ?? '');
    return thief;
  }
}

export const boundCookieOf = (answer: LightMyRequestResponse) =>
  [answer.headers['set-cookie'] ?? []]
    .flat()
    .map((line) => parseSetCookie(line))
    .find(({ name }) => name.endsWith('-bound'));

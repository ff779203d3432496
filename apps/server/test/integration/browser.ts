import { generateKeyPairSync, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'vitest';
import { RestClient, ada } from '../rest-client.ts';
import { documented } from '@latchkey/testing/documented';

export const publicUrl = 'https://app.example.com';

/** A browser as an application sees it: it keeps cookies, and sends the headers of a page of the same origin. */
export class Browser {
  readonly #origin: string;
  readonly cookies = new Map<string, string>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  readonly fetch = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    headers.set('origin', publicUrl);
    headers.set('sec-fetch-site', 'same-origin');
    const answer = await fetch(`${this.#origin}${path}`, { ...init, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  };

  async signUp(): Promise<Response> {
    const headers = { 'content-type': 'application/json' };
    const answer = await this.fetch('/api/trpc/auth.signUp', { method: 'POST', headers, body: JSON.stringify(ada) });
    expect(answer.status).toBe(200);
    return answer;
  }

  /** Binds the session to a key, as the answer to the sign-in requests. */
  async bind(signedIn: Response): Promise<void> {
    const [, path = '', jti = ''] =
      /path="([^"]+)";challenge="([^"]+)"/.exec(signedIn.headers.get('secure-session-registration') ?? '') ?? [];
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const header = { alg: 'ES256', typ: 'dbsc+jwt', jwk: publicKey.export({ format: 'jwk' }) };
    const text = [header, { jti }].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    const signature = sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    const headers = { 'secure-session-response': `${text}.${signature.toString('base64url')}` };
    expect((await this.fetch(path, { method: 'POST', headers })).status).toBe(200);
  }
}

/** The functions of the document's script for a page of the application. */
interface Form {
  signIn(email: string, password: string): Promise<Response>;
  signOut(): Promise<Response>;
}

/** Runs that script as in a page of the browser. */
export async function formIn(browser: Browser, directory: string): Promise<Form> {
  const [code] = documented('docs/integration.md', 'A sign-in of your own', 'js');
  const file = join(directory, 'form.mjs');
  writeFileSync(
    file,
    `export const inPage = (fetch) => { ${code.replaceAll('export ', '')} return { signIn, signOut }; };`,
  );
  const { inPage }: { inPage(fetch: Browser['fetch']): Form } = await import(pathToFileURL(file).href);
  return inPage(browser.fetch);
}

/** Signs a program in, and returns its token. */
export async function tokenFrom(origin: string, credentials = ada): Promise<string> {
  const { token } = await new RestClient(origin).signIn({ ...credentials, session_information: 'Ada’s telephone' });
  return token;
}

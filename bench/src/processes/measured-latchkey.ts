import type { RequestHeaders } from '../contestants/contestant.ts';
import type { Field } from '../contestants/field.ts';
import { strangersToken } from '../known-token.ts';
import { ask } from '../load/answer.ts';
import { serviceKeys } from '../service-key.ts';
import { freePort } from './free-port.ts';
import { latchkeyProgram } from './latchkey-program.ts';
import { ServerProcess } from './server-process.ts';

/** The metrics that count what is asked: by HTTP, and tokens, which applications ask over their connection. */
const askedNames = /^(?:latchkey_http_request_duration_seconds_count|latchkey_token_lookups_total)\{[^}]*\} (\d+)$/gm;

/** A Latchkey for applications that counts what it is asked. */
export class MeasuredLatchkey {
  readonly #server: ServerProcess;
  readonly #metrics: string;

  private constructor(server: ServerProcess, metrics: string) {
    this.#server = server;
    this.#metrics = metrics;
  }

  static async start({ root, latchkeyUrl }: Pick<Field, 'root' | 'latchkeyUrl'>): Promise<MeasuredLatchkey> {
    const port = await freePort();
    // The name of its cookies ends with its port.
    const settings = {
      ACCOUNTS: 'both',
      SERVICE_KEYS: serviceKeys,
      METRICS_PORT: String(port),
      PORT: String(await freePort()),
    };
    const server = await ServerProcess.start(latchkeyProgram(root, latchkeyUrl, settings));
    return new MeasuredLatchkey(server, `http://127.0.0.1:${port}`);
  }

  get origin(): string {
    return this.#server.origin;
  }

  /** The cookie with the session token. */
  get cookieName(): string {
    return `latchkey-${this.#server.port}`;
  }

  /** The cookies of a browser: those of its session and of its device. */
  browserHeaders(token: string): RequestHeaders {
    const { port } = this.#server;
    return { cookie: `${this.cookieName}=${token}; latchkey-device-${port}=${strangersToken}` };
  }

  cpu(): Promise<number> {
    return this.#server.cpu();
  }

  /** How many requests and tokens it was asked since its start. */
  async asked(): Promise<number> {
    const { body } = await ask(this.#metrics, '/metrics', {});
    return [...body.matchAll(askedNames)].reduce((sum, [, count]) => sum + Number(count), 0);
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }
}

import { z } from 'zod';
import { LatchkeyError, LatchkeyUnavailable, errorCodeOf } from './latchkey-error.ts';
import type { ServiceCall } from './service-calls.ts';

/** The message of an error in an answer of tRPC, and the fields that Latchkey adds. */
const errorAnswer = z.object({
  error: z.object({
    message: z.string(),
    data: z.object({
      errorCode: z.string(),
      fields: z.record(z.string(), z.string()).nullable(),
      retryAfter: z.number().nullable(),
    }),
  }),
});

const resultAnswer = z.object({ result: z.object({ data: z.unknown().optional() }) });

interface Options {
  readonly url: string;
  readonly serviceKey: string;
  /** In milliseconds. */
  readonly timeout: number;
}

const printedKey = 'what `latchkey admin keys generate` or `keys create` has printed';
const key = /^latchkey_service_[0-9a-f]{72}$/;

/**
 * Next keeps answers otherwise where a page sets `fetchCache`, those about sessions that end meanwhile too. Types of Node do not
 * know this option of the Fetch API.
 */
const uncached = { cache: 'no-store' } as const;

/** Calls procedures of Latchkey's service API over HTTP. */
export class ServiceApi {
  /** Where Latchkey is, with a slash at the end. */
  readonly base: URL;
  /** The same for messages. Its path is that of the setting BASE_PATH, where mistakes are common. */
  readonly address: string;
  readonly authorization: string;
  readonly #timeout: number;

  /** @throws {TypeError} if the URL is none of HTTP or has a password, or the key has not the form of a service key. */
  constructor({ url, serviceKey, timeout }: Options) {
    const isHttp = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
    if (!isHttp) throw new TypeError('`url` must begin with http:// or https://');
    // `fetch` refuses them, with an error whose message has the password.
    if (new URL(url).username || new URL(url).password)
      throw new TypeError('`url` must have no user name and no password');
    if (serviceKey === '') throw new TypeError(`\`serviceKey\` is missing: it is ${printedKey}`);
    if (!key.test(serviceKey)) throw new TypeError(`\`serviceKey\` must be ${printedKey}: latchkey_service_…`);
    this.base = new URL(url.endsWith('/') ? url : `${url}/`);
    this.address = this.base.href.slice(0, -1);
    this.authorization = `Bearer ${serviceKey}`;
    this.#timeout = timeout;
  }

  /**
   * Calls a procedure, and parses its answer. A call that changes nothing is tried again once if the connection breaks.
   * @throws {LatchkeyError} if Latchkey refuses the call.
   * @throws {LatchkeyUnavailable} if it gives no answer in time, or one that cannot be read.
   */
  async call<Input extends object, Answer extends z.ZodType>(
    { procedure, answer, isQuery = false, isRead = false }: ServiceCall<string, Input, Answer>,
    input: Input,
  ): Promise<z.output<Answer>> {
    const text = JSON.stringify(input);
    const path = isQuery ? `${procedure}?${new URLSearchParams({ input: text }).toString()}` : procedure;
    const { status, body } = await this.#fetch(path, isQuery ? {} : { method: 'POST', body: text }, isRead ? 2 : 1);
    const result = resultAnswer.safeParse(body);
    const parsed = result.success ? answer.safeParse(result.data.result.data) : null;
    if (parsed?.success) return parsed.data;
    throw errorOf(status, body, this.address);
  }

  async #fetch(path: string, init: RequestInit, tries: number): Promise<{ status: number; body: unknown }> {
    try {
      const response = await fetch(new URL(`api/service/${path}`, this.base), {
        ...init,
        headers: {
          authorization: this.authorization,
          'content-type': 'application/json',
          // Compressing a short answer on the same network costs more than it saves.
          'accept-encoding': 'identity',
        },
        // So that the key is sent to no other address.
        redirect: 'error',
        ...uncached,
        signal: AbortSignal.timeout(this.#timeout),
      });
      return { status: response.status, body: jsonOf(await response.text()) };
    } catch (error) {
      if (error instanceof DOMException && error.name === 'TimeoutError') {
        const message = `Latchkey at ${this.address} did not answer within ${this.#timeout} ms.`;
        throw new LatchkeyUnavailable('timed_out', message, { cause: error });
      }
      if (tries > 1) return this.#fetch(path, init, tries - 1);
      const message = `Latchkey cannot be reached at ${this.address}: ${reasonOf(error)}.`;
      throw new LatchkeyUnavailable('unreachable', message, { cause: error });
    }
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Why a request failed: the system's code of its deepest cause, such as `ECONNREFUSED`, or else its message. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return reasonOf(error.cause);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}

function errorOf(status: number, body: unknown, address: string): LatchkeyError {
  const known = errorAnswer.safeParse(body);
  if (!known.success || status < 400) {
    const hint = status === 404 ? ' Does `url` end with the BASE_PATH of Latchkey?' : '';
    const message = `${address} answered ${status} with a body that is not Latchkey’s.${hint}`;
    return new LatchkeyUnavailable('unexpected_answer', message);
  }
  const { data } = known.data.error;
  // Logs of applications often have the message only.
  const wrong = Object.entries(data.fields ?? {}).map(([field, what]) => `${field}: ${what}`);
  const message = [known.data.error.message, wrong.join('; ')].filter(Boolean).join(' ');
  const [code, details] = [errorCodeOf(data.errorCode), { fields: data.fields, retryAfter: data.retryAfter }];
  return status >= 500 ? new LatchkeyUnavailable(code, message, details) : new LatchkeyError(code, message, details);
}

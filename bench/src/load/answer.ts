import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** From the request to the end of its answer, in milliseconds. */
  readonly took: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Sends one request over a kept-alive connection, and returns the whole answer. */
export function ask(
  origin: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  method = 'GET',
  content?: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const begin = performance.now();
    const sent = request(new URL(path, origin), { method, headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body,
          took: performance.now() - begin,
        });
      });
    });
    sent.on('error', reject);
    sent.end(content);
  });
}

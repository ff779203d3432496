import { Agent, request } from 'node:http';
import { Program } from '@latchkey/testing/program';
import { main } from '../server-process.ts';

/** In milliseconds: longer than any pause of a test. */
const requestTimeout = 20_000;

export interface Answer {
  readonly status: number;
  /** How often the process looked for the session: an application may do so several times for one request. */
  readonly checks: number;
  /** Whether an application found the session in its memory. */
  readonly isFromMemory: boolean;
}

/** One server process among several, which a test may pause, kill and start again: of Latchkey, or of an application. */
export class Instance {
  readonly #environment: Record<string, string>;
  readonly #file: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 });
  #program: Program | null = null;
  #port = 0;
  /** The outputs of processes that ended by themselves. */
  readonly crashes: string[] = [];

  /** `file`: the program, which prints its address. */
  constructor(environment: Record<string, string>, file = main) {
    this.#file = file;
    this.#environment = { PORT: '0', LOG_LEVEL: 'silent', RATE_LIMITS: 'off', ...environment };
  }

  async start(): Promise<void> {
    this.#program = new Program({ args: [this.#file], environment: this.#environment });
    // Without a code it was killed.
    void this.#program.ended.then(({ code, output }) => code !== null && this.crashes.push(output));
    this.#port = Number(await this.#program.find(/ready: http:\/\/[^\s]+:(\d+)/));
  }

  pause(): void {
    this.#program?.child.kill('SIGSTOP');
  }

  resume(): void {
    this.#program?.child.kill('SIGCONT');
  }

  async kill(): Promise<void> {
    await this.#program?.stop('SIGKILL');
  }

  /** Resolves to null where no answer comes. */
  ask(method: 'GET' | 'DELETE', path: string, token: string, timeout = requestTimeout): Promise<Answer | null> {
    return new Promise((resolve) => {
      const asking = request({
        agent: this.#agent,
        host: '127.0.0.1',
        port: this.#port,
        method,
        path: `/api/v1${path}`,
        headers: { authorization: `Bearer ${token}` },
        timeout,
      });
      asking.on('response', (answer) => {
        const { statusCode: status = 0, headers } = answer;
        const checks = Number(headers['x-checks'] ?? 1);
        answer.resume();
        answer.on('end', () => resolve({ status, checks, isFromMemory: 'x-from-memory' in headers }));
        answer.on('error', () => resolve(null));
      });
      asking.on('timeout', () => asking.destroy());
      asking.on('error', () => resolve(null));
      asking.end();
    });
  }
}

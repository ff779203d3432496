import { Agent, request } from 'node:http';
import { Program } from '@latchkey/testing/program';
import { main } from '../server-process.ts';

/** In milliseconds: longer than any pause of a test. */
const requestTimeout = 20_000;

/** The status of an answer, or that there was none. */
export type Answer = number | 'unreachable';

/** One server process among several, which a test may pause, kill and start again: of Latchkey, or of an application. */
export class Instance {
  readonly #environment: Record<string, string>;
  readonly #file: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 });
  #program: Program | null = null;
  #port = 0;

  /** `file`: the program, which prints its address. */
  constructor(environment: Record<string, string>, file = main) {
    this.#file = file;
    this.#environment = { PORT: '0', LOG_LEVEL: 'silent', RATE_LIMITS: 'off', ...environment };
  }

  async start(): Promise<void> {
    this.#program = new Program({ args: [this.#file], environment: this.#environment });
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

  ask(method: 'GET' | 'DELETE', path: string, token: string, timeout = requestTimeout): Promise<Answer> {
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
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? 'unreachable'));
        answer.on('error', () => resolve('unreachable'));
      });
      asking.on('timeout', () => asking.destroy());
      asking.on('error', () => resolve('unreachable'));
      asking.end();
    });
  }
}

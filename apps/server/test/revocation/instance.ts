import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** Longer than any pause that a test makes. */
const patience = 20_000;

/** What came of a request: its status, or that nobody answered. */
export type Answer = number | 'unreachable';

/** One server process among several, which a test may pause, kill and start again. */
export class Instance {
  readonly #environment: Record<string, string>;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 });
  #child: ChildProcess | null = null;
  #port = 0;

  constructor(environment: Record<string, string>) {
    this.#environment = { PORT: '0', LOG_LEVEL: 'silent', RATE_LIMITS: 'off', ...environment };
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [main], {
      env: { PATH: process.env.PATH, ...this.#environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    let output = '';
    this.#port = await new Promise((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        const [, port] = /ready: http:\/\/[^\s]+:(\d+)/.exec(output) ?? [];
        if (port === undefined) return;
        resolve(Number(port));
        // The mails that it prints from now on are taken and forgotten.
        child.stdout.removeAllListeners('data').resume();
      });
      child.once('exit', () => reject(new Error(`The instance did not start: ${output}`)));
    });
  }

  pause(): void {
    this.#child?.kill('SIGSTOP');
  }

  resume(): void {
    this.#child?.kill('SIGCONT');
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  ask(method: 'GET' | 'DELETE', path: string, token: string, timeout = patience): Promise<Answer> {
    return new Promise((resolve) => {
      const asking = request({
        agent: this.#agent,
        host: '127.0.0.1',
        port: this.#port,
        method,
        path: `/api/v1/user/myself${path}`,
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

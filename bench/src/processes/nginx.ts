import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Clock ticks of `/proc/PID/stat` in microseconds: Linux counts 100 a second on every platform of Node. */
const tick = 10_000;

/** An nginx of one process on the loopback interface. */
export class Nginx {
  readonly #child: ReturnType<typeof spawn>;
  readonly #folder: string;

  private constructor(child: ReturnType<typeof spawn>, folder: string) {
    this.#child = child;
    this.#folder = folder;
  }

  /** Starts nginx with these blocks in its `http`, and waits until `port` answers. Null where it is not installed. */
  static async start(blocks: string, port: number): Promise<Nginx | null> {
    const folder = await mkdtemp(join(tmpdir(), 'latchkey-bench-'));
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (name) => `${name}_temp_path ${folder}/${name};`,
    );
    const file = join(folder, 'nginx.conf');
    await writeFile(
      file,
      `daemon off; master_process off; pid ${folder}/nginx.pid; error_log stderr error;
       events { worker_connections 1024; }
       http { access_log off; keepalive_requests 1000000000; ${temporary.join(' ')} ${blocks} }`,
    );
    const child = spawn('nginx', ['-p', folder, '-c', file], { stdio: ['ignore', 'ignore', 'inherit'] });
    const failed = new Promise<boolean>((resolve) => {
      child.once('error', () => resolve(true));
      child.once('exit', () => resolve(true));
    });
    const nginx = new Nginx(child, folder);
    while (!(await answers(port))) {
      if (await Promise.race([failed, sleep(50, false)])) {
        await rm(folder, { recursive: true });
        return null;
      }
    }
    return nginx;
  }

  /** User and system time since its start, in microseconds, to a hundredth of a second. */
  async cpu(): Promise<number> {
    const stat = await readFile(`/proc/${this.#child.pid}/stat`, 'utf8');
    // The name of the program in parentheses may contain spaces. User and system time are fields 14 and 15.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * tick;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = once(this.#child, 'exit');
      this.#child.kill('SIGTERM');
      await ended;
    }
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

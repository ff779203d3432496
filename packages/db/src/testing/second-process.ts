import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { builtModule } from './build.ts';
import { migrations } from './place.ts';

export interface SecondProcess {
  readonly process: ChildProcess;
  /** Its next line: what the script told, or `failed: ` and the message of its error. */
  line(): Promise<string>;
  /** Ends it as a power switch would: nothing of its own runs any more. */
  kill(): Promise<void>;
}

/** Runs a script in another process. It knows `openTestDatabase`, `migrations`, `dataDir`, and `tell(line)`. */
export function secondProcess(dataDir: string, script: string): SecondProcess {
  const source = `
    import { openDatabase } from ${JSON.stringify(builtModule('database'))};
    const openTestDatabase = async (options) => {
      const database = await openDatabase(options);
      return { ...database, ...database.createStores(async () => {}) };
    };
    const [dataDir, migrations, tell] = [...${JSON.stringify([dataDir, migrations])}, console.log];
    try { ${script} } catch (error) { tell('failed: ' + error.name + ': ' + error.message); process.exit(1); }`;
  const args = ['--input-type=module', '--eval', source];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    process: child,
    async line() {
      const { value, done } = await lines.next();
      return done ? 'nothing more' : value;
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

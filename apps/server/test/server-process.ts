import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migratedCluster } from '@latchkey/db/testing/cluster';
import { Program, type ProgramOptions } from '@latchkey/testing/program';
import { afterAll, afterEach, beforeAll } from 'vitest';

/** The built server. */
export const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/**
 * An argument for Node: an embedded PostgreSQL stays in the first tier of the compiler of WebAssembly. A test ends before the
 * second one, which takes a quarter of the start's computing time, has paid for itself.
 */
export const firstTier = '--liftoff-only';
const builtServer = [firstTier, main];

const programs = new Set<Program>();
const directories = new Set<string>();
afterEach(async () => {
  await Promise.all([...programs].map((program) => program.stop('SIGKILL')));
  programs.clear();
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
  directories.clear();
});

/** Starts a program that is killed at the end of the test. */
export function startForTest(options: ProgramOptions): Program {
  const program = new Program(options);
  programs.add(program);
  return program;
}

/** Creates a directory that is removed after the test and its programs. */
export function directoryForTest(): string {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-test-'));
  directories.add(directory);
  return directory;
}

/** Copies a migrated database without accounts to a data directory that has none: creating one takes the server seconds. */
export function copyDatabase(dataDir: string): void {
  const postgres = join(dataDir, 'postgres');
  if (!existsSync(postgres)) cpSync(migratedCluster, postgres, { recursive: true });
}

/** Starts programs once for all tests of a file or a group, which kill them at their end. Returns a function for what `start` gives. */
export function startedOnce<Started>(start: () => Promise<Started>): () => Started {
  const kept: { started?: Started; programs: Program[] } = { programs: [] };
  beforeAll(async () => {
    try {
      kept.started = await start();
    } finally {
      kept.programs = [...programs];
      programs.clear();
    }
  });
  afterAll(() => Promise.all(kept.programs.map((program) => program.stop('SIGKILL'))));
  return () => {
    if (kept.started === undefined) throw new Error('Nothing was started');
    return kept.started;
  };
}

interface StartOptions {
  /** Whether the server creates its embedded database itself. Otherwise a new `DATA_DIR` gets one before the start. */
  readonly isFirstStart?: boolean;
}

/**
 * Starts the built server on a free port, with a new embedded database unless the settings name one. It is killed at the
 * end of the test.
 */
export function startProcess(environment: Record<string, string> = {}, { isFirstStart = false }: StartOptions = {}) {
  const dataDir = environment.DATA_DIR ?? join(directoryForTest(), 'data');
  if (environment.DATABASE_URL === undefined && !isFirstStart) copyDatabase(dataDir);
  const settings = { PORT: '0', ...environment, DATA_DIR: dataDir };
  return { ...started({ args: builtServer, environment: settings }, /ready: (\S+)/), dataDir };
}

/** Starts the built server once for all tests of a file, with a new embedded database. Returns a function for its address. */
export function sharedServer(environment: Record<string, string>): () => string {
  let address = '';
  let stop = async () => {};
  beforeAll(async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'latchkey-test-'));
    copyDatabase(dataDir);
    const program = new Program({ args: builtServer, environment: { PORT: '0', ...environment, DATA_DIR: dataDir } });
    stop = async () => {
      await program.stop('SIGKILL');
      rmSync(dataDir, { recursive: true });
    };
    address = await program.find(/ready: (\S+)/);
  });
  afterAll(() => stop());
  return () => address;
}

/** Starts a Node program for a test. `ready` resolves with the first group of the pattern in its output. */
export function startProgram(file: string, environment: Record<string, string>, pattern: RegExp) {
  return started({ args: [file], environment }, pattern);
}

function started(options: ProgramOptions, pattern: RegExp) {
  const program = startForTest(options);
  const ready = program.find(pattern);
  // A test that expects the start to fail awaits `ended` instead.
  ready.catch(() => {});
  return { child: program.child, ready, ended: program.ended, output: () => program.output };
}

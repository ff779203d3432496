// From a bare clone to a running server: install, build, run. Only Node's own modules, because nothing is installed yet.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isBuildCurrent, sourcesOf, stampBuild } from './build-stamp.mjs';
import { stopWithNpm } from './parent-process.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Latchkey needs Node 20.19 or newer. This is ${process.version}.`);
  process.exit(1);
}

/** @type {Record<string, string>} */
const programs = { cluster: './dist/cluster.js', admin: './dist/admin/main.js' };

/** @type {import('node:child_process').ChildProcess | undefined} */
let pnpmProcess;
stopWithNpm(() => pnpmProcess?.kill('SIGTERM'));

if (!existsSync(new URL('../../node_modules', import.meta.url))) {
  console.error('Installing and building Latchkey. This happens once, and takes about a minute.');
  await pnpm('install', '--frozen-lockfile');
}
// pnpm requests the registry at each run. A current build starts without it, so without a network.
if (!isBuildCurrent(root)) {
  const sources = sourcesOf(root);
  await pnpm('--silent', 'run', 'build:server');
  stampBuild(root, sources);
}
const [, , program = ''] = process.argv;
if (program in programs) process.argv.splice(2, 1);
await import(programs[program] ?? './dist/main.js');

/** @param {string[]} args */
function pnpm(...args) {
  const child = spawn('npx', ['--prefer-offline', '--yes', 'pnpm@12.21.0', ...args], {
    cwd: root,
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
    shell: process.platform === 'win32',
    // To the error stream, so that the output of a command has nothing else, as in `admin keys generate > key`.
    stdio: ['inherit', 2, 2],
  });
  pnpmProcess = child;
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => void child.kill(signal);
  process.once('SIGTERM', forward).once('SIGINT', forward);
  return new Promise((resolve) => {
    child.once('exit', (code) => {
      if (code !== 0) process.exit(code ?? 1);
      pnpmProcess = undefined;
      process.off('SIGTERM', forward).off('SIGINT', forward);
      resolve(undefined);
    });
  });
}

#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stopWithNpm } from '@latchkey/server/parent-process';

// The programs read the environment and `process.argv` when they are imported.
const programs = new Map<string, () => Promise<unknown>>([
  ['start', () => import('@latchkey/server/main')],
  ['cluster', () => import('@latchkey/server/cluster')],
  ['admin', () => import('@latchkey/server/admin')],
]);

const help = `Usage: latchkey [COMMAND]

  start             serves the API and the page; without a command too
  cluster           serves with several processes (INSTANCES) on one port and one PostgreSQL
  admin COMMAND     manages accounts, sessions, service keys and webhooks: latchkey admin --help
  doctor            looks for settings that do not fit what happens: latchkey admin doctor
  --help, --version

Settings are environment variables, such as PORT, PUBLIC_URL and DATABASE_URL. Without DATABASE_URL the data is in an
embedded PostgreSQL, in the directory .latchkey of the current one; DATA_DIR names another.`;

function version(): string {
  const manifest = readFileSync(fileURLToPath(new URL('../package.json', import.meta.url)), 'utf8');
  return String(JSON.parse(manifest).version);
}

/** Runs the command line, whose words `process.argv` has from its third entry on. */
async function run(): Promise<void> {
  const [, , name = 'start', ...others] = process.argv;
  if (name === '--help' || name === '-h' || name === 'help') return console.log(help);
  if (name === '--version' || name === '-v') return console.log(version());
  const program = programs.get(name === 'doctor' ? 'admin' : name);
  if (program === undefined || (name !== 'admin' && others.length > 0)) {
    console.error(program ? `latchkey ${name} takes no words.\n` : `There is no command ${name}.\n`);
    console.error(help);
    process.exitCode = 2;
    return;
  }
  stopWithNpm();
  process.argv.splice(2, process.argv.length, ...(name === 'doctor' ? [name] : others));
  await program();
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Latchkey needs Node 20.19 or newer. This is ${process.version}.`);
  process.exitCode = 1;
} else {
  await run();
}

import { expect, test } from 'vitest';
import { UsageError, readArguments } from '../../src/admin/command.ts';
import { commands, helpOf, overview } from '../../src/admin/commands.ts';

function read(line: string) {
  const [name = '', ...args] = line.split(' ');
  const command = commands.get(name);
  if (!command) throw new Error(`There is no command ${name}`);
  return readArguments(command, args);
}

test.each([
  'list a b',
  'list --limit 0',
  'list --limit 1001',
  'list --after -1',
  'list --after 1e3',
  'list --after 9007199254740993',
  'list --everyone',
  'create',
  'create no-address',
  'create ada@example.com swordfish',
  'recovery-link',
  'sessions ada@example.com bob@example.com',
  'end-session ada@example.com',
  'end-session 153',
  'end-session ada@example.com 0',
  'end-session ada@example.com 1x',
  'end-session ada@example.com 1 2',
  'end-sessions',
  'end-sessions --everyone ada@example.com',
  'disable',
  'purge everything',
  'doctor --bogus',
  'users',
  'users import',
  'users import a b',
  'users export a',
  'list --dry-run',
])('refuses %s', (line) => {
  expect(() => read(line)).toThrow(UsageError);
});

test.each([
  'list',
  'list ada --after 0 --limit 1000',
  'create ada@exämple.de',
  'end-session ada@example.com 153',
  'end-sessions --everyone',
  'end-sessions ada@example.com',
  'purge',
  'users import - --dry-run',
])('accepts %s', (line) => {
  expect(read(line)).toBeTypeOf('function');
});

test.each([
  ['keys create shop --scope foo', 'There is no scope foo.'],
  ['webhooks create https://example.org --event nope', 'There is no event nope.'],
])('%s: %s', (line, message) => {
  expect(() => read(line)).toThrow(message);
});

test('every command is in the overview and has a help of its own', () => {
  for (const [name, command] of commands) {
    // On its own line where the form is longer than the column.
    const gap = String.raw`(?:.* {2}|.*\n {42})`;
    expect(overview()).toMatch(new RegExp(`^ {2}${name} ${gap}${command.help[0].slice(0, 20)}`, 'm'));
    expect(read(`${name} --help`)).toBeNull();
    expect(helpOf(name, command)).toMatch(new RegExp(`^Usage: npm run admin -- ${name}( |$)`, 'm'));
  }
});

import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { isSafe } from 'redos-detector';
import { describe, expect, it } from 'vitest';
import { describeDevice } from './device-description.ts';
import { deviceName } from './device-name.ts';
import { canonicalEmail, email } from './email.ts';
import { sessionInformation } from './session-information.ts';
import { parseSessionToken } from './session-token.ts';
import { capUserAgent } from './user-agent.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const rooms = ['packages/sessions/src', 'packages/db/src', 'packages/api/src', 'apps/server/src'];

/** A regular expression where an expression may stand, in code without its comments. */
const literal =
  /(?<=(?:[=(,:;!&|?[{}>]|\breturn)\s*)\/(?![*/ ])((?:\\.|\[(?:\\.|[^\]\\\n])+\]|[^/\\[\n])+)\/([dgimsuvy]*)/g;
const comment = /^\s*(?:\/\*\*?|\*|\/\/).*$/gm;

const sources = rooms
  .flatMap((room) => readdirSync(join(root, room), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
  .map((entry) => join(entry.parentPath, entry.name))
  .filter((path) => !/[\\/](?:generated|testing)[\\/]/.test(path));

const found = sources.flatMap((path) => {
  const code = readFileSync(path, 'utf8').replaceAll(comment, '');
  const expressions = [...code.matchAll(literal)].map(([, source = '', flags = '']) => new RegExp(source, flags));
  return expressions.map((expression) => ({ file: relative(root, path), expression }));
});

/** Meets the addresses of our own routes, once, before anybody asks for anything. */
const ours = String.raw`\{(\w+)\}`;

/** So many steps back at most, however long the text. More, or no bound at all, is what attackers look for. */
const maxScore = 2000;

describe('every regular expression', () => {
  it('is found, and none is put together while running', () => {
    const files = new Set(found.map(({ file }) => file.replaceAll('\\', '/')));
    for (const known of [
      'packages/sessions/src/device-description.ts',
      'packages/api/src/session-router.ts',
      'apps/server/src/request-log.ts',
    ]) {
      expect(files).toContain(known);
    }
    expect(found.length).toBeGreaterThanOrEqual(15);
    for (const path of sources) expect(readFileSync(path, 'utf8'), path).not.toMatch(/\bRegExp\(/);
  });

  it.each(found.filter(({ expression }) => expression.source !== ours))(
    'cannot be made to backtrack without end: $file $expression',
    ({ expression }) => {
      // Properties of characters are unknown to the checker; for its question any letter is as good.
      const plain = new RegExp(expression.source.replaceAll(/\\p\{\w+\}/g, 'c'), expression.flags.replace('v', 'u'));
      expect(isSafe(plain, { maxScore, timeout: 20_000 })).toMatchObject({ safe: true });
    },
  );

  it('is looked at by a checker that knows a dangerous one when it sees it', () => {
    for (const dangerous of [/^(a+)+$/, /^bearer +(.+)$/i]) expect(isSafe(dangerous, { maxScore }).safe).toBe(false);
  });
});

/** Texts that drive patterns of ua-parser-js and zod as far as they go, found with the checker `recheck`. */
const pumps = ['aMICROM.', '\u0001EKIOHF/', 'OS IPAD0,0;', 'HONORR', 'HUAWEIW', 'XMOTOI', 'MIA 0NOKIA', 'ARCHOS S', 'SL', 'HBBTV0',
  '(DTV)D', '300)DROID)', 'CFNETWORK/N', 'WEB0S;V', 'Mozilla/5.0 (', 'android ', 'a@', 'a.', 'a@a-', '((((', ';;;', '  ', '\t', 'é',
  '\u{1F5DD}', '\ud800', '<script>', 'latchkey_0']; // prettier-ignore

/** What stands for "it hangs", in milliseconds: the real figure is below one. */
const hangs = 10_000;

/** Runs something that can be broken off, also in the middle of a regular expression. Throws where it hangs. */
const within = (run: () => unknown): unknown => runInNewContext('run()', { run }, { timeout: hangs });

describe('whatever is sent, of whatever length,', () => {
  it.each([
    ['a user agent', (text: string) => describeDevice(capUserAgent(text))],
    ['an e-mail address', (text: string) => email.safeParse(text)],
    ['a session’s name', (text: string) => sessionInformation.safeParse(text)],
    ['a device’s name', (text: string) => deviceName.safeParse(text)],
    ['a token', (text: string) => parseSessionToken(text)],
    ['the one form of an e-mail address', (text: string) => canonicalEmail(text)],
  ])(
    '%s does not hang',
    (_what, read) => {
      for (const pump of pumps) {
        for (const length of [254, 512, 80_000]) {
          const text = pump.repeat(Math.ceil(length / pump.length)).slice(0, length);
          for (const attack of [text, `${text}!`, `Mozilla/5.0 ${text}`, `a@${text}`]) {
            expect(() => within(() => read(attack)), JSON.stringify(pump)).not.toThrow();
          }
        }
      }
      // Each reading has a limit of its own; there are thousands of them.
    },
    60_000,
  );
});

import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { describeDevice } from './devices/device-description.ts';
import { canonicalEmail, email } from './accounts/email.ts';
import { clientLabel, deviceLabel } from './devices/label.ts';
import { parseSessionToken } from './tokens/session-token.ts';
import { capUserAgent } from './devices/user-agent.ts';

/** Texts that drive patterns of ua-parser-js and zod as far as they go, found with the checker `recheck`. */
const pumps = ['aMICROM.', '\u0001EKIOHF/', 'OS IPAD0,0;', 'HONORR', 'HUAWEIW', 'XMOTOI', 'MIA 0NOKIA', 'ARCHOS S', 'SL', 'HBBTV0',
  '(DTV)D', '300)DROID)', 'CFNETWORK/N', 'WEB0S;V', 'Mozilla/5.0 (', 'android ', 'a@', 'a.', 'a@a-', '((((', ';;;', '  ', '\t', 'é',
  '\u{1F5DD}', '\ud800', '<script>', 'latchkey_0']; // prettier-ignore

/** Milliseconds after which a parser counts as hanging. Each takes less than one. */
const timeout = 10_000;

/** Runs a function with a timeout that also interrupts a regular expression. Throws when the time is over. */
const runWithTimeout = (run: () => unknown): unknown => runInNewContext('run()', { run }, { timeout });

describe('a parser of client input, for text of any length', () => {
  it.each([
    ['a user agent', (text: string) => describeDevice(capUserAgent(text))],
    ['an e-mail address', (text: string) => email.safeParse(text)],
    ['a session’s name', (text: string) => clientLabel.safeParse(text)],
    ['a device’s name', (text: string) => deviceLabel.safeParse(text)],
    ['a token', (text: string) => parseSessionToken(text)],
    ['the one form of an e-mail address', (text: string) => canonicalEmail(text)],
  ])(
    'reads %s without hanging',
    (_what, read) => {
      for (const pump of pumps) {
        for (const length of [254, 512, 80_000]) {
          const text = pump.repeat(Math.ceil(length / pump.length)).slice(0, length);
          for (const attack of [text, `${text}!`, `Mozilla/5.0 ${text}`, `a@${text}`]) {
            expect(() => runWithTimeout(() => read(attack)), JSON.stringify(pump)).not.toThrow();
          }
        }
      }
      // Thousands of readings, each of which has its own timeout.
    },
    60_000,
  );
});

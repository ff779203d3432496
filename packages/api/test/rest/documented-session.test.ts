import { describeDevice } from '@latchkey/sessions/devices/device-description';
import { capUserAgent } from '@latchkey/sessions/devices/user-agent';
import { describe, expect, it } from 'vitest';
import { deviceLine } from '../../src/rest/documented-session.ts';

const line = (header: string) => deviceLine(describeDevice(capUserAgent(header)));

describe('the documented line of a device', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:69.0) Gecko/20100101 Firefox/69.0', 'Firefox - 69; OS: Linux; Phone: false'],
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/77.0.3865.90 Safari/537.36',
      'Chrome - 77; OS: Linux; Phone: false',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
      'Edge - 140; OS: Windows; Phone: false',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
      'Safari - 26; OS: iOS; Phone: true',
    ],
    [
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
      'Chrome - 140; OS: Android; Phone: true',
    ],
    ['curl/8.5.0', 'curl - 8; OS: unknown; Phone: unknown'],
    ['Go-http-client/1.1', 'Go-http-client - 1; OS: unknown; Phone: unknown'],
  ])('of %s', (header, expected) => {
    expect(line(header)).toBe(expected);
  });

  it('has unknown for missing parts, and never undefined', () => {
    expect(line('')).toBe('unknown - unknown; OS: unknown; Phone: unknown');
    for (const header of ['Mozilla/5.0', '???', 'curl', '/1', '🔑'.repeat(300), '<b>bold</b>', 'Mozilla/5.0 (X11)']) {
      expect(line(header)).not.toMatch(/undefined|null|NaN/);
    }
  });
});

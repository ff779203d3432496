import type { HistoryEntry } from '@latchkey/client';
import { expect, test } from 'vitest';
import { describeEvent, describeFailures } from './describe-event.ts';

const failed: HistoryEntry = {
  id: 1,
  kind: 'sign_in_failed',
  at: new Date(0).toISOString(),
  sessionId: null,
  sessionCreatedAt: null,
  deviceId: null,
  endReason: null,
  actorSessionId: null,
  actor: null,
  device: { kind: 'desktop', software: 'Firefox', version: '128', systems: [] },
  label: null,
  clientLabel: null,
  ip: '192.0.2.7',
  location: { kind: 'unknown', country: null },
  methods: null,
};

test('a failed sign-in was a wrong password where the password is here, and only failed at an application', () => {
  expect(describeEvent(failed, false)).toMatch(/^Someone tried to sign in with a wrong password, from Firefox 128/);
  expect(describeEvent(failed, true)).toMatch(/^Someone tried to sign in from Firefox 128.*, without success$/);
});

test('several in a row are counted in the same words', () => {
  expect(describeFailures([failed, failed, failed], false)).toMatch(/^3 wrong passwords from Firefox 128/);
  expect(describeFailures([failed, failed, failed], true)).toMatch(/^3 failed attempts from Firefox 128/);
});

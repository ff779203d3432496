import { renderToStaticMarkup } from 'react-dom/server';
import { beforeEach, expect, test, vi } from 'vitest';
import type { EndReason, SessionEnd } from '@latchkey/client';
import { messages } from '@latchkey/react/i18n/messages.ts';
import { fakeSession } from '@latchkey/react/testing/fake-session.ts';
import SignedOutNotice from './signed-out-notice.tsx';

beforeEach(() => void vi.stubGlobal('window', { location: { hash: '' } }));

const at = '2026-11-23T12:31:00.000Z';
const sessionCreatedAt = '2026-10-24T12:31:00.000Z';
const markupOf = (end: SessionEnd | null) => renderToStaticMarkup(<SignedOutNotice end={end} />);
const isReason = (name: string): name is EndReason => Object.hasOwn(messages.ended, name);
const reasons = Object.keys(messages.ended).filter(isReason);

test.each(reasons)('signed-out notice: explains %s and what to do next', (reason) => {
  const markup = markupOf({ reason, at, sessionCreatedAt, by: null, hasPassword: true });
  expect(markup).toContain(messages.afterEnd[reason]);
  expect(markup).not.toContain(messages.endedSomehow);
});

test('signed-out notice: names the limit that the session reached', () => {
  expect(markupOf({ reason: 'expired', at, sessionCreatedAt, by: null, hasPassword: true })).toContain(
    'reached its 30-day limit',
  );
});

test('signed-out notice: names the device that ended the session', () => {
  const { device } = fakeSession();
  const end: SessionEnd = {
    reason: 'revoked',
    at,
    sessionCreatedAt,
    by: { label: 'Kitchen phone', clientLabel: null, device },
    hasPassword: true,
  };
  expect(markupOf(end)).toContain('from “Kitchen phone”');
});

test.each([
  ['revoked', true],
  ['limit_reached', true],
  ['logout', false],
  ['password_changed', false],
] satisfies [EndReason, boolean][])('signed-out notice: after %s a link for a new password: %s', (reason, hasLink) => {
  expect(
    markupOf({ reason, at, sessionCreatedAt, by: null, hasPassword: true }).includes(messages.chooseNewPassword),
  ).toBe(hasLink);
});

/** Only an account with a password has one that changes. */
const reasonsElsewhere = reasons.filter((reason) => reason !== 'password_changed');

test.each(reasonsElsewhere)('signed-out notice: after %s it speaks of no password to a user elsewhere', (reason) => {
  expect(markupOf({ reason, at, sessionCreatedAt, by: null, hasPassword: false })).not.toMatch(/password/i);
});

test('signed-out notice: without a reason it says that the session ended', () => {
  expect(markupOf(null)).toContain(messages.endedSomehow);
});

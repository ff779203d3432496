import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { SessionView } from '../../../api/outputs.ts';
import { messages } from '../../../i18n/messages.ts';
import { fakeSession } from '../../../testing/fake-session.ts';
import { SessionFacts } from './session-facts.tsx';

const now = new Date('2026-11-23T12:00:00.000Z');

const factsOf = (given: Partial<SessionView>) =>
  renderToStaticMarkup(<SessionFacts session={fakeSession(given)} now={now} />)
    .split(/<[^>]*>/)
    .filter((text) => text !== '');

test.each([
  [{ lastUsedAt: '2026-11-23T11:59:00.000Z' }, 'Active now'],
  [{ lastUsedAt: '2026-11-23T09:00:00.000Z' }, 'Last used 3 hours ago'],
  [{ expiresAt: '2026-12-01T12:00:00.000Z', expiresUnlessUsed: true }, 'Ends in 8 days unless used'],
  [{ expiresAt: '2026-12-01T12:00:00.000Z', expiresUnlessUsed: false }, 'Ends in 8 days'],
  [{ ip: '203.0.113.7' }, 'from 203.0.113.7'],
  [{ location: { kind: 'country', country: 'DE' } }, 'probably Germany'],
] satisfies [Partial<SessionView>, string][])('session facts: of %j contain %s', (given, text) => {
  expect(factsOf(given)).toContain(text);
});

test('session facts: say whether the session is bound to its device', () => {
  expect(factsOf({ isBound: true })).toContain(messages.sessions.bound);
  expect(factsOf({ isBound: false })).not.toContain(messages.sessions.bound);
});

test('session facts: have the exact time as a title', () => {
  const markup = renderToStaticMarkup(<SessionFacts session={fakeSession()} now={now} />);
  expect(markup).toMatch(/<time dateTime="2026-11-23T09:00:00.000Z" title="Monday, November 23, 2026[^"]*">/);
});

import { endReasons } from '@latchkey/sessions/sessions/session';
import { alertAnswers } from '@latchkey/sessions/sign-in-alerts/sign-in-alert';
import { outgoingKinds } from '@latchkey/sessions/webhooks/outgoing-event';
import { expect, test } from 'vitest';
import { AlertAnswer, SessionEndReason, SessionEventKind } from '../generated/client.ts';
import type { Same } from './stored-enums.ts';

test('an enum that has a name more or a name less than the list of the domain does not compile', () => {
  const stored = { logout: 'logout', revoked: 'revoked' } as const;
  type Stored = keyof typeof stored;
  const same: Same<'logout' | 'revoked', Stored> = stored;
  // @ts-expect-error -- The domain has a name that the database lacks.
  const less: Same<'logout' | 'revoked' | 'new', Stored> = stored;
  // @ts-expect-error -- The database has a name that the domain lacks.
  const more: Same<'logout', Stored> = stored;
  expect([same, less, more]).toEqual([stored, stored, stored]);
});

test('the enums of the database have the names of the domain', () => {
  expect(Object.keys(SessionEndReason).toSorted()).toEqual(endReasons.toSorted());
  expect(Object.keys(AlertAnswer).toSorted()).toEqual(alertAnswers.toSorted());
  expect(Object.keys(SessionEventKind).toSorted()).toEqual(outgoingKinds.toSorted());
});

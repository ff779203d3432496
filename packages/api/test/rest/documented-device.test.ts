import type { SignInMethod } from '@latchkey/sessions/sessions/sign-in-method';
import { describeDevice } from '@latchkey/sessions/devices/device-description';
import { capUserAgent } from '@latchkey/sessions/devices/user-agent';
import type { SessionView } from '@latchkey/sessions/sessions/session-view';
import { describe, expect, it } from 'vitest';
import { documentedAlert } from '../../src/rest/documented-alert.ts';
import { documentedDevice } from '../../src/rest/documented-device.ts';
import { documentedEvent } from '../../src/rest/documented-history.ts';

const names = { device: describeDevice(capUserAgent('curl/8.5.0')), label: 'Kitchen', clientLabel: 'Backup' };
const documentedNames = { device: names.device, label: 'Kitchen', session_information: 'Backup' };
const germany = { kind: 'country', country: 'DE' } as const;
const day = (date: number) => new Date(Date.UTC(2026, 2, date));

// Every field has a value of its own, so that no other field can stand in for it; flags are tried one by one.
const view: SessionView = {
  id: 1,
  deviceId: 2,
  ...names,
  isCurrent: false,
  isConfirmed: false,
  isBound: false,
  rememberMe: false,
  ip: '203.0.113.9',
  location: germany,
  signedInWith: [{ kind: 'passkey' }],
  lastCountry: 'BR',
  isNewCountry: false,
  createdAt: day(3),
  lastUsedAt: day(4),
  activeDays: 5,
  usedDays: 6,
  expiresAt: day(7),
  expiresUnlessUsed: false,
};

describe('the documented device', () => {
  it('has every field of the view under its documented name', () => {
    expect(documentedDevice(view)).toEqual({
      session_id: 1,
      device_id: 2,
      is_current: false,
      ...documentedNames,
      is_confirmed: false,
      is_bound: false,
      remember_me: false,
      ip: '203.0.113.9',
      location: germany,
      signed_in_with: [{ kind: 'passkey' }],
      last_country: 'BR',
      is_new_country: false,
      created_at: day(3).toISOString(),
      last_used_at: day(4).toISOString(),
      active_days: 5,
      used_days: 6,
      expires_at: day(7).toISOString(),
      expires_unless_used: false,
      delete_session: { href: 'api/v1/user/myself/session/1', method: 'DELETE' },
    });
  });

  it.each([
    ['isCurrent', 'is_current'],
    ['isConfirmed', 'is_confirmed'],
    ['isBound', 'is_bound'],
    ['rememberMe', 'remember_me'],
    ['isNewCountry', 'is_new_country'],
    ['expiresUnlessUsed', 'expires_unless_used'],
  ])('has %s as %s alone', (field, documented) => {
    const before = documentedDevice(view);
    expect(documentedDevice({ ...view, [field]: true })).toEqual({ ...before, [documented]: true });
  });
});

it('the documented alert has every field of the view under its documented name', () => {
  const alert = { id: 1, sessionId: 2, createdAt: day(3), ...names, ip: null, location: germany } as const;
  const confirmed = { at: day(4), by: names };
  const signedInWith: SignInMethod[] = [{ kind: 'password' }];
  for (const isLive of [true, false]) {
    const given = { ...alert, cause: 'new_country', isLive, confirmed, signedInWith } as const;
    expect(documentedAlert(given)).toEqual({
      id: 1,
      cause: 'new_country',
      session_id: 2,
      is_live: isLive,
      created_at: day(3).toISOString(),
      ...documentedNames,
      ip: null,
      location: germany,
      signed_in_with: signedInWith,
      confirmed: { at: day(4).toISOString(), by: documentedNames },
    });
  }
});

it('the documented event has every field of the entry under its documented name', () => {
  const entry = {
    id: 1,
    kind: 'ended',
    at: day(2),
    sessionId: 3,
    sessionCreatedAt: day(4),
    deviceId: 5,
    ...names,
  } as const;
  const actor = { ...names, label: 'Attic' };
  const cause = { endReason: 'revoked', actorSessionId: 6, actor, ip: '203.0.113.9', location: germany } as const;
  expect(documentedEvent({ ...entry, ...cause, methods: null })).toEqual({
    id: 1,
    kind: 'ended',
    at: day(2).toISOString(),
    session_id: 3,
    session_created_at: day(4).toISOString(),
    device_id: 5,
    ...documentedNames,
    end_reason: 'revoked',
    actor_session_id: 6,
    actor: { ...documentedNames, label: 'Attic' },
    ip: '203.0.113.9',
    location: germany,
    methods: null,
  });
});

import { QueryClient } from '@tanstack/react-query';
import { beforeEach, expect, test } from 'vitest';
import { depart, visitorQuery } from './visitor.ts';

const queries = new QueryClient();
const end = { reason: 'revoked', at: new Date('2026-11-23T12:31:00.000Z'), by: null } as const;

beforeEach(() => queries.clear());

test('leaving forgets everything but why', () => {
  queries.setQueryData(visitorQuery.queryKey, { user: { id: 1, email: 'kim@example.com' } });
  queries.setQueryData(['session', 'list'], 'secret');
  depart(queries, end);
  expect(queries.getQueryData(visitorQuery.queryKey)).toEqual({
    user: null,
    end,
    wasSignedIn: true,
    isUnproved: false,
  });
  expect(queries.getQueryData(['session', 'list'])).toBeUndefined();
});

test('a later answer that knows less does not take the reason away', () => {
  depart(queries, end);
  depart(queries, null);
  expect(queries.getQueryData(visitorQuery.queryKey)).toEqual({
    user: null,
    end,
    wasSignedIn: false,
    isUnproved: false,
  });
});

test('whoever could not show their device is told so until another answer comes', () => {
  queries.setQueryData(visitorQuery.queryKey, { user: { id: 1, email: 'kim@example.com' } });
  depart(queries, null, true);
  expect(queries.getQueryData(visitorQuery.queryKey)).toMatchObject({ user: null, end: null, isUnproved: true });
  depart(queries, end);
  expect(queries.getQueryData(visitorQuery.queryKey)).toMatchObject({ user: null, end, isUnproved: false });
});

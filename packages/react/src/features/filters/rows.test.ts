import { describe, expect, test } from 'vitest';
import { fakeSession } from '../../testing/fake-session.ts';
import { groupedRows, groupSessions, idsInOrder, isWorthGrouping, plainRows } from './rows.ts';

const backup = (id: number) => fakeSession({ id, deviceId: id, clientLabel: 'Nightly backup' });
const laptop = fakeSession({ id: 20, deviceId: 20 });
const none: ReadonlySet<never> = new Set();
const kitchen = (id: number, deviceId: number) => fakeSession({ id, deviceId, label: 'Kitchen' });

const told = (rows: ReturnType<typeof plainRows>) =>
  rows.map((row) => (row.kind === 'group' ? row.group.sessions.map(({ id }) => id) : row.session.id));

describe('sessions that look alike', () => {
  test('stand where their session with the latest use stands', () => {
    const groups = groupSessions([backup(1), laptop, backup(2), backup(3)]);
    expect(groups.map(({ sessions }) => sessions.map(({ id }) => id))).toEqual([[1, 2, 3], [20]]);
  });

  test('differ by device where it has a label, and by kind', () => {
    expect(groupSessions([kitchen(1, 7), kitchen(2, 7), kitchen(3, 8)])).toHaveLength(2);
    const watch = { ...laptop.device, kind: 'wearable' } as const;
    expect(groupSessions([laptop, fakeSession({ id: 21, deviceId: 21, device: watch })])).toHaveLength(2);
  });
});

describe('a group', () => {
  const inCountry = (id: number, country: string) =>
    fakeSession({ id, deviceId: id, location: { kind: 'country', country } });

  test('have one country, also for one device in two countries', () => {
    const sessions = [inCountry(1, 'DE'), inCountry(2, 'BR'), inCountry(3, 'DE')];
    expect(groupSessions(sessions).map((group) => group.sessions.map(({ id }) => id))).toEqual([[1, 3], [2]]);
    const named = sessions.map((session) => ({ ...session, label: 'Kitchen', deviceId: 7 }));
    expect(groupSessions(named)).toHaveLength(2);
    expect(groupSessions([laptop, { ...laptop, id: 21, location: { kind: 'private', country: null } }])).toHaveLength(
      2,
    );
  });

  test('exclude unconfirmed sessions', () => {
    const groups = groupSessions([backup(1), { ...backup(2), isConfirmed: false }, backup(3)]);
    expect(groups.map(({ sessions }) => sessions.map(({ id }) => id))).toEqual([[1, 3], [2]]);
  });

  test('exclude sessions that should be looked at', () => {
    const groups = groupSessions([backup(1), backup(2), backup(3)], new Set([2]));
    expect(groups.map(({ sessions }) => sessions.map(({ id }) => id))).toEqual([[1, 3], [2]]);
  });

  test('begin with ten sessions', () => {
    const sessions = (count: number) => Array.from({ length: count }, (_, id) => backup(id));
    expect([isWorthGrouping(sessions(9)), isWorthGrouping(sessions(10))]).toEqual([false, true]);
  });
});

describe('rows', () => {
  test('are one for each session or group', () => {
    const sessions = [backup(1), laptop, backup(2)];
    expect(told(plainRows(sessions))).toEqual([1, 20, 2]);
    expect(told(groupedRows(sessions, none))).toEqual([[1, 2], 20]);
  });

  test('of an open group follow it, with keys of their own', () => {
    const sessions = [backup(1), laptop, backup(2)];
    const [group] = groupedRows(sessions, none);
    const rows = groupedRows(sessions, new Set([group?.key ?? '']));
    expect(told(rows)).toEqual([[1, 2], 1, 2, 20]);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(4);
    expect(idsInOrder(rows)).toEqual([1, 2, 20]);
    expect(idsInOrder(groupedRows(sessions, none))).toEqual([1, 2, 20]);
  });

  test('of a group of one are the same as without groups', () => {
    expect(groupedRows([laptop], none)).toEqual(plainRows([laptop]));
  });
});

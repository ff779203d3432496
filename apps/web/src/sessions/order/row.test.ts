import { describe, expect, test } from 'vitest';
import { fakeSession } from '../listed-session.fake.ts';
import { groupsOf, wantsGroups } from './groups.ts';
import { groupedRows, idsInOrder, plainRows } from './row.ts';

const backup = (id: number) => fakeSession({ id, deviceId: id, selfName: 'Nightly backup' });
const laptop = fakeSession({ id: 20, deviceId: 20 });
const none: ReadonlySet<never> = new Set();
const kitchen = (id: number, deviceId: number) => fakeSession({ id, deviceId, ownersName: 'Kitchen' });

const told = (rows: ReturnType<typeof plainRows>) =>
  rows.map((row) => (row.kind === 'group' ? row.group.sessions.map(({ id }) => id) : row.session.id));

describe('sessions that look alike', () => {
  test('stand together where the one that was used last stands', () => {
    const groups = groupsOf([backup(1), laptop, backup(2), backup(3)]);
    expect(groups.map(({ sessions }) => sessions.map(({ id }) => id))).toEqual([[1, 2, 3], [20]]);
  });

  test('are told apart by their device where their owner has named it, and by their kind', () => {
    expect(groupsOf([kitchen(1, 7), kitchen(2, 7), kitchen(3, 8)])).toHaveLength(2);
    const watch = { ...laptop.device, kind: 'wearable' } as const;
    expect(groupsOf([laptop, fakeSession({ id: 21, deviceId: 21, device: watch })])).toHaveLength(2);
  });
});

describe('a group', () => {
  const inCountry = (id: number, country: string) =>
    fakeSession({ id, deviceId: id, place: { kind: 'country', country } });

  test('never holds sessions of two countries, nor of one device in two countries', () => {
    const sessions = [inCountry(1, 'DE'), inCountry(2, 'BR'), inCountry(3, 'DE')];
    expect(groupsOf(sessions).map((group) => group.sessions.map(({ id }) => id))).toEqual([[1, 3], [2]]);
    const named = sessions.map((session) => ({ ...session, ownersName: 'Kitchen', deviceId: 7 }));
    expect(groupsOf(named)).toHaveLength(2);
    expect(groupsOf([laptop, { ...laptop, id: 21, place: { kind: 'private', country: null } }])).toHaveLength(2);
  });

  test('never holds a session that the owner has not confirmed', () => {
    const groups = groupsOf([backup(1), { ...backup(2), isConfirmed: false }, backup(3)]);
    expect(groups.map(({ sessions }) => sessions.map(({ id }) => id))).toEqual([[1, 3], [2]]);
  });

  test('is made of ten sessions or more, because fewer are read one by one', () => {
    const sessions = (count: number) => Array.from({ length: count }, (_, id) => backup(id));
    expect([wantsGroups(sessions(9)), wantsGroups(sessions(10))]).toEqual([false, true]);
  });
});

describe('rows', () => {
  test('are one for each session, or one for all that look alike', () => {
    const sessions = [backup(1), laptop, backup(2)];
    expect(told(plainRows(sessions))).toEqual([1, 20, 2]);
    expect(told(groupedRows(sessions, none))).toEqual([[1, 2], 20]);
  });

  test('of an open group come after it, and each has a key of its own', () => {
    const sessions = [backup(1), laptop, backup(2)];
    const [group] = groupedRows(sessions, none);
    const rows = groupedRows(sessions, new Set([group?.key ?? '']));
    expect(told(rows)).toEqual([[1, 2], 1, 2, 20]);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(4);
    expect(idsInOrder(rows)).toEqual([1, 2, 20]);
    expect(idsInOrder(groupedRows(sessions, none))).toEqual([1, 2, 20]);
  });

  test('of one that nothing looks like are the same, grouped or not, so that no row is drawn anew', () => {
    expect(groupedRows([laptop], none)).toEqual(plainRows([laptop]));
  });
});

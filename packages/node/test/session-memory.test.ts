import { describe, expect, it } from 'vitest';
import { type KnownSession, SessionMemory } from '../src/memory/session-memory.ts';

const session = (id: number, userId = id): KnownSession => ({
  id,
  user: { id: userId, subject: `user-${userId}`, email: null, name: null },
  methods: ['pwd'],
  provedAt: 0,
  createdAt: 0,
  absoluteEnd: 0,
  idle: 0,
  usedAt: 0,
  reportedAt: 0,
});

/** Stores sessions by their numbers. */
function store(memory: SessionMemory, ...sessions: KnownSession[]): void {
  for (const known of sessions) {
    const fill = memory.startFill();
    fill.store(String(known.id), known);
    fill.end();
  }
}
const idsIn = (memory: SessionMemory, ...ids: number[]) => ids.filter((id) => memory.get(String(id))?.id === id);

describe('the memory of sessions', () => {
  it('drops all sessions of the users that changed, and no others', () => {
    const memory = new SessionMemory(10);
    store(memory, session(1, 7), session(2, 7), session(3, 8), session(4, 9));
    memory.forget([7, 9, 100]);
    expect(idsIn(memory, 1, 2, 3, 4)).toEqual([3]);
    store(memory, session(1, 7));
    expect(idsIn(memory, 1, 2, 3, 4)).toEqual([1, 3]);
    memory.forget('all');
    expect([memory.size, idsIn(memory, 1, 3)]).toEqual([0, []]);
  });

  it('stores no answer of a user that changed since the question', () => {
    const memory = new SessionMemory(10);
    const [before, all, after] = [memory.startFill(), memory.startFill(), memory.startFill()];
    memory.forget([7]);
    before.store('1', session(1, 7));
    before.store('2', session(2, 8));
    expect(idsIn(memory, 1, 2)).toEqual([2]);
    memory.forget('all');
    all.store('3', session(3, 9));
    expect(idsIn(memory, 2, 3)).toEqual([]);
    after.end();
    store(memory, session(1, 7));
    expect(idsIn(memory, 1)).toEqual([1]);
  });

  it('never has more than its capacity, and keeps what is used', () => {
    const memory = new SessionMemory(100);
    store(memory, ...Array.from({ length: 100 }, (_, index) => session(index, index % 30)));
    for (let id = 100; id < 1_000; id += 1) {
      for (const used of [3, 50, 99]) memory.get(String(used));
      store(memory, session(id, id % 30));
      expect(memory.size).toBeLessThanOrEqual(100);
    }
    expect(idsIn(memory, 3, 50, 99, 999, 500)).toEqual([3, 50, 99, 999]);
    memory.forget([3]);
    expect(idsIn(memory, 3, 50, 99)).toEqual([50, 99]);
    // The user of 3 is known again by a new answer, and forgotten again.
    store(memory, session(3, 3));
    memory.forget([3]);
    expect(idsIn(memory, 3)).toEqual([]);
  });

  it('gives each session what its own answer said about its user', () => {
    const memory = new SessionMemory(10);
    const renamed = { ...session(2, 7), user: { ...session(2, 7).user, email: 'new@example.com' } };
    store(memory, session(1, 7), renamed);
    expect(['1', '2'].map((hash) => memory.get(hash)?.user.email)).toEqual([null, 'new@example.com']);
    memory.forget([7]);
    expect(idsIn(memory, 1, 2)).toEqual([]);
  });

  it('forgets a user whose other sessions were dropped for room', () => {
    const memory = new SessionMemory(2);
    store(memory, session(1, 7), session(2, 7), session(3, 7), session(4, 7));
    memory.forget([7]);
    expect(idsIn(memory, 1, 2, 3, 4)).toEqual([]);
  });
});

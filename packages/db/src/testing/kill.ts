import { setTimeout as sleep } from 'node:timers/promises';
import { hashSessionToken, parseSessionToken } from '@latchkey/sessions/tokens/session-token';
import { expect } from 'vitest';
import type { DatabaseLocation } from '../database.ts';
import { openTestDatabase } from './test-database.ts';
import { migrations } from './place.ts';
import { cutoff, passwordHash, start } from './sample.ts';
import { secondProcess } from './second-process.ts';

const workers = 4;
const limit = 100_000;

/** Begins, ends and renames without a pause, and tells each change before it asks for it and after it was acknowledged. */
const script = (location: DatabaseLocation, userId: number): string => `
  const database = await openTestDatabase({ ...${JSON.stringify(location)}, migrations });
  const { createSessionToken, hashSessionToken } = await import('@latchkey/sessions/tokens/session-token');
  const [userId, at] = [${userId}, new Date(${start.getTime()})];
  const cutoff = { now: at, idleSince: new Date(0) };
  const expiresAt = new Date(at.getTime() + 1e9);
  const written = { userId, passwordHash: ${JSON.stringify(passwordHash)}, userAgent: 'x', ip: null,
    rememberMe: true, createdAt: at, absoluteExpiresAt: expiresAt, deviceTokenHash: null, bindingSecret: null };
  const change = async (line, run) => { tell('asked ' + line); await run(); tell('done ' + line); };
  const work = async () => {
    for (;;) {
      const token = createSessionToken();
      const tokenHash = hashSessionToken(token);
      const limits = { perUser: ${limit}, cutoff };
      // Programs that go by one name are one device while they are in question: these have each a name of its own.
      const session = { ...written, tokenHash, clientLabel: tokenHash, language: 'en', country: null };
      const { session: { id, deviceId } } = await database.sessions.begin(session, limits, []);
      tell('begun ' + id + ' ' + token);
      const rename = { userId, deviceId, label: 'name ' + id, at, actorSessionId: id };
      if (id % 2) await change('rename ' + id, () => database.devices.rename(rename));
      if (id % 3) await change('end ' + id, () => database.sessions.end(id, { userId, reason: 'revoked', cutoff, actorId: null }));
    }
  };
  await Promise.all(Array.from({ length: ${workers} }, work));`;

/**
 * Lets a process change sessions, kills it after some milliseconds, opens the database again, and expects every change
 * that it acknowledged, none half done, and nothing ended live. Answers how many were acknowledged.
 */
export async function killOnce(location: DatabaseLocation, email: string, ms: number): Promise<number> {
  const before = await openTestDatabase({ ...location, migrations });
  const user = await before.users.create({ email, passwordHash, createdAt: start, language: 'en' });
  await before.close();
  if (!user) throw new Error('The address should be free');

  const child = secondProcess('', script(location, user.id));
  const lines = [await child.line()];
  await sleep(ms);
  await child.kill();
  for (let line = await child.line(); line !== 'nothing more'; line = await child.line()) lines.push(line);
  expect(lines.filter((line) => line.startsWith('failed'))).toEqual([]);
  const told = new Set(lines);

  const after = await openTestDatabase({ ...location, migrations });
  try {
    const live = new Map((await after.sessions.listLive(user.id, cutoff(start))).map((one) => [one.id, one]));
    const events = await after.events.list(user.id, { before: null, limit });
    const idsOf = (kind: string): (number | null)[] =>
      events.filter((event) => event.kind === kind).map((event) => event.sessionId);
    const [begun, ended, renamed] = [idsOf('signed_in'), new Set(idsOf('ended')), new Set(idsOf('device_renamed'))];
    expect(ended.size).toBe(idsOf('ended').length);
    expect(new Set([...live.keys(), ...ended])).toEqual(new Set(begun));
    expect(live.size + ended.size).toBe(begun.length);
    for (const [id, session] of live) expect(session.label).toBe(renamed.has(id) ? `name ${id}` : null);

    for (const line of lines.filter((text) => text.startsWith('begun '))) {
      const [, number, text = ''] = line.split(' ');
      const id = Number(number);
      const token = parseSessionToken(text);
      const found = token && (await after.sessions.findByTokenHash(hashSessionToken(token)));
      expect(found).toMatchObject({ session: { id } });
      if (told.has(`done rename ${id}`)) expect(renamed).toContain(id);
      if (told.has(`done end ${id}`)) expect(ended).toContain(id);
      // What was never asked for did not happen.
      if (!told.has(`asked end ${id}`)) expect(live.has(id)).toBe(true);
    }
  } finally {
    await after.close();
  }
  return lines.filter((line) => /^(begun|done)/.test(line)).length;
}

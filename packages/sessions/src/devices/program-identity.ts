import { isIPv4 } from 'node:net';
import { describeDevice } from '../device-description.ts';
import type { UserAgent } from '../user-agent.ts';

const version = /^(?:[vV]\d{1,9}|[vV]?\d{1,9}(?:\.\d{1,9}){1,4}(?:[-+][\w.+-]{0,30})?)$/;
const number = /^\d{1,20}$/;

/** Neither a bare number nor an address is a version: `Server 1` and `Server 2` are two programs. */
const isVersion = (text: string): boolean => version.test(text) && !isIPv4(text);

/** `Backup-1.4.2` is `Backup`, `(v2)` is nothing. */
function withoutVersion(word: string): string {
  const bare = word.replaceAll(/[(),;]/g, '');
  if (isVersion(bare)) return '';
  for (const { index } of bare.matchAll(/[/_-]/g)) {
    if (isVersion(bare.slice(index + 1))) return bare.slice(0, index);
  }
  return bare;
}

/** A header that nobody has a name for: the names in it, without whatever changes from release to release. */
function namesIn(header: string): string[] {
  const words = header.split(/[\s()]/).map((word) => withoutVersion(word.split('/', 1)[0] ?? ''));
  return words.filter((word) => !number.test(word));
}

const joined = (words: readonly string[]): string => words.filter((word) => word !== '').join(' ');

/**
 * What a program is known by, which has no cookie: the name of its software, and what it calls itself, both without
 * versions, so that an update is no new program. Two programs that say the same are one.
 */
export function programIdentity(userAgent: UserAgent, information: string | null): string {
  const { software } = describeDevice(userAgent);
  const names = software === null ? namesIn(userAgent) : software.split(/\s/).map(withoutVersion);
  return `${joined(names)}\n${joined((information ?? '').split(/\s/).map(withoutVersion))}`;
}

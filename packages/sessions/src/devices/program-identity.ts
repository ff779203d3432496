import { isIPv4 } from 'node:net';
import { describeDevice } from './device-description.ts';
import type { UserAgent } from './user-agent.ts';

const version = /^(?:[vV]\d{1,9}|[vV]?\d{1,9}(?:\.\d{1,9}){1,4}(?:[-+][\w.+-]{0,30})?)$/;
const number = /^\d{1,20}$/;

/** A bare number or an IP address is not a version: `Server 1` and `Server 2` are two programs. */
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

/** The names in a header of unknown software, without version numbers. */
function namesIn(header: string): string[] {
  const words = header.split(/[\s()]/).map((word) => withoutVersion(word.split('/', 1)[0] ?? ''));
  return words.filter((word) => !number.test(word));
}

const joined = (words: readonly string[]): string => words.filter((word) => word !== '').join(' ');

/**
 * Identifies a program, which has no cookie: the name of its software and its own label, both without versions, so that
 * an update is not a new program. Programs with the same names are one.
 */
export function programIdentity(userAgent: UserAgent, clientLabel: string | null): string {
  const { software } = describeDevice(userAgent);
  const names = software === null ? namesIn(userAgent) : software.split(/\s/).map(withoutVersion);
  return `${joined(names)}\n${joined((clientLabel ?? '').split(/\s/).map(withoutVersion))}`;
}

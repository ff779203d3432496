import { sentences } from '../sentences.ts';
import { localized } from '../time/locale.ts';
import type { DeviceDescription, NamedDevice } from './listed-session.ts';

/** What a session is called on this page: the name that it was given, or else what is known of its device. */
export function sessionName({ ownersName, selfName, device }: NamedDevice): string {
  return ownersName ?? selfName ?? deviceName(device);
}

/**
 * Whether somebody gave that name: the owner, or the program itself. It may say anything, so it stands in quotes and on one line, where
 * the page's own words do not.
 */
export const isGivenName = ({ ownersName, selfName }: Omit<NamedDevice, 'device'>): boolean =>
  ownersName !== null || selfName !== null;

/** So many characters of a given name stand in a sentence, in a list, and in the name of a button. */
const longest = 40;
const segmenter = localized((locale) => new Intl.Segmenter(locale));

export function cutName(name: string): string {
  // No name of so few code units has more characters.
  if (name.length <= longest) return name;
  const characters = Array.from(segmenter().segment(name), ({ segment }) => segment);
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : name;
}

/** What a session is called in a sentence: a given name in quotes, and cut. */
export function nameInSentence(session: NamedDevice): string {
  const name = sessionName(session);
  return isGivenName(session) ? givenNameInSentence(name) : name;
}

export const givenNameInSentence = (name: string): string => sentences.device.inSentence(cutName(name));

/** The same in a list, which is in quotes in no language. */
export function nameInList(session: NamedDevice): string {
  const name = sessionName(session);
  return isGivenName(session) ? sentences.device.quoted(cutName(name)) : name;
}

/** What its buttons are named by, which nothing else says. Without quotes, for whoever speaks it. */
export const nameOnButton = (session: NamedDevice): string => cutName(sessionName(session));

const either = localized((locale) => new Intl.ListFormat(locale, { type: 'disjunction' }));

/** `Firefox 128 on Windows 10 or 11`. What is not known is said to be unknown, and what cannot be told is left open. */
export function deviceName({ software, version, systems }: DeviceDescription): string {
  const { unknownBrowser, unknownSystem, on } = sentences.device;
  return on(software === null ? unknownBrowser : named(software, version), systemName(systems) ?? unknownSystem);
}

function systemName(systems: DeviceDescription['systems']): string | null {
  const [first] = systems;
  if (!first) return null;
  const versions = systems.flatMap(({ name, version }) => (name === first.name && version !== null ? [version] : []));
  if (versions.length === systems.length) return `${first.name} ${either().format(versions)}`;
  return either().format(systems.map(({ name, version }) => named(name, version)));
}

const named = (name: string, version: string | null): string => (version === null ? name : `${name} ${version}`);

import { sentences } from '../sentences.ts';
import { localized } from '../time/locale.ts';
import type { DeviceDescription, NamedDevice } from './listed-session.ts';

/** What a session is called on this page: the name that it was given, or else what is known of its device. */
export function sessionName({ ownersName, selfName, device }: NamedDevice): string {
  return ownersName ?? selfName ?? deviceName(device);
}

/** Whether that is what a program says of itself, which anybody can say: it stands in quotes, and on one line. */
export const isSelfNamed = ({ ownersName, selfName }: Pick<NamedDevice, 'ownersName' | 'selfName'>): boolean =>
  ownersName === null && selfName !== null;

/** So many characters of a name that a program gave itself stand in a sentence. */
const longestInSentence = 60;
const segmenter = localized((locale) => new Intl.Segmenter(locale));

/** The same in a sentence: what a program says of itself is in quotes and cut. */
export function nameInSentence(session: NamedDevice): string {
  if (!isSelfNamed(session)) return sessionName(session);
  const letters = Array.from(segmenter().segment(sessionName(session)), ({ segment }) => segment);
  const cut =
    letters.length > longestInSentence ? `${letters.slice(0, longestInSentence - 1).join('')}…` : letters.join('');
  return sentences.device.inSentence(cut);
}

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

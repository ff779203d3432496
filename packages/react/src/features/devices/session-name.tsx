import type { DeviceDescription, NamedDevice } from '@latchkey/client';
import { localized } from '../../i18n/locale.ts';
import { messages } from '../../i18n/messages.ts';

/** The name of a session on the page: the label that its owner gave, else what the client calls itself, else its device. */
export function sessionName({ label, clientLabel, device }: NamedDevice): string {
  return label ?? clientLabel ?? describeDevice(device);
}

/**
 * Whether the name was chosen by the owner or the client. It may be any text, and is therefore shown in quotes and on one line.
 */
const hasLabel = ({ label, clientLabel }: Omit<NamedDevice, 'device'>): boolean =>
  label !== null || clientLabel !== null;

/** How many characters of a chosen name appear in sentences, lists and names of buttons. */
const longest = 40;
const segmenter = localized((locale) => new Intl.Segmenter(locale));

function truncateName(name: string): string {
  // A character has at least one code unit, so that segmenting is not needed.
  if (name.length <= longest) return name;
  const characters = Array.from(segmenter().segment(name), ({ segment }) => segment);
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : name;
}

/** The name in a sentence: chosen names are truncated and in quotes. */
export function nameInSentence(session: NamedDevice): string {
  const name = sessionName(session);
  return hasLabel(session) ? labelInSentence(name) : name;
}

/** The same without the version of a device, for sentences with little room. */
export const briefNameInSentence = (session: NamedDevice): string =>
  hasLabel(session) ? nameInSentence(session) : briefDescription(session.device);

export const labelInSentence = (name: string): string => messages.device.inSentence(truncateName(name));

/** The name in a list. Some languages quote names in lists in another way than in sentences. */
export function nameInList(session: NamedDevice): string {
  const name = sessionName(session);
  return hasLabel(session) ? messages.device.quoted(truncateName(name)) : name;
}

/** The name in the accessible name of a button: without quotes, so that it can be spoken to voice control. */
export const nameOnButton = (session: NamedDevice): string => truncateName(sessionName(session));

const either = localized((locale) => new Intl.ListFormat(locale, { type: 'disjunction' }));

/**
 * `Firefox 128 on Windows 10 or 11`. Unknown parts are called unknown, and a system that cannot be distinguished has
 * alternatives.
 */
export function describeDevice({ software, version, systems }: DeviceDescription): string {
  const { unknownBrowser, unknownSystem, on } = messages.device;
  return on(software === null ? unknownBrowser : named(software, version), systemName(systems) ?? unknownSystem);
}

/** `Firefox on Windows`: without versions, for rows that have them among their details. */
export function briefDescription({ software, systems }: DeviceDescription): string {
  const { unknownBrowser, unknownSystem, on } = messages.device;
  const names = [...new Set(systems.map(({ name }) => name))];
  return on(software ?? unknownBrowser, names.length === 0 ? unknownSystem : either().format(names));
}

function systemName(systems: DeviceDescription['systems']): string | null {
  const [first] = systems;
  if (!first) return null;
  const versions = systems.flatMap(({ name, version }) => (name === first.name && version !== null ? [version] : []));
  if (versions.length === systems.length) return `${first.name} ${either().format(versions)}`;
  return either().format(systems.map(({ name, version }) => named(name, version)));
}

const named = (name: string, version: string | null): string => (version === null ? name : `${name} ${version}`);

interface SessionNameProps {
  readonly session: NamedDevice;
  /** Whether a device that has no chosen name appears without its versions. */
  readonly isBrief?: boolean;
}

/** The name with its markup. A chosen name is in quotes and truncated to one line, and its title has all of it. */
export function SessionName({ session, isBrief = false }: SessionNameProps) {
  const name = sessionName(session);
  return hasLabel(session) ? (
    <bdi className="device-label" title={name}>
      <span className="truncate">{name}</span>
    </bdi>
  ) : (
    <bdi>{isBrief ? briefDescription(session.device) : name}</bdi>
  );
}

interface DeviceLineProps {
  readonly session: NamedDevice;
}

/** The device of a session with a chosen name, which says nothing reliable about it. */
export function DeviceLine({ session }: DeviceLineProps) {
  const { label, clientLabel } = session;
  if (label === null && clientLabel === null) return null;
  const device = describeDevice(session.device);
  return (
    <p className="text-sm text-muted wrap-anywhere">{label === null ? messages.sessions.selfNamed(device) : device}</p>
  );
}

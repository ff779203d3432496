import type { DeviceDescription } from '@latchkey/sessions/device-description';
import type { ShownAlert } from '@latchkey/sessions/sign-in-alert';

const either = new Intl.ListFormat('en', { type: 'disjunction' });

const named = (name: string, version: string | null): string => (version === null ? name : `${name} ${version}`);

/** `Firefox 128 on Windows 10 or 11`, and what a program calls itself: `“Nightly backup”, curl 8 on an unknown system`. */
export function deviceName({ device: { software, version, systems }, selfName }: ShownAlert): string {
  const client = software === null ? 'An unknown browser' : named(software, version);
  const device = `${client} on ${systemName(systems) ?? 'an unknown system'}`;
  return withoutAddresses(selfName === null ? device : `“${selfName}”, ${device}`);
}

/** A frozen header leaves several open: each is said, and what they have in common once. */
function systemName(systems: DeviceDescription['systems']): string | null {
  const [first] = systems;
  if (!first) return null;
  const versions = systems.flatMap(({ name, version }) => (name === first.name && version !== null ? [version] : []));
  if (versions.length === systems.length) return `${first.name} ${either.format(versions)}`;
  return either.format(systems.map(({ name, version }) => named(name, version)));
}

/** Whoever signs in chooses these names. An invisible joiner keeps a mail program from making links of them. */
const withoutAddresses = (text: string): string => text.replaceAll(/[.:/@]/g, '$&\u2060');

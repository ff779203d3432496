import type { DeviceDescription } from '@latchkey/sessions/device-description';
import type { ShownAlert } from '@latchkey/sessions/sign-in-alert';
import { isolated } from './isolation.ts';
import type { Sentences } from './sentences/en.ts';

const named = (name: string, version: string | null): string => (version === null ? name : `${name} ${version}`);

/** So many characters of a name that a program gave itself, as on the page. */
const longest = 40;

function cut(name: string, locale: string): string {
  const characters = Array.from(new Intl.Segmenter(locale).segment(name), ({ segment }) => segment);
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : name;
}

/** `Firefox 128 on Windows 10 or 11`, and what a program calls itself: `“Nightly backup”, curl 8 on an unknown system`. */
export function deviceName(
  { device: { software, version, systems }, selfName }: ShownAlert,
  { device: words, locale, direction }: Sentences,
): string {
  const client = software === null ? words.unknownBrowser : named(software, version);
  const device = words.on(client, systemName(systems, locale) ?? words.unknownSystem);
  if (selfName === null) return withoutAddresses(device);
  // It begins with a stranger's letters, and runs the reader's way all the same: the mark says so.
  const mark = direction === 'rtl' ? '\u200F' : '\u200E';
  return withoutAddresses(`${mark}${words.selfNamed(isolated(cut(selfName, locale)), device)}`);
}

/** A frozen header leaves several open: each is said, and what they have in common once. */
function systemName(systems: DeviceDescription['systems'], locale: string): string | null {
  const [first] = systems;
  if (!first) return null;
  const either = new Intl.ListFormat(locale, { type: 'disjunction' });
  const versions = systems.flatMap(({ name, version }) => (name === first.name && version !== null ? [version] : []));
  if (versions.length === systems.length) return `${first.name} ${either.format(versions)}`;
  return either.format(systems.map(({ name, version }) => named(name, version)));
}

/**
 * An invisible joiner keeps a mail program from making links of what looks like an address, whoever chose it, also where it is
 * written in the wide letters that addresses may have (UTS #46).
 */
export const withoutAddresses = (text: string): string => text.replaceAll(/[.:/@。．｡：／＠]/g, '$&\u2060');

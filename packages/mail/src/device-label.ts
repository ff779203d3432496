import type { DeviceDescription } from '@latchkey/sessions/devices/device-description';
import type { SignInAlertView } from '@latchkey/sessions/sign-in-alerts/sign-in-alert';
import type { Messages } from './messages/en.ts';
import { directionMark, isolated } from './text-direction.ts';

/** Characters of a program's own name, as on the page. */
const maxNameLength = 40;

/** `Firefox 128 on Windows 10 or 11`, or with a program's own name: `“Nightly backup”, curl 8 on an unknown system`. */
export function deviceLabel(
  { device: { software, version, systems }, clientLabel }: SignInAlertView,
  { device: words, locale, direction }: Messages,
): string {
  const client = software === null ? words.unknownBrowser : withVersion(software, version);
  const device = words.on(client, systemName(systems, locale) ?? words.unknownSystem);
  if (clientLabel === null) return withoutLinks(device);
  return withoutLinks(
    `${directionMark(direction)}${words.selfNamed(words.quoted(isolated(cut(clientLabel, locale))), device)}`,
  );
}

/** `Firefox on Windows`, without versions. It is cut, because a client chooses its software's name. */
export function shortDeviceLabel(
  { software, systems }: DeviceDescription,
  { device: words, locale }: Pick<Messages, 'device' | 'locale'>,
): string {
  const names = [...new Set(systems.map(({ name }) => name))];
  const client = software === null ? words.unknownBrowser : cut(software, locale);
  const either = new Intl.ListFormat(locale, { type: 'disjunction' });
  return withoutLinks(names.length > 0 ? words.on(client, either.format(names)) : client);
}

const withVersion = (name: string, version: string | null): string => (version === null ? name : `${name} ${version}`);

function cut(name: string, locale: string): string {
  const characters = Array.from(new Intl.Segmenter(locale).segment(name), ({ segment }) => segment);
  return characters.length > maxNameLength ? `${characters.slice(0, maxNameLength - 1).join('')}…` : name;
}

/** Several systems if a frozen user agent leaves them open. Their common name is written once: `Windows 10 or 11`. */
function systemName(systems: DeviceDescription['systems'], locale: string): string | null {
  const [first] = systems;
  if (!first) return null;
  const either = new Intl.ListFormat(locale, { type: 'disjunction' });
  const versions = systems.flatMap(({ name, version }) => (name === first.name && version !== null ? [version] : []));
  if (versions.length === systems.length) return `${first.name} ${either.format(versions)}`;
  return either.format(systems.map(({ name, version }) => withVersion(name, version)));
}

/**
 * Adds an invisible joiner (U+2060) after characters of addresses, also in the wide forms that addresses may have (UTS #46),
 * so that a mail program makes no link of text that a client chose.
 */
export const withoutLinks = (text: string): string => text.replaceAll(/[.:/@。．｡：／＠]/g, '$&\u2060');

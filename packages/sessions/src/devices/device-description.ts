import { UAParser } from 'ua-parser-js';
import { z } from 'zod';
import { BoundedCache } from '../bounded-cache.ts';
import { type ClientHints, readHints } from './client-hints.ts';
import { softwareOf } from './client-software.ts';
import { type OperatingSystem, operatingSystemSchema, systemsOf } from './operating-system.ts';
import type { UserAgent } from './user-agent.ts';

const deviceKinds = ['desktop', 'phone', 'tablet', 'tv', 'console', 'wearable', 'program', 'unknown'] as const;
type DeviceKind = (typeof deviceKinds)[number];

/** What a client's headers say of its device. What they do not say is null or `unknown`, never guessed. */
export const deviceDescriptionSchema = z.object({
  kind: z.enum(deviceKinds),
  /** The name of the browser or the program, as it gives it. */
  software: z.string().nullable(),
  /** The major version of that. */
  version: z.string().nullable(),
  /** Every system that it may run on: a frozen header leaves several open. */
  systems: z.array(operatingSystemSchema).readonly(),
});
export type DeviceDescription = Readonly<z.infer<typeof deviceDescriptionSchema>>;

const kinds: ReadonlyMap<string, DeviceKind> = new Map<string, DeviceKind>([
  ['mobile', 'phone'],
  ['tablet', 'tablet'],
  ['xr', 'wearable'],
]);

/** What `Sec-CH-UA-Form-Factors` says. */
const formFactors: ReadonlyMap<string, DeviceKind> = new Map<string, DeviceKind>([
  ['Desktop', 'desktop'],
  ['Mobile', 'phone'],
  ['Tablet', 'tablet'],
  ['Watch', 'wearable'],
  ['XR', 'wearable'],
  ['Automotive', 'unknown'],
]);

/** Systems of desktop and laptop computers, when the header names no other device. */
const desktopSystems = new Set(['Windows', 'macOS', 'Linux', 'ChromeOS', 'Ubuntu', 'Fedora', 'Debian', 'FreeBSD']);

/**
 * Televisions, set-top boxes and sticks, by the names of their software or model: `MagentaTV One`, `SmartTvA/3.0.0`.
 */
const television =
  /\bTV\b|\b(?:Web0S|HbbTV|NetCast|Chromecast|TiVoOS|VIDAA|M[Ii]BOX\d?)\b|Smart-?T[Vv]|[; ][A-Za-z]{1,16}TV(?![A-Za-z])|; AFT[A-Z]/;

/** Headsets for virtual or mixed reality: `Mobile VR Safari`, `(X11; Linux x86_64; Quest 3)`. */
const headset =
  / [VX]R Safari\/|; Mobile VR;|[; ](?:OculusBrowser|PicoBrowser|Wolvic|MagicLeap)\/|; (?:(?:Meta )?Quest|HoloLens|PICO|VIVE Focus)\b/;

/**
 * Cached, because there are far fewer user agents than sessions, and parsing one takes longer than reading a list from
 * the database.
 */
const described = new BoundedCache(5_000, parse);

export const describeDevice = (userAgent: UserAgent): DeviceDescription => described.get(userAgent);

function parse(userAgent: UserAgent): DeviceDescription {
  const { header, hints: given } = readHints(userAgent);
  const { browser, os, device } = new UAParser(header).getResult();
  // Only products built on Chromium send hints: with any other header, they are forged.
  const hints = given && / (?:Headless)?Chrome\//.test(header) ? given : null;
  const { name, version, isProgram } = softwareOf(header, browser, hints);
  const systems = systemsOf(header, os, hints);
  return { kind: kindOf(header, device, systems, hints, isProgram), software: name, version, systems };
}

function kindOf(
  header: string,
  device: UAParser.IDevice,
  systems: readonly OperatingSystem[],
  hints: ClientHints | null,
  isProgram: boolean,
): DeviceKind {
  const type = device.type ?? '';
  // Smart displays and other devices run Fuchsia.
  if (header.includes('(Fuchsia')) return 'unknown';
  if (type === 'smarttv' || television.test(header)) return 'tv';
  // A phone's model name may contain that of a console: `(Linux; Android 9; Xbox Pad)`.
  if (type === 'console' && !header.includes('; Android ')) return 'console';
  if (isProgram) return 'program';
  if (type === 'wearable' || / Watch\b/.test(header) || headset.test(header)) return 'wearable';
  const hinted = new Set(hints?.formFactors.flatMap((factor) => formFactors.get(factor) ?? []));
  const [only = 'unknown'] = hinted;
  if (hinted.size > 0) return hinted.has('wearable') ? 'wearable' : hinted.size === 1 ? only : 'unknown';
  if (hints?.isMobile) return 'phone';
  if (header.includes('(iPod')) return 'unknown';
  if (header.startsWith('Mozilla/5.0 (iPad;')) return 'tablet';
  // Of all Android devices, only phones send `Mobile`; the others are tablets, cars, TV boxes and unfolded phones.
  if (type === 'tablet' && header.includes('Android')) {
    if (/\bMobile\b/.test(header)) return 'phone';
    return (device.vendor && device.vendor !== 'Generic') || header.includes(' Tablet;') ? 'tablet' : 'unknown';
  }
  if (header.includes('; Android ') && (type === 'mobile' || type === 'console')) {
    return /\bMobile\b/.test(header) ? 'phone' : 'unknown';
  }
  if (type) return kinds.get(type) ?? 'unknown';
  const isX11 = header.includes('(X11;') && !systems.some(({ name }) => name === 'Android');
  const isDesktop = systems.length > 0 && systems.every(({ name }) => isX11 || desktopSystems.has(name));
  return isDesktop ? 'desktop' : 'unknown';
}

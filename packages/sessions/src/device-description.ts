import { UAParser } from 'ua-parser-js';
import { type ClientHints, readHints } from './client-hints.ts';
import { softwareOf } from './client-software.ts';
import { type OperatingSystem, systemsOf } from './operating-system.ts';
import type { UserAgent } from './user-agent.ts';

export const deviceKinds = ['desktop', 'phone', 'tablet', 'tv', 'console', 'wearable', 'program', 'unknown'] as const;
export type DeviceKind = (typeof deviceKinds)[number];

/** What can honestly be said of a client. What cannot be told is null or `unknown`, never guessed. */
export interface DeviceDescription {
  readonly kind: DeviceKind;
  /** What the browser or the program calls itself. */
  readonly software: string | null;
  /** Its major version. */
  readonly version: string | null;
  /** Each one that it may be: a frozen header leaves several open. */
  readonly systems: readonly OperatingSystem[];
}

const kinds: ReadonlyMap<string, DeviceKind> = new Map<string, DeviceKind>([
  ['mobile', 'phone'],
  ['tablet', 'tablet'],
  ['smarttv', 'tv'],
  ['console', 'console'],
  ['wearable', 'wearable'],
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

/** Systems that run on a desk or a lap, and nowhere else, when the header names no other device. */
const desktopSystems = new Set(['Windows', 'macOS', 'Linux', 'ChromeOS', 'Ubuntu', 'Fedora', 'Debian', 'FreeBSD']);

/** Televisions, and boxes and sticks for them, by what they or their models call themselves: `MagentaTV One`, `SmartTvA/3.0.0`. */
const television =
  /\bTV\b|\b(?:Web0S|HbbTV|NetCast|Chromecast|TiVoOS|VIDAA|M[Ii]BOX\d?)\b|Smart-?T[Vv]|[; ][A-Za-z]{1,16}TV(?![A-Za-z])|; AFT[A-Z]/;

/** Glasses for virtual or mixed reality: `Mobile VR Safari`, `(X11; Linux x86_64; Quest 3)`. */
const headset =
  / [VX]R Safari\/|; Mobile VR;|[; ](?:OculusBrowser|PicoBrowser|Wolvic|MagicLeap)\/|; (?:(?:Meta )?Quest|HoloLens|PICO|VIVE Focus)\b/;

/** There are far fewer user agents than sessions, and reading one takes longer than asking the database for a list. */
const described = new Map<UserAgent, DeviceDescription>();
const mostDescribed = 5_000;

export function describeDevice(userAgent: UserAgent): DeviceDescription {
  const known = described.get(userAgent);
  if (known) return known;
  if (described.size >= mostDescribed) described.clear();
  const description = parse(userAgent);
  described.set(userAgent, description);
  return description;
}

function parse(userAgent: UserAgent): DeviceDescription {
  const { header, hints: given } = readHints(userAgent);
  const { browser, os, device } = new UAParser(header).getResult();
  // Only what is built from Chromium has hints: with any other header, somebody has put them there.
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
  // A display with a kitchen before it, or whatever else Fuchsia runs on.
  if (header.includes('(Fuchsia')) return 'unknown';
  if (type === 'smarttv' || television.test(header)) return 'tv';
  // A model may be called like a console: `(Linux; Android 9; Xbox Pad)`.
  if (type === 'console' && !header.includes('; Android ')) return 'console';
  if (isProgram) return 'program';
  if (type === 'wearable' || / Watch\b/.test(header) || headset.test(header)) return 'wearable';
  const hinted = new Set(hints?.formFactors.flatMap((factor) => formFactors.get(factor) ?? []));
  const [only = 'unknown'] = hinted;
  if (hinted.size > 0) return hinted.has('wearable') ? 'wearable' : hinted.size === 1 ? only : 'unknown';
  if (hints?.isMobile) return 'phone';
  if (header.includes('(iPod')) return 'unknown';
  if (header.startsWith('Mozilla/5.0 (iPad;')) return 'tablet';
  // Of all that runs Android, only phones say so; what does not is a tablet, a car, a box, or a phone folded out.
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

/** The documented one-line form: `Firefox - 69; OS: Linux; Phone: false`. */
export function informationLine({ kind, software, version, systems }: DeviceDescription): string {
  const phone = kind === 'unknown' || kind === 'program' ? 'unknown' : String(kind === 'phone');
  const os = [...new Set(systems.map(({ name }) => name))].join(' or ') || 'unknown';
  return `${software ?? 'unknown'} - ${version ?? 'unknown'}; OS: ${os}; Phone: ${phone}`;
}

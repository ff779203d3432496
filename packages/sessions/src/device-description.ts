import { UAParser } from 'ua-parser-js';
import type { UserAgent } from './user-agent.ts';

export const deviceKinds = ['desktop', 'phone', 'tablet', 'tv', 'console', 'wearable', 'program', 'unknown'] as const;
export type DeviceKind = (typeof deviceKinds)[number];

/** What can honestly be said of a client. What cannot be told is null or `unknown`, never guessed. */
export interface DeviceDescription {
  readonly kind: DeviceKind;
  /** The browser's or the program's name. */
  readonly software: string | null;
  /** Its major version. */
  readonly version: string | null;
  readonly os: string | null;
}

/** `curl/8.5.0`, `Go-http-client/1.1`: a client that names itself first and does not pose as Mozilla. */
const program = /^(?!Mozilla\/)([A-Za-z][A-Za-z0-9._-]{0,63})\/v?(\d{1,9})/;

const kinds: Readonly<Record<string, DeviceKind>> = {
  mobile: 'phone',
  tablet: 'tablet',
  smarttv: 'tv',
  console: 'console',
  wearable: 'wearable',
};

/** What people call it, where the parser says it in another way. */
const commonNames: Readonly<Record<string, string>> = { 'Mobile Safari': 'Safari', 'Mac OS': 'macOS' };

/** Systems that run on a desk or a lap, and nowhere else, when the header names no other device. */
const desktopSystems = new Set(['Windows', 'macOS', 'Linux', 'Chromium OS', 'Ubuntu', 'Fedora', 'Debian']);

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
  const { browser, os: system, device } = new UAParser(userAgent).getResult();
  const os = commonName(system.name);
  const self = program.exec(userAgent);
  if (!browser.name && self) return { kind: 'program', software: self[1] ?? null, version: self[2] ?? null, os };
  return {
    kind: kindOf(device.type, os),
    software: commonName(browser.name),
    version: browser.version?.split('.')[0] || null,
    os,
  };
}

function commonName(name: string | undefined): string | null {
  return name ? (commonNames[name] ?? name) : null;
}

function kindOf(type: string | undefined, os: string | null): DeviceKind {
  if (type) return kinds[type] ?? 'unknown';
  return os !== null && desktopSystems.has(os) ? 'desktop' : 'unknown';
}

/** The documented one-line form: `Firefox - 69; OS: Linux; Phone: false`. */
export function informationLine({ kind, software, version, os }: DeviceDescription): string {
  const phone = kind === 'unknown' || kind === 'program' ? 'unknown' : String(kind === 'phone');
  return `${software ?? 'unknown'} - ${version ?? 'unknown'}; OS: ${os ?? 'unknown'}; Phone: ${phone}`;
}

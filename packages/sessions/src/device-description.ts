import { UAParser } from 'ua-parser-js';
import { type ClientHints, readHints } from './client-hints.ts';
import type { UserAgent } from './user-agent.ts';

export const deviceKinds = ['desktop', 'phone', 'tablet', 'tv', 'console', 'wearable', 'program', 'unknown'] as const;
export type DeviceKind = (typeof deviceKinds)[number];

export interface OperatingSystem {
  readonly name: string;
  /** Null where it cannot be told, as in most headers, which are frozen. */
  readonly version: string | null;
}

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

/** `curl/8.5.0`, `Go-http-client/1.1`: a client that names itself first and does not pose as Mozilla. */
const program = /^(?!Mozilla\/)([A-Za-z][A-Za-z0-9._-]{0,63})\/v?(\d{1,9})/;

/** `(compatible; Googlebot/2.1; +http://…)`: a robot, which poses as Mozilla and then names itself. */
const robot = /compatible; (?!MSIE)([A-Za-z][A-Za-z0-9._-]{0,63})(?:\/(\d{1,9}))?/;

/** `Slack/4.41.105 Chrome/126.0 Electron/31.1`: an application that is made of a browser, and names itself before it. */
const application = / ([A-Za-z][A-Za-z0-9._-]{0,63})\/(\d{1,9})[0-9.a-z-]{0,40} Chrome\/[0-9.]{1,30} Electron\//;

const kinds: Readonly<Record<string, DeviceKind>> = {
  mobile: 'phone',
  tablet: 'tablet',
  smarttv: 'tv',
  console: 'console',
  wearable: 'wearable',
  xr: 'wearable',
};

/** What `Sec-CH-UA-Form-Factors` says. */
const formFactors: Readonly<Record<string, DeviceKind>> = {
  Desktop: 'desktop',
  Mobile: 'phone',
  Tablet: 'tablet',
  Watch: 'wearable',
  XR: 'wearable',
};

/** What people call it, where the parser or the hint says it in another way. */
const commonNames: Readonly<Record<string, string>> = {
  'Mobile Safari': 'Safari',
  'Mobile Chrome': 'Chrome',
  'Mobile Firefox': 'Firefox',
  'Chrome Headless': 'Headless Chrome',
  HeadlessChrome: 'Headless Chrome',
  'Google Chrome': 'Chrome',
  'Microsoft Edge': 'Edge',
  'Opera Touch': 'Opera',
  Yandex: 'Yandex Browser',
  YaBrowser: 'Yandex Browser',
  GSA: 'Google app',
  'Mac OS': 'macOS',
  'Chromium OS': 'ChromeOS',
  'Chrome OS': 'ChromeOS',
};

/** Systems that run on a desk or a lap, and nowhere else, when the header names no other device. */
const desktopSystems = new Set(['Windows', 'macOS', 'Linux', 'ChromeOS', 'Ubuntu', 'Fedora', 'Debian', 'FreeBSD']);

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
  const self = robot.exec(header) ?? application.exec(header) ?? (browser.name ? null : program.exec(header));
  // Only what is built from Chromium has hints: with any other header, somebody has put them there.
  const hints = given && / (?:Headless)?Chrome\//.test(header) ? given : null;
  const systems = systemsOf(header, os, hints);
  const software = self
    ? { name: self[1] ?? null, version: self[2] ?? null }
    : (brandOf(hints) ?? { name: commonName(browser.name), version: browser.version?.split('.')[0] || null });
  const isApplication = self !== null && header.includes(' Electron/');
  return {
    kind: self && !isApplication ? 'program' : kindOf(header, device.type, systems, hints),
    software: software.name,
    version: software.version,
    systems,
  };
}

/** What it is sold as, among all that it says it is made from, and a brand that is there so that nobody relies on brands. */
function brandOf(hints: ClientHints | null): { name: string; version: string | null } | null {
  const brands = hints?.brands.filter(({ name }) => !/not.{0,3}a.{0,3}brand/i.test(name)) ?? [];
  const brand = brands.find(({ name }) => name !== 'Chromium') ?? brands[0];
  return brand ? { name: commonName(brand.name) ?? brand.name, version: brand.version.split('.')[0] || null } : null;
}

function systemsOf(header: string, os: UAParser.IOS, hints: ClientHints | null): readonly OperatingSystem[] {
  const version = Number(hints?.platformVersion?.split('.')[0] || Number.NaN);
  const name = commonName(hints?.platform || os.name);
  if (name === null || name === 'Unknown') return [];
  if (name === 'Windows') return windows(os.version, hints?.platform ? version : Number.NaN);
  // Safari on an iPad, and every browser there that was asked for a desktop's page, sends the header of a Mac.
  if (header.includes('(Macintosh')) {
    if (/ (?:CriOS|FxiOS|EdgiOS|OPT|DuckDuckGo)\//.test(header)) return [bare('iPadOS'), bare('iOS')];
    if (/ Version\/(?:1[3-9]|[2-9]\d)\..{0,40} Safari\//.test(header)) return [bare('macOS'), bare('iPadOS')];
  }
  if (/ Darwin\//.test(header) && /CFNetwork\//.test(header)) return [bare('iOS'), bare('iPadOS'), bare('macOS')];
  if (name === 'iOS' && header.includes('(iPad')) return [bare('iPadOS')];
  // The hint's number on Linux is the kernel's.
  return [{ name, version: version > 0 && name !== 'Linux' ? String(version) : null }];
}

/** The header stands still at 10. What the hint counts is another number: 13 and more are Windows 11. */
function windows(said: string | undefined, hinted: number): OperatingSystem[] {
  const versions = hinted >= 13 ? ['11'] : hinted >= 1 ? ['10'] : said === '10' ? ['10', '11'] : [said ?? null];
  return versions.map((version) => ({ name: 'Windows', version }));
}

const bare = (name: string): OperatingSystem => ({ name, version: null });

function commonName(name: string | undefined): string | null {
  return name ? (commonNames[name] ?? name) : null;
}

function kindOf(
  header: string,
  type: string | undefined,
  systems: readonly OperatingSystem[],
  hints: ClientHints | null,
): DeviceKind {
  const formFactor = hints?.formFactors.map((factor) => formFactors[factor]).find((kind) => kind !== undefined);
  if (formFactor) return formFactor;
  // Of all that runs Android, only phones say so.
  if (hints?.isMobile || (type === 'tablet' && header.includes('Android') && header.includes(' Mobile ')))
    return 'phone';
  if (type) return kinds[type] ?? 'unknown';
  return systems.length > 0 && systems.every(({ name }) => desktopSystems.has(name)) ? 'desktop' : 'unknown';
}

/** The documented one-line form: `Firefox - 69; OS: Linux; Phone: false`. */
export function informationLine({ kind, software, version, systems }: DeviceDescription): string {
  const phone = kind === 'unknown' || kind === 'program' ? 'unknown' : String(kind === 'phone');
  const os = [...new Set(systems.map(({ name }) => name))].join(' or ') || 'unknown';
  return `${software ?? 'unknown'} - ${version ?? 'unknown'}; OS: ${os}; Phone: ${phone}`;
}

import { z } from 'zod';
import type { ClientHints } from './client-hints.ts';

export const operatingSystemSchema = z.object({
  name: z.string(),
  /** Null where the header does not say, as in most: browsers have frozen it. */
  version: z.string().nullable(),
});
export type OperatingSystem = Readonly<z.infer<typeof operatingSystemSchema>>;

/** Common names for those of the parser or the hints. */
const commonNames: ReadonlyMap<string, string> = new Map([
  ['Mac OS', 'macOS'],
  ['Chromium OS', 'ChromeOS'],
  ['Chrome OS', 'ChromeOS'],
  ['Windows Phone OS', 'Windows Phone'],
  ['KAIOS', 'KaiOS'],
  ['PLAYSTATION', 'PlayStation'],
  ['WEBOS', 'webOS'],
  ['linux', 'Linux'],
  ['android', 'Android'],
]);

/** The token in the header of a browser, by the platform of its hint. */
const marks: ReadonlyMap<string, string> = new Map([
  ['Windows', 'Windows'],
  ['macOS', 'Macintosh'],
  ['Linux', 'Linux'],
  ['Android', 'Android'],
  ['Chrome OS', 'CrOS'],
  ['Chromium OS', 'CrOS'],
]);

/** Electron programs send the build (`os.release()` of Node), which is not frozen. */
const firstBuildOf11 = 22_000;

/** `(Linux; Android 10; WinnovoT2)`: the system comes first, and a model name may look like another system. */
const startsWithAndroid = /^[^(]{0,40}\((?:Linux; (?:\w{1,8}; ){0,2})?Android \d/;

/** Systems based on Android, which the parser may return for such a header. */
const madeOfAndroid = new Set(['HarmonyOS', 'OpenHarmony', 'Android-x86', 'Fire OS']);

/** `(Windows_NT 10.0.26100; x64)`: the names that Node uses. */
const ofNode = /\((Windows_NT|Darwin|Linux) \d/;
const namesOfNode: ReadonlyMap<string, string> = new Map([
  ['Windows_NT', 'Windows'],
  ['Darwin', 'macOS'],
  ['Linux', 'Linux'],
]);

/** Products in a Mac's header that only run on iPads and iPhones. */
const ofAppleMobile = / (?:CriOS|FxiOS|EdgiOS|OPT|OPX|GSA|DuckDuckGo)\//;

/** The systems that a header and its hints allow. `uaParser`: the system that ua-parser-js found. */
export function systemsOf(
  header: string,
  uaParser: { readonly name?: string | undefined; readonly version?: string | undefined },
  hints: ClientHints | null,
): readonly OperatingSystem[] {
  const name = nameIn(header, uaParser.name);
  const platform = hints?.platform ?? '';
  const mark = marks.get(platform);
  // Header and hint contradict each other, so both are returned.
  if (mark && name !== null && !header.includes(mark)) return [bare(name), bare(commonNames.get(platform) ?? platform)];
  if (name === null) return [];
  const version = mark && hints?.platformVersion ? hints.platformVersion : null;
  const build = /\(Windows_NT 10\.0\.(\d{5,6})\b/.exec(header)?.[1];
  if (build) return [{ name, version: Number(build) < firstBuildOf11 ? '10' : '11' }];
  if (name === 'Windows' && header.includes('HoloLens')) return [bare(name)];
  if (name === 'Windows') return windows(uaParser.version, version, / Chrome\/10[789]\.0\.0\.0 /.test(header));
  if (name === 'macOS') return mac(header, version);
  if (name === 'iOS')
    return header.includes('(iPad') && !isBeforeIPadOS(uaParser.version) ? [bare('iPadOS')] : [bare(name)];
  // Applications on all of them send the same header.
  if (name === 'Darwin') return [bare('iOS'), bare('iPadOS'), bare('macOS')];
  if (name === 'Linux' && mayBeTablet(header, hints)) return [bare(name), bare('Android')];
  return [{ name, version: name === 'Android' ? major(version) : null }];
}

const bare = (name: string): OperatingSystem => ({ name, version: null });

const major = (version: string | null): string | null => /^[1-9]\d{0,2}(?=\.|$)/.exec(version ?? '')?.[0] ?? null;

function nameIn(header: string, name: string | undefined): string | null {
  if (header.includes('CFNetwork/') && header.includes(' Darwin/')) return 'Darwin';
  if (header.includes(' KAIOS/')) return 'KaiOS';
  if (header.includes('AppleTV')) return 'tvOS';
  if (/^(?:Mozilla\/5\.0 \()?Roku\//.test(header)) return 'Roku OS';
  // These browsers request desktop pages on Android by default.
  if (header.includes('(X11') && / (?:SamsungBrowser\/|[VX]R Safari\/)/.test(header)) return 'Android';
  if (header.includes('TiVoOS/')) return 'TiVo OS';
  if (header.includes('Web0S')) return 'webOS';
  if (startsWithAndroid.test(header) && !madeOfAndroid.has(name ?? '')) return 'Android';
  if (/^Mozilla\/5\.0 \(iP(?:hone|ad|od)/.test(header)) return 'iOS';
  const node = header.includes(' Electron/') ? ofNode.exec(header)?.[1] : undefined;
  if (node) return namesOfNode.get(node) ?? null;
  if (header.includes('(Fuchsia')) return 'Fuchsia';
  if (name === 'Android' && header.includes(' like Android')) return 'Linux';
  // The parser also finds it in other names.
  if (name === 'iOS' && !/iP(?:hone|ad|od)|iOS/.test(header)) return null;
  return name ? (commonNames.get(name) ?? name) : null;
}

/** The Windows version of a hint. 11 and 12 were servers. */
function hintedWindows(version: string): string | null {
  const [first = 0, second = 0] = version.split('.').map(Number);
  if (first === 0) return ['7', '8', '8.1'][second - 1] ?? null;
  return first >= 13 ? '11' : first >= 1 && first <= 10 ? '10' : null;
}

/** The header is frozen at 10, in early versions also on older systems, as long as the browser supported them. */
function windows(parsed: string | undefined, hint: string | null, mayBeOlder: boolean): OperatingSystem[] {
  const known = /^(?:XP|Vista|7|8|8\.1|ME|2000|RT|9[58]|3\.1)$/.test(parsed ?? '') ? (parsed ?? null) : null;
  const hinted = hint === null ? null : hintedWindows(hint);
  const open = parsed === '10' && hint === null && !mayBeOlder ? ['10', '11'] : [known];
  const versions = hint === null ? open : [parsed === '10' || parsed === hinted ? hinted : null];
  return versions.map((version) => ({ name: 'Windows', version }));
}

/** The header is frozen at 10.15. Safari on an iPad, and other WebKit software there, sends a Mac's header. */
function mac(header: string, hint: string | null): OperatingSystem[] {
  if (ofAppleMobile.test(header)) return [bare('iPadOS'), bare('iOS')];
  const isOfWebKit = / AppleWebKit\/6/.test(header) && !header.includes(' Chrome/');
  if (isOfWebKit && !/ Version\/(?:\d|1[0-2])\./.test(header)) return [bare('macOS'), bare('iPadOS')];
  const older = /^10\.(?:\d|1[0-5])(?=\.|$)/.exec(hint ?? '')?.[0];
  const number = Number(major(hint));
  // There is no macOS 16 to 25: newer systems report these to software built before their release.
  const isSold = (number >= 11 && number <= 15) || number >= 26;
  return [{ name: 'macOS', version: older ?? (isSold ? String(number) : null) }];
}

const isBeforeIPadOS = (version: string | undefined): boolean => Number.parseInt(version ?? '', 10) < 13;

/** Browsers on large Android tablets request desktop pages by default, with the header and hints of Linux. */
function mayBeTablet(header: string, hints: ClientHints | null): boolean {
  const version = Number(/like Gecko\) Chrome\/(\d{2,4})\.0\.0\.0 /.exec(header)?.[1]);
  return version >= 112 && header.includes('(X11; Linux x86_64)') && hints?.brand?.name !== 'Chromium';
}

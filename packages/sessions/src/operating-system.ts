import type { ClientHints } from './client-hints.ts';

export interface OperatingSystem {
  readonly name: string;
  /** Null where it cannot be told, as in most headers, which are frozen. */
  readonly version: string | null;
}

/** What people call it, where the parser or the hint says it in another way. */
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

/** What the header of a browser has in it, where its hint tells one of these platforms. */
const marks: ReadonlyMap<string, string> = new Map([
  ['Windows', 'Windows'],
  ['macOS', 'Macintosh'],
  ['Linux', 'Linux'],
  ['Android', 'Android'],
  ['Chrome OS', 'CrOS'],
  ['Chromium OS', 'CrOS'],
]);

/** Programs made of Electron tell the build (`os.release()` of Node), which is not frozen. */
const firstBuildOf11 = 22_000;

/** `(Linux; Android 10; WinnovoT2)`: the system comes first, and a model may be called like another system. */
const startsWithAndroid = /^[^(]{0,40}\((?:Linux; (?:\w{1,8}; ){0,2})?Android \d/;

/** What the parser may say of such a header all the same. */
const madeOfAndroid = new Set(['HarmonyOS', 'OpenHarmony', 'Android-x86', 'Fire OS']);

/** `(Windows_NT 10.0.26100; x64)`: what Node calls a system. */
const ofNode = /\((Windows_NT|Darwin|Linux) \d/;
const namesOfNode: ReadonlyMap<string, string> = new Map([
  ['Windows_NT', 'Windows'],
  ['Darwin', 'macOS'],
  ['Linux', 'Linux'],
]);

/** On a Mac's header, what only runs on an iPad or an iPhone. */
const ofAppleMobile = / (?:CriOS|FxiOS|EdgiOS|OPT|OPX|GSA|DuckDuckGo)\//;

/** Tells each system that a header and its hints leave open. `said` is what the parser reads off the header. */
export function systemsOf(
  header: string,
  said: { readonly name?: string | undefined; readonly version?: string | undefined },
  hints: ClientHints | null,
): readonly OperatingSystem[] {
  const name = nameIn(header, said.name);
  const platform = hints?.platform ?? '';
  const mark = marks.get(platform);
  // One of the two is made up, and nobody can tell which.
  if (mark && name !== null && !header.includes(mark)) return [bare(name), bare(commonNames.get(platform) ?? platform)];
  if (name === null) return [];
  const version = mark && hints?.platformVersion ? hints.platformVersion : null;
  const build = /\(Windows_NT 10\.0\.(\d{5,6})\b/.exec(header)?.[1];
  if (build) return [{ name, version: Number(build) < firstBuildOf11 ? '10' : '11' }];
  if (name === 'Windows' && header.includes('HoloLens')) return [bare(name)];
  if (name === 'Windows') return windows(said.version, version, / Chrome\/10[789]\.0\.0\.0 /.test(header));
  if (name === 'macOS') return mac(header, version);
  if (name === 'iOS')
    return header.includes('(iPad') && !isBeforeIPadOS(said.version) ? [bare('iPadOS')] : [bare(name)];
  // The same in an application of any of them.
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
  // There they ask for desktops' pages by themselves.
  if (header.includes('(X11') && / (?:SamsungBrowser\/|[VX]R Safari\/)/.test(header)) return 'Android';
  if (header.includes('TiVoOS/')) return 'TiVo OS';
  if (header.includes('Web0S')) return 'webOS';
  if (startsWithAndroid.test(header) && !madeOfAndroid.has(name ?? '')) return 'Android';
  if (/^Mozilla\/5\.0 \(iP(?:hone|ad|od)/.test(header)) return 'iOS';
  const node = header.includes(' Electron/') ? ofNode.exec(header)?.[1] : undefined;
  if (node) return namesOfNode.get(node) ?? null;
  if (header.includes('(Fuchsia')) return 'Fuchsia';
  if (name === 'Android' && header.includes(' like Android')) return 'Linux';
  // The parser hears it in other names too.
  if (name === 'iOS' && !/iP(?:hone|ad|od)|iOS/.test(header)) return null;
  return name ? (commonNames.get(name) ?? name) : null;
}

/** Windows as its makers count it in their hints. 11 and 12 were servers. */
function hintedWindows(version: string): string | null {
  const [first = 0, second = 0] = version.split('.').map(Number);
  if (first === 0) return ['7', '8', '8.1'][second - 1] ?? null;
  return first >= 13 ? '11' : first >= 1 && first <= 10 ? '10' : null;
}

/** The header stands still at 10, at first on older ones too, for as long as a browser ran on them. */
function windows(said: string | undefined, hint: string | null, mayBeOlder: boolean): OperatingSystem[] {
  const known = /^(?:XP|Vista|7|8|8\.1|ME|2000|RT|9[58]|3\.1)$/.test(said ?? '') ? (said ?? null) : null;
  const hinted = hint === null ? null : hintedWindows(hint);
  const open = said === '10' && hint === null && !mayBeOlder ? ['10', '11'] : [known];
  const versions = hint === null ? open : [said === '10' || said === hinted ? hinted : null];
  return versions.map((version) => ({ name: 'Windows', version }));
}

/** A header stands still at 10.15. Safari on an iPad, and whatever else is made of WebKit there, sends that of a Mac. */
function mac(header: string, hint: string | null): OperatingSystem[] {
  if (ofAppleMobile.test(header)) return [bare('iPadOS'), bare('iOS')];
  const isOfWebKit = / AppleWebKit\/6/.test(header) && !header.includes(' Chrome/');
  if (isOfWebKit && !/ Version\/(?:\d|1[0-2])\./.test(header)) return [bare('macOS'), bare('iPadOS')];
  const older = /^10\.(?:\d|1[0-5])(?=\.|$)/.exec(hint ?? '')?.[0];
  const number = Number(major(hint));
  // None was sold as 16 to 25: that is what newer ones tell to who was built before them.
  const isSold = (number >= 11 && number <= 15) || number >= 26;
  return [{ name: 'macOS', version: older ?? (isSold ? String(number) : null) }];
}

const isBeforeIPadOS = (version: string | undefined): boolean => Number.parseInt(version ?? '', 10) < 13;

/** Browsers on large Android tablets ask for desktops' pages by themselves, with the header and the hints of Linux. */
function mayBeTablet(header: string, hints: ClientHints | null): boolean {
  const version = Number(/like Gecko\) Chrome\/(\d{2,4})\.0\.0\.0 /.exec(header)?.[1]);
  return version >= 112 && header.includes('(X11; Linux x86_64)') && hints?.brand?.name !== 'Chromium';
}

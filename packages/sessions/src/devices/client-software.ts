import type { ClientHints } from './client-hints.ts';
import { isOfEngine, productsOf } from './user-agent-product.ts';

/** The name and major version of a browser or program. */
export interface ClientSoftware {
  readonly name: string | null;
  readonly version: string | null;
  /** Whether it is a program and not a browser. */
  readonly isProgram: boolean;
}

/** `(compatible; Googlebot/2.1; …`: a robot, which claims to be Mozilla and then names itself. */
const robot =
  /compatible; (?!MSIE |Konqueror\/|Mozilla\/|U;)([A-Za-z][\w.-]{0,40}(?: [A-Z][\w.-]{0,20}){0,2})(?:[/ ]v?(\d{1,16}))?/;

/** `(Applebot/0.1; …`: a robot without the word `compatible`. */
const crawler = /[ (](?=[\w.-]{0,40}(?:[Bb]ot|[Ss]pider|[Cc]rawler))([A-Za-z][\w.-]{0,60})\/v?(\d{1,16})/;

/**
 * `curl/8.5.0`, `HashiCorp Terraform/1.13`, `mpv 0.40`: a client that does not claim to be a browser. Some daemons name
 * the system first.
 */
const program =
  /^(?:(?:iOS|iPadOS|macOS|Mac OS X)\/[\d.]{1,12} \([\w.]{1,20}\) )?(?!Mozilla\b|AppleTV|User-Agent|null$|undefined$)(\p{L}[\p{L}\p{N}_.@-]{0,60}(?: (?!v?\d)\p{L}[\p{L}\p{N}_.@-]{0,30}){0,3})(?:[/ ]v?(\d{1,16}))?/u;

/** `Mozilla/5.0 (Windows NT 10.0; …) PowerShell/7.5.2`: a program whose only claim is the Mozilla token. */
const plainPoser =
  /^Mozilla\/5\.0(?: \([^)]{0,200}\))? (?!Version\/)([A-Za-z][\w.-]{0,40}(?: [A-Za-z][\w.-]{0,20})?)\/v?(\d{1,16})/;

/** `Gecko/20100101 Firefox/91.0 Zotero/6.0`: a product built on Firefox. */
const ofGecko =
  / Gecko\/[\d.]{1,12}(?: Firefox\/[\d.]{1,12})? (?!Firefox\/|KAIOS\/)([A-Za-z][\w-]{0,40})\/(\d{1,16})?[\w.]{0,20}$/;

/** Products built on a browser that the parser does not know. */
const unknownToParser = / \(?(ArkWeb|Avira|CCleaner|Ecosia|GSA|Norton|Teams)(?:\/| ios@| android@)(\d{1,16})/;

/** The parser's names for products built on these engines that it does not know. */
const engines = new Set([
  'Chrome',
  'Mobile Chrome',
  'Safari',
  'Mobile Safari',
  'Electron',
  'WebKit',
  'Chrome WebView',
  'Android Browser',
]);

/** Products whose header contains a version that is not their own. */
const unversioned = new Set(['WebKit', 'GNOME Web', '360 Browser']);

/** Common names for those of the parser or the hints. */
const commonNames: ReadonlyMap<string, string> = new Map([
  ['Mobile Safari', 'Safari'],
  ['Chrome Headless', 'Headless Chrome'],
  ['HeadlessChrome', 'Headless Chrome'],
  ['Google Chrome', 'Chrome'],
  ['Android WebView', 'Chrome WebView'],
  ['Microsoft Edge', 'Edge'],
  ['Opera Touch', 'Opera'],
  ['Yandex', 'Yandex Browser'],
  ['YaBrowser', 'Yandex Browser'],
  ['GSA', 'Google app'],
  ['IE', 'Internet Explorer'],
  ['IEMobile', 'Internet Explorer'],
  ['Epiphany', 'GNOME Web'],
  ['Focus', 'Firefox Focus'],
  ['Klar', 'Firefox Klar'],
  ['360', '360 Browser'],
  ['KAKAOTALK', 'KakaoTalk'],
  ['Line', 'LINE'],
  ['NAVER', 'Naver'],
  ['NintendoBrowser', 'Nintendo Browser'],
  ['PaleMoon', 'Pale Moon'],
  ['SailfishBrowser', 'Sailfish Browser'],
  ['UCBrowser', 'UC Browser'],
]);

/** The software that sent a header. `uaParser`: the browser that ua-parser-js found. */
export function softwareOf(
  header: string,
  uaParser: { readonly name?: string | undefined; readonly version?: string | undefined },
  hints: ClientHints | null,
): ClientSoftware {
  const isPlain = !uaParser.name && !header.includes('/MIDP-');
  const plain = isPlain ? (plainPoser.exec(header) ?? program.exec(unescaped(header))) : null;
  const self = plain ?? beforePose(header) ?? robot.exec(header) ?? crawler.exec(header);
  if (self) return { ...named(self[1], self[2]), isProgram: true };
  return {
    ...(ownName(header, uaParser.name) ?? brandOf(uaParser.name, hints) ?? parsed(header, uaParser)),
    isProgram: false,
  };
}

/** `Better Uptime Bot Mozilla/5.0 …`: a program that names itself before the Mozilla token. */
function beforePose(header: string): RegExpExecArray | null {
  const at = header.indexOf(' Mozilla/');
  return at > 0 ? program.exec(header.slice(0, at)) : null;
}

type Named = Omit<ClientSoftware, 'isProgram'>;

function named(name: string | undefined, version: string | undefined): Named {
  const known = name ? (commonNames.get(name) ?? name) : null;
  // Longer numbers are builds or dates.
  const major = /^\d{1,5}(?!\d)/.exec(version ?? '')?.[0] ?? null;
  return { name: known, version: known === null || unversioned.has(known) ? null : major };
}

/** The name of a product built on a browser, where the parser only knows the browser. */
function ownName(header: string, name = ''): Named | null {
  const own =
    unknownToParser.exec(header) ??
    ofGecko.exec(header) ??
    (name === 'Opera' ? / (Opera GX)\/(\d{1,16})/.exec(header) : null);
  if (own) return named(own[1], own[2]);
  const product = engines.has(name) ? productsOf(header).find((one) => !isOfEngine(one)) : undefined;
  return product ? named(product.name, product.version) : null;
}

/** The brand of the hints, where the header only names the engine. */
function brandOf(name: string | undefined, hints: ClientHints | null): Named | null {
  const isNoMore = name === 'Chrome' || name === 'Chrome WebView';
  return isNoMore && hints?.brand ? named(hints.brand.name, hints.brand.version) : null;
}

function parsed(
  header: string,
  { name, version }: { readonly name?: string | undefined; readonly version?: string | undefined },
): Named {
  const chrome = / Chrome\/(\d{1,5})/.exec(header)?.[1];
  // Current software with this name is a web view in an application.
  if (name === 'Android Browser' && chrome) return named('Chrome WebView', chrome);
  const trident = / Trident\/(\d{1,2})/.exec(header)?.[1];
  // The compatibility view claims to be an older version.
  if (name === 'IE' && trident) return named(name, String(Number(trident) + 4));
  // Other WebKit software claims to be Safari.
  const isSafari = /Mac OS X|iP(?:hone|ad|od)|\(Windows;/.test(header);
  if (name?.endsWith('Safari') && !isSafari) return named('WebKit', undefined);
  // Televisions ship their own Chromium builds.
  if (name === 'Chrome' && /Web0S|Smart-?TV/i.test(header)) return named('Chromium', version);
  if (name?.startsWith('Facebook') && /FBAN\/Messenger|FB_IAB\/Orca/.test(header)) return named('Messenger', version);
  return named(name, version);
}

/** Applications on Apple's systems percent-encode their names: `My%20App/1`. */
function unescaped(header: string): string {
  try {
    return header.includes(' CFNetwork/') ? decodeURIComponent(header) : header;
  } catch {
    return header;
  }
}

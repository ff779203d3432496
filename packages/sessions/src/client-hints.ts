/**
 * What a browser tells of itself beside its User-Agent header, where that is frozen (User-Agent Client Hints). The first
 * three come by themselves over a safe connection, the others where `Accept-CH` has asked for them (RFC 8942).
 */
const names = [
  'sec-ch-ua',
  'sec-ch-ua-mobile',
  'sec-ch-ua-platform',
  'sec-ch-ua-platform-version',
  'sec-ch-ua-form-factors',
] as const;

type HintName = (typeof names)[number];

/** What to ask for. Not the model of a phone: it would tell more of a person than it helps them. */
export const acceptClientHints = 'Sec-CH-UA-Platform-Version, Sec-CH-UA-Form-Factors';

/** Headers as a request brings them. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Longer than any browser writes one. */
const longestHint = 160;

/** Writes the hints among some headers behind each other, so that they can be kept with the User-Agent header. */
export function writeHints(headers: Headers): string {
  return names
    .flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' && value.length <= longestHint ? ` <${name}: ${value.replaceAll('>', '')}>` : [];
    })
    .join('');
}

export interface ClientHints {
  /** What it is sold as, among all that it says it is made from. */
  readonly brand: Brand | null;
  readonly platform: string | null;
  readonly platformVersion: string | null;
  readonly formFactors: readonly string[];
  readonly isMobile: boolean;
}

export interface Brand {
  readonly name: string;
  readonly version: string;
}

/** Parts a text into the header and the hints that were written behind it. */
export function readHints(text: string): { readonly header: string; readonly hints: ClientHints | null } {
  const found = new Map<string, string>();
  let header = text;
  for (const [whole, name = '', value = ''] of text.matchAll(/ <(sec-ch-ua[a-z-]{0,20}): ([^>]{0,160})>/g)) {
    header = header.replace(whole, '');
    found.set(name, value);
  }
  const hint = (name: HintName) => found.get(name) ?? '';
  const brands = brandsOf(hint('sec-ch-ua'));
  const hints = {
    brand: brands.find(({ name }) => name !== 'Chromium') ?? brands[0] ?? null,
    platform: quoted(hint('sec-ch-ua-platform'))[0] ?? null,
    platformVersion: quoted(hint('sec-ch-ua-platform-version'))[0] ?? null,
    formFactors: quoted(hint('sec-ch-ua-form-factors')),
    isMobile: hint('sec-ch-ua-mobile') === '?1',
  };
  return { header, hints: found.size === 0 ? null : hints };
}

/** `"Chromium";v="140", "Brave";v="140"`, without the one that is there so that nobody relies on brands. */
function brandsOf(field: string): Brand[] {
  const texts = quoted(field);
  const brands = texts.flatMap((name, at) => (at % 2 === 0 ? [{ name, version: texts[at + 1] ?? '' }] : []));
  return brands.filter(({ name }) => name !== '' && !/not.{0,3}a.{0,3}brand/i.test(name));
}

/** The strings of a structured field (RFC 8941). None but that one brand has anything escaped in it. */
function quoted(field: string): string[] {
  return field
    .replaceAll(/\\./g, '')
    .split('"')
    .filter((_text, at) => at % 2 === 1);
}

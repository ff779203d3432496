import { type List, parseItem, parseList } from 'structured-headers';

/**
 * User-Agent Client Hints, which browsers send beside a frozen User-Agent header. The first three are sent by default
 * over secure connections, the others where `Accept-CH` requests them (RFC 8942).
 */
const names = [
  'sec-ch-ua',
  'sec-ch-ua-mobile',
  'sec-ch-ua-platform',
  'sec-ch-ua-platform-version',
  'sec-ch-ua-form-factors',
] as const;

type HintName = (typeof names)[number];

/** The hints to request. Not the model of a phone: it would reveal more about a user than it helps them. */
export const acceptClientHints = 'Sec-CH-UA-Platform-Version, Sec-CH-UA-Form-Factors';

/** Request headers by lower-case name. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Longer than any hint that browsers send. */
const maxHintLength = 160;

/** Serializes the hints of a request, to be stored behind the User-Agent header. */
export function writeHints(headers: Headers): string {
  return names
    .flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' && value.length <= maxHintLength
        ? ` <${name}: ${value.replaceAll('>', '')}>`
        : [];
    })
    .join('');
}

export interface ClientHints {
  /** The product among its brands. */
  readonly brand: Brand | null;
  readonly platform: string | null;
  readonly platformVersion: string | null;
  readonly formFactors: readonly string[];
  readonly isMobile: boolean;
}

interface Brand {
  readonly name: string;
  readonly version: string;
}

/** A hint in a stored text. */
const writtenHint = / <(sec-ch-ua[a-z-]{0,20}): ([^>]{0,160})>/g;

/** The User-Agent header in a stored text. */
export const withoutHints = (text: string): string => text.replaceAll(writtenHint, '');

/** Splits a stored text into the User-Agent header and the hints behind it. */
export function readHints(text: string): { readonly header: string; readonly hints: ClientHints | null } {
  const fields = new Map<string, string>();
  const header = withoutHints(text);
  for (const [, name = '', value = ''] of text.matchAll(writtenHint)) fields.set(name, value);
  if (fields.size === 0) return { header, hints: null };
  const list = (name: HintName) => listIn(fields.get(name));
  const item = (name: HintName) => itemIn(fields.get(name));
  const brands = brandsOf(list('sec-ch-ua'));
  const hints = {
    brand: brands.find(({ name }) => name !== 'Chromium') ?? brands[0] ?? null,
    platform: textOrNull(item('sec-ch-ua-platform')),
    platformVersion: textOrNull(item('sec-ch-ua-platform-version')),
    formFactors: list('sec-ch-ua-form-factors').flatMap(([factor]) => (typeof factor === 'string' ? [factor] : [])),
    isMobile: item('sec-ch-ua-mobile') === true,
  };
  return { header, hints };
}

/** The brands of `"Chromium";v="140", "Brave";v="140"`, without the invented one that keeps servers from relying on them. */
function brandsOf(list: List): Brand[] {
  return list.flatMap(([name, parameters]) => {
    const version = textOrNull(parameters.get('v')) ?? '';
    const isBrand = typeof name === 'string' && name !== '' && !/not.{0,3}a.{0,3}brand/i.test(name);
    return isBrand ? [{ name, version }] : [];
  });
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** A structured field (RFC 9651) that is a list. Empty where it is missing or malformed. */
function listIn(field = ''): List {
  try {
    return parseList(field);
  } catch {
    return [];
  }
}

/** A structured field that is an item, without its parameters. Null where it is missing or malformed. */
function itemIn(field = ''): unknown {
  try {
    return parseItem(field)[0];
  } catch {
    return null;
  }
}

/**
 * One product of a User-Agent header, `Name/version` (RFC 9110, 10.1.5). Some applications have spaces in their names.
 */
export interface Product {
  readonly name: string;
  /** The leading digits of its version. */
  readonly version: string | undefined;
}

/** Tokens of all browsers on the same engine: the engine, the browser it claims to be, the requested layout. */
const ofEngine =
  /^(?:Mozilla|AppleWebKit|KHTML|Gecko|Version|Safari|Mobile|TV|VR|like|NF|NX|Chrome|Chromium|HeadlessChrome|CriOS|Electron|Firefox)$/;

/** `Mobile VR Safari`, `Ubuntu Chromium`. */
const endsWithEngine = / (?:Safari|Chrome|Chromium|Gecko|VR)$/;

/** Tokens of hardware, test tools and advertisers after a browser's own products. */
const mark =
  /^(?:Build|CrKey|DeviceType|HMSCore|Kobo Touch \d+|HbbTV|Model|OMI|SmartTV|SmartTvA|VIDAA|WebAppManager|LGE|Web0S|VisionOS|COVC|NetType|Language|SA|Chrome-Lighthouse|PTST|FB_IAB|FBAN|wv|Agency|AtContent|Config|GLS|Herring|LikeWise|Trailer|Unique|Viewer)$/;

export const isOfEngine = ({ name: text }: Product): boolean =>
  ofEngine.test(text) || endsWithEngine.test(text) || mark.test(text);

/** A name of at most five words that begin with a letter or digit. */
const name = /^\p{L}[\p{L}\p{N}._+-]{0,40}(?: [\p{L}\p{N}][\p{L}\p{N}._+-]{0,30}){0,4}$/u;

/**
 * The products of a header in order, without comments. A last word without a slash is a product without a version:
 * `Safari/604.1 Brave`.
 */
export function productsOf(header: string): Product[] {
  const products: Product[] = [];
  let words: string[] = [];
  for (const part of withoutComments(header).split(' ')) {
    const slash = part.indexOf('/');
    if (slash < 0) {
      words.push(part);
      continue;
    }
    add(products, [...words, part.slice(0, slash)], part.slice(slash + 1));
    words = [];
  }
  if (words.length === 1 && /^[A-Z][A-Za-z]{2,20}$/.test(words[0] ?? '')) add(products, words, '');
  return products;
}

/** `Mobile` requests a layout, and precedes names as well as `Safari`. */
function add(products: Product[], words: readonly string[], version: string): void {
  const [first = '', ...rest] = words.filter((word) => word !== '' && word !== ',');
  const text = (first === 'Mobile' && rest.length > 0 ? rest : [first, ...rest]).join(' ').replace(/^\[/, '');
  if (name.test(text)) products.push({ name: text, version: /^v?(\d{1,16})/.exec(version)?.[1] });
}

/** Comments are in parentheses, which may be nested. */
function withoutComments(header: string): string {
  let depth = 0;
  let text = '';
  for (const character of header) {
    if (character === '(') depth += 1;
    else if (character === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) text += character;
  }
  return text;
}

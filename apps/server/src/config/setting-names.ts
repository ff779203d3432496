/** Prefixes of Latchkey's settings that other software does not use. `DATABASE_` and others are common, so not here. */
const ownPrefixes = [
  'LATCHKEY_',
  'BRAND_',
  'SESSION_',
  'SESSIONS_',
  'KEEP_',
  'METRICS_',
  'STEP_UP_',
  'RATE_LIMITS_',
  'TRUST_PROXY_',
];

/** Names with these prefixes that desktops set. */
const desktopNames = new Set(['SESSION_MANAGER', 'SESSION_ID', 'SESSION_TYPE', 'SESSION_NAME']);

/** A variable that looks like a setting but is not one. */
export interface UnknownSetting {
  readonly name: string;
  /** The most similar setting, or null if none is similar. */
  readonly meant: string | null;
}

/**
 * Finds variables that were probably meant for Latchkey but are no settings: names similar to a setting, and unknown names
 * with Latchkey's prefixes. Values are not looked at, because they may be secrets.
 */
export function unknownSettings(source: NodeJS.ProcessEnv, settings: readonly string[]): UnknownSetting[] {
  const known = new Set(settings);
  const names = Object.keys(source).filter((name) => source[name] !== '' && !known.has(name));
  return names.flatMap((name) => {
    if (desktopNames.has(name) || isServiceLink(name, source)) return [];
    const meant = settings.find((setting) => isNear(name, setting)) ?? null;
    return meant !== null || ownPrefixes.some((prefix) => name.startsWith(prefix)) ? [{ name, meant }] : [];
  });
}

/** Whether Kubernetes or Docker set the variable for a service, such as `LATCHKEY_PORT` or `SESSION_SERVICE_HOST`. */
function isServiceLink(name: string, source: NodeJS.ProcessEnv): boolean {
  if (/_PORT_\d{1,5}_(?:TCP|UDP)(?:_|$)/.test(name)) return true;
  const mark = ['_SERVICE_HOST', '_SERVICE_PORT', '_PORT'].find((text) => name.includes(text));
  return mark !== undefined && source[`${name.slice(0, name.indexOf(mark))}_SERVICE_HOST`] !== undefined;
}

/**
 * Whether a name equals a setting except for case, separators and one typing error, or two in a long name. Common variables
 * are similar to short names (`POST`, `HOSTS`), so for those only two swapped letters count.
 */
function isNear(name: string, setting: string): boolean {
  const [a, b] = [letters(name), letters(setting)];
  // Some shells set a variable `host`.
  if (a === b) return setting.includes('_') || name !== name.toLowerCase();
  if (a === `LATCHKEY${b}`) return true;
  if (setting.length <= 5) return a.length === b.length && distance(a, b) === 1 && sorted(a) === sorted(b);
  return distance(a, b) <= (setting.length >= 9 ? 2 : 1);
}

/** The letters in upper case, with a plural in -IES as its singular. */
const letters = (name: string): string =>
  name
    .toUpperCase()
    .replace(/[^A-Z\d]/g, '')
    .replace(/IES$/, 'Y');
const sorted = (text: string): string => text.split('').toSorted().join('');

/** The number of missing, additional, wrong and swapped letters (optimal string alignment distance). */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      next.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (next[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (isSame ? 0 : 1),
          isSwapped ? (before[column - 2] ?? 0) + 1 : Infinity,
        ),
      );
    }
    [before, last] = [last, next];
  }
  return last[b.length] ?? 0;
}

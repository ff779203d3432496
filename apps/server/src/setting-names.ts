/** Words that only Latchkey's settings begin with. Other prefixes of ours, such as `DATABASE_`, are everybody's. */
const ownPrefixes = [
  'LATCHKEY_',
  'SESSION_',
  'SESSIONS_',
  'KEEP_',
  'METRICS_',
  'STEP_UP_',
  'RATE_LIMITS_',
  'TRUST_PROXY_',
];

/** Names in our prefixes that desktops set. */
const ofOthers = new Set(['SESSION_MANAGER', 'SESSION_ID', 'SESSION_TYPE', 'SESSION_NAME']);

/** A variable that looks like a setting and is none. */
export interface UnknownSetting {
  readonly name: string;
  /** The setting that was probably meant, or null where none is near. */
  readonly meant: string | null;
}

/**
 * Finds variables of an environment that were probably meant for Latchkey and are no settings of it: near misses of a
 * setting, and unknown names in our prefixes. Values play no part, since they may be secrets.
 */
export function unknownSettings(source: NodeJS.ProcessEnv, settings: readonly string[]): UnknownSetting[] {
  const known = new Set(settings);
  const names = Object.keys(source).filter((name) => source[name] !== '' && !known.has(name));
  return names.flatMap((name) => {
    if (ofOthers.has(name) || isServiceLink(name, source)) return [];
    const meant = settings.find((setting) => isNear(name, setting)) ?? null;
    return meant !== null || ownPrefixes.some((prefix) => name.startsWith(prefix)) ? [{ name, meant }] : [];
  });
}

/** `LATCHKEY_PORT`, `SESSION_SERVICE_HOST`: what Kubernetes and Docker set for a service that has such a name. */
function isServiceLink(name: string, source: NodeJS.ProcessEnv): boolean {
  if (/_PORT_\d{1,5}_(?:TCP|UDP)(?:_|$)/.test(name)) return true;
  const mark = ['_SERVICE_HOST', '_SERVICE_PORT', '_PORT'].find((text) => name.includes(text));
  return mark !== undefined && source[`${name.slice(0, name.indexOf(mark))}_SERVICE_HOST`] !== undefined;
}

/**
 * The same but for case and separators, or one slip of the fingers away, or two in a long name. Short names have too many
 * innocent neighbours (`POST`, `HOSTS`): of them only the order of two letters is looked at.
 */
function isNear(name: string, setting: string): boolean {
  const [a, b] = [letters(name), letters(setting)];
  // Some shells have a variable `host` of their own.
  if (a === b) return setting.includes('_') || name !== name.toLowerCase();
  if (a === `LATCHKEY${b}`) return true;
  if (setting.length <= 5) return a.length === b.length && slips(a, b) === 1 && sorted(a) === sorted(b);
  return slips(a, b) <= (setting.length >= 9 ? 2 : 1);
}

/** Of a plural in Y the singular. */
const letters = (name: string): string =>
  name
    .toUpperCase()
    .replace(/[^A-Z\d]/g, '')
    .replace(/IES$/, 'Y');
const sorted = (text: string): string => text.split('').toSorted().join('');

/** How many letters are missing, too many, wrong, or swapped with the next one (optimal string alignment). */
function slips(a: string, b: string): number {
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

/** `stayLoggedIn` inside, `stay_logged_in` on the wire. */
export const wireName = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The name inside for a name on the wire. One that is not written as on the wire stays strange inside too. */
export const innerName = (name: string): string =>
  /[A-Z]/.test(name) ? `_${name}` : name.replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());

/** The same object with its own keys renamed. A key such as `__proto__` stays an ordinary key. */
export function renameKeys<Value>(object: Readonly<Record<string, Value>>, rename: (key: string) => string) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [rename(key), value]));
}

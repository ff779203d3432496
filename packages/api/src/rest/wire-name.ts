/**
 * The names of a route's input on the wire: snake_case of the procedure's names, except those that the documented API calls
 * otherwise. A key that is the wire name of no input gets an underscore, so that no procedure takes it as its own.
 */
export class WireNames {
  readonly #toWire: ReadonlyMap<string, string>;
  readonly #toInner: ReadonlyMap<string, string>;

  /** Takes the documented names that are not plain snake_case, by the names inside. */
  constructor(documented: Readonly<Record<string, string>> = {}) {
    const names = Object.entries(documented);
    this.#toWire = new Map(names);
    this.#toInner = new Map(names.map(([inner, wire]) => [wire, inner]));
  }

  /** The name on the wire of a procedure's input. */
  wireName(name: string): string {
    return this.#toWire.get(name) ?? name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }

  /** The name inside of a key on the wire. */
  innerName(name: string): string {
    const documented = this.#toInner.get(name);
    if (documented !== undefined) return documented;
    const camel = name.replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
    return /[A-Z]/.test(name) || this.#toWire.has(camel) ? `_${name}` : camel;
  }
}

/** The same object with its own keys renamed. A key such as `__proto__` stays an ordinary key. */
export function renameKeys<Value>(object: Readonly<Record<string, Value>>, rename: (key: string) => string) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [rename(key), value]));
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type CountryResponse, Reader } from 'mmdb-lib';

const { resolve } = createRequire(import.meta.url);

/** The databases have the country's code in a field of their own, beside MaxMind's structure. */
type Entry = CountryResponse & { readonly country_code?: string };

/** A MaxMind DB file of countries from an npm package. It is read at the first lookup and stays in memory as one Buffer. */
export class CountryDatabase {
  readonly #file: string;
  #reader: Reader<Entry> | null = null;

  /** Takes the file as an import would name it: `package/file.mmdb`. */
  constructor(file: string) {
    this.#file = file;
  }

  /** Returns the ISO 3166 code of an IP address's country, or null if the database does not know it. */
  countryOf(ip: string): string | null {
    this.#reader ??= new Reader<Entry>(readFileSync(resolve(this.#file)));
    return this.#reader.get(ip)?.country_code ?? null;
  }
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type CountryResponse, Reader } from 'mmdb-lib';

const { resolve } = createRequire(import.meta.url);

/** What the databases hold of a network. */
type Entry = CountryResponse & { readonly country_code?: string };

/** A MaxMind DB file from an npm package that tells countries. It is read at the first question, and stays one Buffer. */
export class CountryDatabase {
  readonly #file: string;
  #reader: Reader<Entry> | null = null;

  /** Takes the file as an import would name it: `package/file.mmdb`. */
  constructor(file: string) {
    this.#file = file;
  }

  /** The code of the country that an address is in, or null where that is not known. */
  countryOf(address: string): string | null {
    this.#reader ??= new Reader<Entry>(readFileSync(resolve(this.#file)));
    return this.#reader.get(address)?.country_code ?? null;
  }
}

import { readFileSync, readdirSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { basename, join } from 'node:path';
import { cookieNamed } from '@latchkey/api/http/cookie';
import Negotiator from 'negotiator';

/** The page writes it where somebody chooses a language. */
const languageCookie = 'latchkey-language';
const otherwise = 'en';

/** More than any browser says. Weighing a header of the size that is let in takes longer than answering a hundred requests. */
const longestPreference = 1024;

/** The page before any script has run, once for each language that it speaks. */
export class Shells {
  readonly #byLanguage: ReadonlyMap<string, string>;

  constructor(byLanguage: ReadonlyMap<string, string>) {
    this.#byLanguage = byLanguage;
  }

  /** Reads `de.html` and its like from a folder. */
  static read(folder: string): Shells {
    const files = readdirSync(folder).filter((file) => file.endsWith('.html'));
    return new Shells(
      new Map(files.map((file) => [basename(file, '.html'), readFileSync(join(folder, file), 'utf8')])),
    );
  }

  /** In the language that its reader has chosen, or else in the one that their browser likes best (RFC 9110, 12.5.4). */
  for(headers: IncomingHttpHeaders): string {
    const chosen = this.#byLanguage.get(cookieNamed(headers, languageCookie) ?? '');
    return chosen ?? this.#byLanguage.get(this.#preferred(headers)) ?? '';
  }

  #preferred(headers: IncomingHttpHeaders): string {
    const accepted = headers['accept-language']?.slice(0, longestPreference);
    return (
      new Negotiator({ headers: { 'accept-language': accepted } }).language([otherwise, ...this.#byLanguage.keys()]) ??
      otherwise
    );
  }
}

import { readFileSync, readdirSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { basename, join } from 'node:path';
import { languageOf } from '@latchkey/api/http/language';

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

  /** In the language that its reader is spoken to in. */
  for(headers: IncomingHttpHeaders): string {
    return this.#byLanguage.get(languageOf(headers)) ?? '';
  }
}

import { readFileSync, readdirSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { basename, join } from 'node:path';
import { languageOf } from '@latchkey/api/http/language';
import type { Language } from '@latchkey/sessions/language';
import type { Brand } from '../config/brand.ts';
import type { BrandFiles } from './brand-files.ts';
import { brandedShell } from './branded-shell.ts';

/** The page's HTML before its script runs, in each language, and for some paths with a preload of their script. */
export class Shells {
  readonly #byName: ReadonlyMap<string, string>;
  readonly #languages: readonly Language[];

  constructor(byName: ReadonlyMap<string, string>, languages: readonly Language[]) {
    this.#byName = byName;
    this.#languages = languages;
  }

  /** Reads `de.html`, `de.sessions.html` and so on from a folder, and writes the brand and the base path into them. */
  static read(folder: string, brand: Brand, brandFiles: BrandFiles, basePath: string): Shells {
    const files = readdirSync(folder).filter((file) => file.endsWith('.html'));
    return new Shells(
      new Map(
        files.map((file) => [
          basename(file, '.html'),
          brandedShell(readFileSync(join(folder, file), 'utf8'), brand, brandFiles, basePath),
        ]),
      ),
      brand.languages,
    );
  }

  /** Returns the HTML for a path below the base path (`/sessions`) in the language of the request (`languageOf`). */
  for(headers: IncomingHttpHeaders, path: string): string {
    const language = languageOf(headers, this.#languages);
    return this.#byName.get(`${language}.${path.slice(1)}`) ?? this.#byName.get(language) ?? '';
  }
}

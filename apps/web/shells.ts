import type { Plugin, Rolldown } from 'vite';
import { directionOf, isLanguage, type Language, languages } from '../../packages/react/src/i18n/language.ts';
import { translations } from '../../packages/react/src/i18n/messages/translations.ts';

/** Screens that have their own script by the ending of their shell's name, and null for the others. */
const screens: Readonly<Record<string, string | null>> = {
  '': null,
  '.sessions': '/src/features/sessions/sessions-screen.tsx',
  '.history': '/src/features/sessions/history-screen.tsx',
};

const codes = Object.keys(languages).filter(isLanguage);

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

async function translated(html: string, language: Language): Promise<string> {
  const { default: messages } = await translations[language]();
  const { description, needsJavaScript, loadFailed, loadAgain } = messages.shell;
  return html
    .replace('<html>', `<html lang="${language}" dir="${directionOf(language)}">`)
    .replace('{description}', escaped(description))
    .replace('{needsJavaScript}', escaped(needsJavaScript))
    .replace('{loadFailed}', escaped(loadFailed))
    .replace('{loadAgain}', escaped(loadAgain));
}

const preload = (fileName: string): string => `<link rel="modulepreload" crossorigin href="{base}/${fileName}">`;

/** The files with these modules and those that they import, without the files in the HTML. */
function filesOf(modules: readonly string[], chunks: readonly Rolldown.OutputChunk[], html: string): string[] {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const files = new Set<string>();
  const add = (chunk: Rolldown.OutputChunk | undefined) => {
    if (!chunk || html.includes(chunk.fileName) || files.has(chunk.fileName)) return;
    files.add(chunk.fileName);
    for (const imported of chunk.imports) add(byName.get(imported));
  };
  for (const module of modules) {
    // A module may be in a file with others. Then import() loads that file, or one of its own that only forwards to it.
    const own =
      chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(module)) ??
      chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(module)));
    if (!own) throw new Error(`No script with: ${module}`);
    add(own);
  }
  return [...files];
}

/**
 * Writes `index.html` once for each language, as `shells/de.html`, with the language, its direction and a preload of its
 * messages. The server writes the
 * base path and the operator's name and links into it, and picks one, so that the first answer is already in the user's language. `shells/de.sessions.html` also
 * preloads the script of the screen at `/sessions`, which otherwise would load after the first script has run.
 */
export function shells(): Plugin {
  return {
    name: 'shells',
    enforce: 'post',
    // The server replaces the name in built shells.
    transformIndexHtml: async (html, { server }) =>
      server ? (await translated(html, 'en')).replaceAll('{name}', 'Latchkey') : html,
    async generateBundle(_options, bundle) {
      const template = bundle['index.html'];
      if (template?.type !== 'asset' || typeof template.source !== 'string')
        throw new Error('There is no index.html to write shells from.');
      // The server writes the base path there.
      const source = template.source.replaceAll('="./', '="{base}/');
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      for (const language of codes) {
        const html = await translated(source, language);
        for (const [name, screen] of Object.entries(screens)) {
          const modules = [`/i18n/messages/${language}.ts`, ...(screen ? [screen] : [])];
          const links = filesOf(modules, chunks, source).map(preload).join('\n    ');
          this.emitFile({
            type: 'asset',
            fileName: `shells/${language}${name}.html`,
            source: html.replace('</head>', `  ${links}\n  </head>`),
          });
        }
      }
      delete bundle['index.html'];
    },
  };
}

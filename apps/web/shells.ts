import type { Plugin } from 'vite';
import { type Language, directionOf, isLanguage, languages } from './src/language/languages.ts';
import { translations } from './src/sentences/translations.ts';

const sentencesFile = /\/src\/sentences\/([a-z]+)\.ts$/;

const codes = Object.keys(languages).filter(isLanguage);

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

async function translated(html: string, language: Language): Promise<string> {
  const { default: sentences } = await translations[language]();
  const { description, needsJavaScript, loadFailed, loadAgain } = sentences.shell;
  return html
    .replace('<html>', `<html lang="${language}" dir="${directionOf(language)}">`)
    .replace('{description}', escaped(description))
    .replace('{needsJavaScript}', escaped(needsJavaScript))
    .replace('{loadFailed}', escaped(loadFailed))
    .replace('{loadAgain}', escaped(loadAgain));
}

/**
 * Writes `index.html` once for each language, as `shells/de.html`: the server's first answer already speaks it, runs the
 * right way, and fetches its sentences without waiting for the script that needs them.
 */
export function shells(): Plugin {
  return {
    name: 'shells',
    enforce: 'post',
    transformIndexHtml: (html, { server }) => (server ? translated(html, 'en') : html),
    async generateBundle(_options, bundle) {
      const template = bundle['index.html'];
      if (template?.type !== 'asset') throw new Error('There is no index.html to write shells from.');
      const sentences = new Map<string, string>();
      for (const chunk of Object.values(bundle)) {
        const code = chunk.type === 'chunk' && sentencesFile.exec(chunk.facadeModuleId ?? '')?.[1];
        if (code) sentences.set(code, chunk.fileName);
      }
      for (const language of codes) {
        const html = await translated(String(template.source), language);
        const preload = `<link rel="modulepreload" crossorigin href="/${sentences.get(language)}">`;
        this.emitFile({
          type: 'asset',
          fileName: `shells/${language}.html`,
          source: html.replace('</head>', `  ${preload}\n  </head>`),
        });
      }
      delete bundle['index.html'];
    },
  };
}

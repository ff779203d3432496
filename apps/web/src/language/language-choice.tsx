import { Languages } from 'lucide-react';
import { sentences } from '../sentences.ts';
import { chooseLanguage, language } from './language.ts';
import { isLanguage, languages } from './languages.ts';

/** The language of the page. Each is called as it calls itself. */
export function LanguageChoice() {
  return (
    <label className="inline-flex min-h-11 items-center gap-2 text-sm text-muted">
      <Languages aria-hidden size={18} strokeWidth={1.75} />
      <span className="sr-only">{sentences.language}</span>
      <select
        className="min-h-11 cursor-pointer rounded-lg bg-transparent px-2"
        value={language}
        onChange={({ target }) => {
          if (isLanguage(target.value)) chooseLanguage(target.value);
        }}
      >
        {Object.entries(languages).map(([code, name]) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

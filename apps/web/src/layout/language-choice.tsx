import { useMutation } from '@tanstack/react-query';
import { Languages } from 'lucide-react';
import { authQuery } from '@latchkey/react/api/auth.ts';
import { latchkey } from '@latchkey/react/api/latchkey.ts';
import { queries } from '@latchkey/react/api/queries.ts';
import { isLanguage, type Language, language, languages } from '@latchkey/react/i18n/language.ts';
import { messages } from '@latchkey/react/i18n/messages.ts';
import { Select } from '@latchkey/react/ui/select.tsx';
import { brand } from './brand.ts';
import { rememberLanguage, switchDocument } from './document-language.ts';

/** Chooses the language of the page, and of the mails to the signed-in user. */
export function LanguageChoice() {
  const { mutate } = useMutation({ mutationFn: (code: Language) => latchkey().settings.setLanguage(code) });
  const choose = async (code: string) => {
    if (!isLanguage(code)) return;
    rememberLanguage(code);
    if (queries.getQueryData(authQuery.queryKey)?.user) mutate(code);
    // The page switches even where the server could not store the language for its mails. Where the texts do not load, the page
    // has them after its next load.
    await switchDocument(code).catch(() => {});
  };
  if (brand.languages.length < 2) return null;
  return (
    <label className="inline-flex min-h-11 items-center gap-2 text-sm text-muted">
      <Languages aria-hidden size={18} strokeWidth={1.75} />
      <span className="sr-only">{messages.language}</span>
      <Select className="language" value={language} onChange={({ target }) => void choose(target.value)}>
        {brand.languages.map((code) => (
          <option key={code} value={code} lang={code}>
            {languages[code]}
          </option>
        ))}
      </Select>
    </label>
  );
}

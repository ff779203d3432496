import { useQueryClient } from '@tanstack/react-query';
import { Languages } from 'lucide-react';
import { authQuery } from '../api/auth.ts';
import { trpc } from '../api/trpc.ts';
import { isLanguage, language, languages, rememberLanguage } from '../i18n/language.ts';
import { messages, switchLanguage } from '../i18n/messages.ts';
import { Select } from '../ui/select.tsx';
import { brand } from './brand.ts';

/** Chooses the language of the page, and of the mails to the signed-in user. */
export function LanguageChoice() {
  const queries = useQueryClient();
  const { mutate } = trpc.user.setLanguage.useMutation();
  const choose = async (code: string) => {
    if (!isLanguage(code)) return;
    rememberLanguage(code);
    if (queries.getQueryData(authQuery.queryKey)?.user) mutate({ language: code });
    // The page switches even where the server could not store the language for its mails.
    await switchLanguage(code).catch(() => window.location.reload());
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

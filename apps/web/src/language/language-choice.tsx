import { useQueryClient } from '@tanstack/react-query';
import { Languages } from 'lucide-react';
import { trpc } from '../api/trpc.ts';
import { Select } from '../controls/select.tsx';
import { sentences, speak } from '../sentences.ts';
import { visitorQuery } from '../visitor/visitor.ts';
import { language } from './language.ts';
import { rememberLanguage } from './language-cookie.ts';
import { isLanguage, languages } from './languages.ts';

/** The language of the page, and of the mails to whoever is signed in. Each is called as it calls itself. */
export function LanguageChoice() {
  const queries = useQueryClient();
  const { mutate } = trpc.user.setLanguage.useMutation();
  const choose = async (code: string) => {
    if (!isLanguage(code)) return;
    rememberLanguage(code);
    if (queries.getQueryData(visitorQuery.queryKey)?.user) mutate({ language: code });
    // Whether or not the server has noted it for its mails: the page speaks it.
    await speak(code).catch(() => window.location.reload());
  };
  return (
    <label className="inline-flex min-h-11 items-center gap-2 text-sm text-muted">
      <Languages aria-hidden size={18} strokeWidth={1.75} />
      <span className="sr-only">{sentences.language}</span>
      <Select className="language" value={language} onChange={({ target }) => void choose(target.value)}>
        {Object.entries(languages).map(([code, name]) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </Select>
    </label>
  );
}

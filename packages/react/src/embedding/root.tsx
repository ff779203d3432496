import type { ReactNode } from 'react';
import { directionOf, useLanguage } from '../i18n/language.ts';
import { useEmbedding } from './embedding.ts';

interface RootProps {
  readonly children: ReactNode;
}

/** The element around all that this package renders. Its style sheet has no rule for elements outside. */
export function Root({ children }: RootProps) {
  const { theme } = useEmbedding();
  const language = useLanguage();
  return (
    <div className="latchkey" data-theme={theme} lang={language} dir={directionOf(language)}>
      {children}
    </div>
  );
}

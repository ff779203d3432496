import type { ReactNode } from 'react';
import { HistoryOverview } from '../features/history/history-overview.tsx';
import { useLanguage } from '../i18n/language.ts';
import { messages } from '../i18n/messages.ts';
import { PartHeading } from './part-heading.tsx';
import { Part } from './part.tsx';

interface HistoryPartProps {
  /** In place of the heading. */
  readonly heading?: ReactNode;
}

/** The events of the account, the newest first. */
export function HistoryPart({ heading }: HistoryPartProps) {
  useLanguage();
  return <Part>{heading === undefined ? <TitledHistory /> : <HistoryOverview heading={heading} />}</Part>;
}

function TitledHistory() {
  return <HistoryOverview heading={<PartHeading>{messages.history.title}</PartHeading>} />;
}

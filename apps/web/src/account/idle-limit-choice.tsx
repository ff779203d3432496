import type { AppRouter } from '@latchkey/api/app-router';
import type { inferRouterOutputs } from '@trpc/server';
import { useQueryClient } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Confirmation } from '../controls/confirmation.tsx';
import { sentences } from '../sentences.ts';
import type { ListedSession } from '../sessions/listed-session.ts';
import { sessionsQuery } from '../sessions/sessions-query.ts';
import { SessionNames } from '../sessions/session-names.tsx';
import { durationWords } from '../time/duration.ts';
import { unusedSessions } from './unused-sessions.ts';
import { useIdleLimit } from './use-idle-limit.ts';

interface IdleLimitChoiceProps {
  readonly limits: inferRouterOutputs<AppRouter>['user']['idleLimits'];
}

/** What would end at once, where anything would. */
interface Question {
  readonly limit: number;
  readonly unused: readonly ListedSession[];
}

/** After how long unused devices are logged out. Whatever that would end at once is shown and asked about before. */
export function IdleLimitChoice({ limits: { own, everybodys, choices } }: IdleLimitChoiceProps) {
  const [question, setQuestion] = useState<Question | null>(null);
  const { mutate, isPending } = useIdleLimit();
  const queries = useQueryClient();
  const words = sentences.idleLimit;

  const choose = (limit: number | null) => {
    const listed = queries.getQueryData(sessionsQuery.queryKey)?.sessions ?? [];
    const unused = limit === null ? [] : unusedSessions(listed, limit, new Date());
    if (limit !== null && unused.length > 0) setQuestion({ limit, unused });
    else mutate({ limit });
  };
  return (
    <>
      <div className="relative">
        <select
          aria-label={words.title}
          aria-busy={isPending}
          className="select"
          value={question?.limit ?? own ?? everybodys}
          onChange={({ target }) => {
            const limit = Number(target.value);
            if (!isPending) choose(limit === everybodys ? null : limit);
          }}
        >
          <option value={everybodys}>{words.everybodys(durationWords(everybodys))}</option>
          {choices.toReversed().map((limit) => (
            <option key={limit} value={limit}>
              {words.after(durationWords(limit))}
            </option>
          ))}
        </select>
        <ChevronDown
          aria-hidden
          size={18}
          className="pointer-events-none absolute inset-y-0 end-3 my-auto text-muted"
        />
      </div>
      {question && (
        <Confirmation
          title={words.question(question.unused.length)}
          description={words.consequence(durationWords(question.limit))}
          cancel={words.cancel}
          confirm={words.confirm(question.unused.length)}
          onConfirm={() => mutate({ limit: question.limit })}
          onClose={() => setQuestion(null)}
        >
          <SessionNames sessions={question.unused} />
        </Confirmation>
      )}
    </>
  );
}

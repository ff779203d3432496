import type { AppRouter } from '@latchkey/api/app-router';
import type { inferRouterOutputs } from '@trpc/server';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Select } from '../controls/select.tsx';
import { sentences } from '../sentences.ts';
import { EndingQuestion } from '../sessions/ending-question.tsx';
import type { ListedSession } from '../sessions/listed-session.ts';
import { sessionsQuery } from '../sessions/sessions-query.ts';
import { durationWords } from '../time/duration.ts';
import { serverNow } from '../time/server-clock.ts';
import { unusedSessions } from './unused-sessions.ts';
import { useIdleLimit } from './use-idle-limit.ts';

interface IdleLimitChoiceProps {
  readonly limits: inferRouterOutputs<AppRouter>['user']['idleLimits'];
}

/** What would end at once, where anything would. */
interface Question {
  readonly limit: number;
  readonly unused: readonly ListedSession[];
  readonly askedAt: Date;
}

/** After how long unused devices are logged out. Whatever that would end at once is shown and asked about before. */
export function IdleLimitChoice({ limits: { own, everybodys, choices } }: IdleLimitChoiceProps) {
  const [question, setQuestion] = useState<Question | null>(null);
  const { mutate, isPending } = useIdleLimit();
  const queries = useQueryClient();
  const words = sentences.idleLimit;

  const choose = (limit: number | null) => {
    const listed = queries.getQueryData(sessionsQuery.queryKey)?.sessions ?? [];
    const askedAt = serverNow();
    const unused = limit === null ? [] : unusedSessions(listed, limit, askedAt);
    if (limit !== null && unused.length > 0) setQuestion({ limit, unused, askedAt });
    else mutate({ limit });
  };
  return (
    <>
      <Select
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
      </Select>
      {question && (
        <EndingQuestion
          sessions={question.unused}
          now={question.askedAt}
          title={words.question(question.unused.length)}
          description={words.consequence(durationWords(question.limit))}
          cancel={words.cancel}
          confirm={words.confirm(question.unused.length)}
          onConfirm={() => mutate({ limit: question.limit })}
          onClose={() => setQuestion(null)}
        />
      )}
    </>
  );
}

import type { IdleLimits } from '@latchkey/client';
import { useMutation } from '@tanstack/react-query';
import { lazy, useState } from 'react';
import { latchkey } from '../../api/latchkey.ts';
import { onDemand, preloadOnApproach } from '../../api/on-demand.ts';
import type { SessionView } from '../../api/outputs.ts';
import { queries } from '../../api/queries.ts';
import { serverNow } from '../../api/server-clock.ts';
import { durationWords } from '../../i18n/duration.ts';
import { messages } from '../../i18n/messages.ts';
import { toastError } from '../../ui/explain-error.ts';
import { DialogBoundary } from '../../ui/loading-failed.tsx';
import { Select } from '../../ui/select.tsx';
import { showToast } from '../../ui/toasts.tsx';
import { completeList, reloadList } from '../sessions/live/live-sessions.ts';
import { limitsQuery } from './idle-limits-query.ts';

/** Loaded when the user is about to choose: its list of sessions is larger than the choice. */
const dialog = onDemand(() => import('./idle-limit-confirmation.tsx'));
const IdleLimitConfirmation = lazy(async () => ({ default: (await dialog()).IdleLimitConfirmation }));
const approach = preloadOnApproach(dialog);

const { queryKey } = limitsQuery;

interface IdleLimitChoiceProps {
  readonly limits: IdleLimits;
}

/** The sessions that a shorter limit would end at once. */
interface Question {
  readonly limit: number;
  readonly unused: readonly SessionView[];
  readonly askedAt: Date;
}

/** Chooses the idle limit. Asks first where the new limit would end sessions at once. */
export default function IdleLimitChoice({ limits: { own, default: defaultLimit, choices } }: IdleLimitChoiceProps) {
  const [question, setQuestion] = useState<Question | null>(null);
  const setting = useIdleLimit();
  const words = messages.idleLimit;
  const choice = useMutation(
    {
      /** Returns the question, or null where no session would end. The default is the longest limit and ends none. */
      async mutationFn(limit: number | null): Promise<Question | null> {
        const askedAt = serverNow();
        const unused = limit === null ? [] : unusedSessions(await completeList(), limit, askedAt);
        return limit === null || unused.length === 0 ? null : { limit, unused, askedAt };
      },
      onSuccess(asked, limit) {
        setQuestion(asked);
        if (asked === null) setting.mutate(limit);
      },
      onError: (error) => toastError(words.failed, error),
    },
    queries,
  );
  const isPending = choice.isPending || setting.isPending;
  const asked = choice.isPending ? choice.variables : question?.limit;
  return (
    <>
      <Select
        {...approach}
        aria-label={words.title}
        aria-busy={isPending}
        className="select"
        value={asked ?? own ?? defaultLimit}
        onChange={({ target }) => {
          const limit = Number(target.value);
          if (!isPending) choice.mutate(limit === defaultLimit ? null : limit);
        }}
      >
        <option value={defaultLimit}>{words.default(durationWords(defaultLimit))}</option>
        {choices.toReversed().map((limit) => (
          <option key={limit} value={limit}>
            {words.after(durationWords(limit))}
          </option>
        ))}
      </Select>
      {question && (
        <DialogBoundary onClose={() => setQuestion(null)}>
          <IdleLimitConfirmation
            sessions={question.unused}
            now={question.askedAt}
            title={words.question(question.unused.length)}
            description={words.consequence(durationWords(question.limit))}
            cancel={words.cancel}
            confirm={words.confirm(question.unused.length)}
            onConfirm={() => setting.mutate(question.limit)}
            onClose={() => setQuestion(null)}
          />
        </DialogBoundary>
      )}
    </>
  );
}

/** The sessions that have been unused for longer than `limit` milliseconds, without the current one. */
export function unusedSessions(sessions: readonly SessionView[], limit: number, now: Date): SessionView[] {
  const since = now.getTime() - limit;
  return sessions.filter(({ isCurrent, lastUsedAt }) => !isCurrent && Date.parse(lastUsedAt) <= since);
}

const show = (own: number | null) => queries.setQueryData(queryKey, (limits) => limits && { ...limits, own });

/** Sets the idle limit. The choice shows at once, and is taken back where the server answers with an error. */
function useIdleLimit() {
  const words = messages.idleLimit;
  return useMutation(
    {
      mutationFn: (limit: number | null) => latchkey().settings.setIdleLimit(limit),
      async onMutate(limit) {
        await queries.cancelQueries({ queryKey });
        const before = queries.getQueryData(queryKey);
        show(limit);
        return before;
      },
      onSuccess(ended, limit, before) {
        const span = limit ?? before?.default;
        if (span === undefined) return;
        showToast({
          tone: 'done',
          text: words.done(durationWords(span)),
          detail: ended > 0 ? words.ended(ended) : undefined,
        });
      },
      onError(error, _input, before) {
        show(before?.own ?? null);
        toastError(words.failed, error);
        // The request may have reached the server.
        reloadList();
      },
      onSettled: () => void queries.invalidateQueries({ queryKey }),
    },
    queries,
  );
}

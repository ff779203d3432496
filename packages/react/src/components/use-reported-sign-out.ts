import { useEffect, useEffectEvent } from 'react';
import type { SignedOut } from '../api/auth.ts';
import { useEmbedding } from '../embedding/embedding.ts';

/** What a mounted part or hook has reported to the application. */
let reported: SignedOut | null = null;

/** Calls `onSignedOut` of the application once, however many parts and hooks are mounted. `auth`: null while a user is signed in. */
export function useReportedSignOut(auth: SignedOut | null) {
  const { onSignedOut } = useEmbedding();
  const report = useEffectEvent((signedOut: SignedOut) => onSignedOut?.(signedOut));
  useEffect(() => {
    if (auth === null || auth === reported) return undefined;
    reported = auth;
    report(auth);
    return () => {
      reported = null;
    };
  }, [auth]);
}

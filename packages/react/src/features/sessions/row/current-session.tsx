import { memo } from 'react';
import { SessionRow, type SessionRowState } from './session-row.tsx';

/** The row of the current session. It has no button: the one in the header logs this device out. */
export const CurrentSession = memo(function CurrentSession({ measure, ...row }: SessionRowState) {
  return <SessionRow {...row} ref={measure} />;
});

import type { AlertOutcome, LinkedAlert, Session, SignInAlert as AlertOfAccount } from '@latchkey/client';

export type SessionView = Session;
export type DeviceKind = Session['device']['kind'];

export type SignInAlert = LinkedAlert;
/** An alert on another device of the account, with the session that it is about. */
export type OpenAlert = AlertOfAccount;
export type AnswerResult = AlertOutcome;

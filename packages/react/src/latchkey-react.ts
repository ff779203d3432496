export {
  type HistoryState,
  type SignInAlertsState,
  useHistory,
  useLatchkey,
  useSessions,
  useSignInAlerts,
  useUser,
  type UserState,
} from './components/hooks.ts';
export { type LatchkeyOptions, LatchkeyProvider } from './components/latchkey-provider.tsx';
export { ManageSessions } from './components/manage-sessions.tsx';
export { AccountSecurity, History, LogoutButton, SessionList, SignInAlerts } from './components/parts.tsx';
export type { SignedOut } from './api/auth.ts';
export type { Navigation, ScreenName } from './embedding/embedding.ts';
export type { Language } from './i18n/language.ts';
export type { Messages } from './i18n/messages/en.ts';

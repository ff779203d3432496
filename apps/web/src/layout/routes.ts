/** The paths below the base path, and the hashes, of the page. The server knows the paths too (apps/server/src/page/page.ts). */
export const routes = {
  home: '/',
  signIn: '/signin',
  signUp: '/signup',
  sessions: '/sessions',
  history: '/history',
  /** A hash for any path: the main part of the screen. */
  main: '#main',
  /** Targets of links in mails (packages/mail). */
  newDevice: '/new-device',
  recovery: '/recovery',
  verification: '/verification',
  notMine: '/not-mine',
} as const;

/** Where each screen is found. */
export const addresses = {
  home: '/',
  signIn: '/signin',
  signUp: '/signup',
  sessions: '/sessions',
  history: '/history',
  /** Behind any other one: the main part of its screen. */
  main: '#main',
  /** Behind another one: the question for a new password is open there. */
  newPassword: '#new-password',
  /** The mails lead here (packages/mail). */
  newDevice: '/new-device',
  recovery: '/recovery',
  verification: '/verification',
  notMine: '/not-mine',
} as const;

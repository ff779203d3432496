/** Where each screen is found. */
export const addresses = {
  home: '/',
  signIn: '/signin',
  signUp: '/signup',
  sessions: '/sessions',
  history: '/history',
} as const;

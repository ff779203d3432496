// The words that Latchkey does not use, and what it uses in their place.

/**
 * A name that is replaced. `words` are the words of the name in lower case, wherever they stand beside each other:
 * `last uses` is in `LastUses`, `lastUsesOf` and `last-uses.ts`. Words with `as` count only as that.
 *
 * - `type`: in a name that begins with a capital letter.
 * - `whole`: when the name has no other word.
 * - `folder`: as the name of a folder.
 *
 * @typedef {{ words: string; use: string; as?: 'type' | 'whole' | 'folder' }} OldName
 */

/** @type {OldName[]} */
export const oldNames = [
  { words: 'watch', use: 'SessionSubscription', as: 'type' },
  { words: 'watches', use: 'SessionSubscriptions', as: 'type' },
  { words: 'watched', use: 'SessionListEvent', as: 'type' },
  { words: 'use watch', use: 'useLiveSessions' },
  { words: 'newcomer', use: 'isRecentSignIn' },
  { words: 'young for', use: 'isRecentSignIn' },
  { words: 'last uses', use: 'LastUsedBuffer' },
  { words: 'lapse', use: 'expire' },
  { words: 'lapses', use: 'expires' },
  { words: 'lapsed', use: 'isExpired' },
  { words: 'live at', use: 'ExpiryCutoff', as: 'type' },
  { words: 'ending', use: 'EndSession', as: 'type' },
  { words: 'renewal', use: 'TokenRotation' },
  ...['held', 'live', 'seen', 'bound', 'remembered'].map((participle) => ({
    words: `${participle} session`,
    use: 'Session, with Pick at the use',
  })),
  { words: 'refused', use: 'AuthFailure or ApiError', as: 'type' },
  { words: 'refusal', use: 'AuthFailure or ApiError' },
  { words: 'refusals', use: 'AuthFailure or ApiError' },
  { words: 'recognise', use: 'resolveToken' },
  { words: 'recognize', use: 'resolveToken' },
  { words: 'identify', use: 'resolveTokenHash' },
  { words: 'postman', use: 'OutboxWorker' },
  { words: 'chore', use: 'Job' },
  { words: 'chores', use: 'jobs' },
  { words: 'caretaker', use: 'JobScheduler' },
  { words: 'neighbourhood', use: 'ClusterBackend' },
  { words: 'surroundings', use: 'Dependencies' },
  { words: 'observer', use: 'Telemetry', as: 'type' },
  { words: 'policy', use: 'Config', as: 'type' },
  { words: 'everybody', use: 'default' },
  { words: 'everybodys', use: 'default' },
  { words: 'everyone', use: 'all' },
  { words: 'nobody', use: 'null, or what is missing' },
  { words: 'somebody', use: 'user' },
  { words: 'sight', use: 'ClusterSnapshot' },
  { words: 'information', use: 'clientLabel' },
  { words: 'owners name', use: 'label' },
  { words: 'given name', use: 'label' },
  { words: 'device name', use: 'label' },
  { words: 'place', use: 'country or location' },
  { words: 'places', use: 'countries or locations' },
  { words: 'keep signed in', use: 'rememberMe' },
  { words: 'stay logged in', use: 'rememberMe' },
  { words: 'stays signed in', use: 'rememberMe' },
  { words: 'absolute unless kept', use: 'rememberMe' },
  { words: 'visitor', use: 'auth' },
  { words: 'depart', use: 'clearSession' },
  { words: 'onward', use: 'RedirectAfterSignIn' },
  { words: 'arrival', use: 'useAfterSignIn' },
  { words: 'crash guard', use: 'ErrorBoundary' },
  { words: 'nothing here', use: 'NotFound' },
  { words: 'freshness', use: 'ConnectionStatus' },
  { words: 'ending question', use: 'EndDialog' },
  { words: 'sentences', use: 'messages' },
  { words: 'controls', use: 'ui', as: 'folder' },
  { words: 'screen', use: 'layout', as: 'folder' },
  { words: 'failures', use: 'errors', as: 'folder' },
  { words: 'order', use: 'filters', as: 'folder' },
  ...['told', 'said', 'held', 'found', 'shown'].map((participle) => ({
    words: participle,
    use: 'the noun: ids, reason, session, rows, visibleIds',
    as: /** @type {const} */ ('whole'),
  })),
];

/**
 * A name that stays although it has a replaced word in it. Without a name, all names of the files.
 *
 * @type {{ path: RegExp; name?: RegExp; reason: string }[]}
 */
export const allowedNames = [
  { path: /\/sentences\/|\/messages\//, reason: 'message catalogues are read by people, not by programmers' },
  { path: /^/, name: /^(?:stay_logged_in|session_information)$/, reason: 'names in the documented REST routes' },
  { path: /^packages\/api\/src\/(?:rest|openapi)\//, name: /^information$/, reason: 'the documented REST answer' },
  { path: /^/, name: /^SESSION_ABSOLUTE_UNLESS_KEPT$/, reason: 'a documented setting' },
  { path: /^apps\/server\/src\/admin\//, name: /^(?:--)?everyone$/, reason: 'a documented option of npm run admin' },
  { path: /^/, name: /^information_schema$/, reason: 'a schema of PostgreSQL' },
  { path: /\/devices\//, name: /^Watch$/, reason: 'a product name in User-Agent headers' },
  { path: /^/, name: /^(?:Resize|Intersection|Mutation|Performance)Observer/, reason: 'names of the browser' },
];

/**
 * A phrase that has to be solved like a riddle, and what to write.
 *
 * @type {{ phrase: RegExp; use: string }[]}
 */
export const riddles = [
  { phrase: /\bwho(?:m|so)?ever\b/i, use: 'the client, the session, the caller' },
  { phrase: /\bnobody\b/i, use: 'no user, no session, no client' },
  { phrase: /\bsomebody\b/i, use: 'a user, an attacker, the owner' },
  { phrase: /(?<!--)\b(?:everybody|everyone)\b/i, use: 'all users, all sessions, the default' },
  { phrase: /\b(?:anybody|anyone)\b/i, use: 'any user, any client' },
  { phrase: /\bwhat is (?:held|told|said|shown|kept)\b/i, use: 'the noun' },
  { phrase: /\bso (?:long|many)\b(?! (?:as|that)\b)/i, use: 'this time, this number, or the number itself' },
  { phrase: /\b(?:is|are|was|were|been) told\b/i, use: 'receives, is notified' },
  {
    phrase: /^[\s*/#]*Who (?:[a-z]+s|is|are|has|may|can|must|only|just)\b(?!.*\?)/m,
    use: 'the role: the client that …, the user who …',
  },
];

/**
 * Texts that keep a riddle. Without a phrase, all of the file.
 *
 * @type {{ path: RegExp; phrase?: RegExp; reason: string }[]}
 */
export const allowedRiddles = [
  { path: /\/sentences\/|\/messages\//, reason: 'message catalogues speak to people' },
  { path: /^CODE_OF_CONDUCT\.md$/, reason: 'it is about people' },
  {
    path: /^packages\/api\/src\/api-error\.ts$/,
    phrase: /^whoever$/,
    reason: 'an answer of the REST API, which does not change',
  },
];

// An account whose devices the page should point out: each is used in another way.
import { serveSeeded } from './seeded-server.mjs';

const chromeOn = (/** @type {string} */ system) =>
  `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Safari/537.36`;
const firefoxOn = (/** @type {string} */ system) => `Mozilla/5.0 (${system}; rv:148.0) Gecko/20100101 Firefox/148.0`;
const windows = 'Windows NT 10.0; Win64; x64';
const [germany, austria, brazil] = ['194.25.0.60', '193.171.0.1', '200.160.2.3'];

/** `idle`: how long ago it was last used; `age`: how long before that it signed in. */
const sessions = [
  { userAgent: firefoxOn('X11; Linux x86_64'), ip: germany, idle: '1 hour', age: '9 days' },
  { userAgent: firefoxOn(windows), ip: germany, idle: '2 hours', age: '9 days' },
  { userAgent: chromeOn('X11; Linux x86_64'), ip: germany, idle: '3 hours', age: '9 days' },
  { userAgent: chromeOn('Macintosh; Intel Mac OS X 10_15_7'), ip: germany, idle: '4 days', age: '0 days' },
  { userAgent: chromeOn(windows), ip: brazil, idle: '5 days', age: '5 days' },
  {
    userAgent: firefoxOn('Macintosh; Intel Mac OS X 10.15'),
    ip: germany,
    idle: '6 days',
    age: '5 days',
    country: 'US',
  },
  { userAgent: chromeOn(windows), ip: austria, idle: '7 days', age: '1 day' },
  { userAgent: firefoxOn(windows), ip: austria, idle: '8 days', age: '1 day' },
];

await serveSeeded({ TRUST_PROXY: '1' }, async (query, userId) => {
  await query("UPDATE users SET countries = '{DE,AT,BR}' WHERE id = $1", [userId]);
  for (const [index, { userAgent, ip, idle, age, country }] of sessions.entries()) {
    await query('INSERT INTO devices (id, user_id, created_at, confirmed_at) VALUES ($1, $2, now(), now())', [
      index + 1,
      userId,
    ]);
    await query(
      `INSERT INTO sessions (user_id, device_id, token_hash, user_agent, ip, remember_me, created_at, last_used_at,
        active_days, last_country, absolute_expires_at)
      SELECT $1, $2, sha256($3::text::bytea), $4, $5, true, used - $6::interval, used, 1, $7, used + interval '25 days'
      FROM date_trunc('milliseconds', now() - $8::interval) AS used`,
      [userId, index + 1, `${userId} ${index}`, userAgent, ip, age, country ?? null, idle],
    );
  }
  await query("SELECT setval('devices_id_seq', $1)", [sessions.length]);
});

// A user with confirmed devices that have been used for weeks, for the pictures of README.
import { serveSeeded } from './seeded-server.mjs';

const chromeOn = (/** @type {string} */ system) =>
  `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Safari/537.36`;

/** Each with the days on which it was used, from the sign-in to the last use. */
const sessions = [
  {
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
    name: 'My phone',
    ip: '194.25.0.60',
    days: '110111110011111011111',
    idle: '4 minutes',
  },
  {
    userAgent: 'curl/8.5.0',
    client_label: 'Nightly backup',
    ip: '194.25.0.60',
    days: '11111111111111',
    idle: '2 hours',
  },
  {
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
    ip: '130.59.31.80',
    days: '1011100111001',
    idle: '1 day',
  },
  { userAgent: chromeOn('Windows NT 10.0; Win64; x64'), ip: '200.160.2.3', days: '1', idle: '6 days' },
];

await serveSeeded({ TRUST_PROXY: '1' }, async (query, userId) => {
  for (const [index, { userAgent, name, client_label, ip, days, idle }] of sessions.entries()) {
    await query(
      'INSERT INTO devices (id, user_id, label, created_at, confirmed_at) VALUES ($1, $2, $3, now(), now())',
      [index + 1, userId, name ?? null],
    );
    await query(
      `INSERT INTO sessions (user_id, device_id, token_hash, user_agent, ip, client_label, remember_me, created_at,
        last_used_at, active_days, absolute_expires_at)
      SELECT $1, $2, sha256($3::text::bytea), $4, $5, $6, true, used - ($7 || ' days')::interval, used, $8,
        used + ((30 - $7::int) || ' days')::interval
      FROM date_trunc('milliseconds', now() - $9::interval) AS used`,
      [
        userId,
        index + 1,
        `${userId} ${index}`,
        userAgent,
        ip,
        client_label ?? null,
        String(days.length - 1),
        parseInt(days, 2),
        idle,
      ],
    );
  }
  await query("SELECT setval('devices_id_seq', $1)", [sessions.length]);
});

// A server with an account that has up to ten thousand sessions, written into the database.
import { serveSeeded } from './seeded-server.mjs';

const { CROWD_SIZE: size } = process.env;
const settings = { SESSION_IDLE: '120d', SESSION_ABSOLUTE: '300d', PROGRAM_SESSIONS_PER_USER: '9999' };

await serveSeeded(settings, async (query, userId) => {
  await query(
    'INSERT INTO devices (id, user_id, created_at) SELECT number, $1, now() FROM generate_series(1, $2::int) AS number',
    [userId, size],
  );
  await query("SELECT setval('devices_id_seq', $1)", [size]);
  await query(
    `INSERT INTO sessions (user_id, device_id, token_hash, user_agent, ip, client_label, remember_me, created_at,
      last_used_at, absolute_expires_at)
    SELECT $1, number, sha256(number::text::bytea),
      CASE number % 3
        WHEN 0 THEN 'curl/8.5.0'
        WHEN 1 THEN 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'
        ELSE 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1'
      END,
      '198.51.100.' || number % 250, 'Robot ' || number, true, now() - interval '100 days',
      date_trunc('milliseconds', now() - number * interval '10 minutes'), now() + interval '100 days'
    FROM generate_series(1, $2::int) AS number`,
    [userId, size],
  );
});

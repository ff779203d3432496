import { RedisStore } from 'connect-redis';
import { createClient } from 'redis';
import { variable } from '../variable.ts';

/** The store of connect-redis as documented, with its own connection. */
export async function redisStore(): Promise<RedisStore> {
  const client = createClient({ url: variable('REDIS_URL') });
  await client.connect();
  return new RedisStore({ client, prefix: variable('PREFIX') });
}

import { createLatchkey, forwardedFor } from '@latchkey/node';

export const latchkey = createLatchkey({
  url: process.env.LATCHKEY ?? 'http://127.0.0.1:3000',
  serviceKey: process.env.LATCHKEY_KEY,
  // Next listens on this machine only, so that this is what the proxy before it has written.
  clientIp: forwardedFor,
});

// Where Latchkey has a path of its own, as `BASE_PATH` gives it.
export const basePath = process.env.BASE_PATH ?? '';

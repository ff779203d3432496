import type { SigningKeys } from '@latchkey/sessions/webhooks/signing-keys';
import type { FastifyInstance } from 'fastify';

/** How long receivers may keep the keys, in seconds. They ask again when a token names another. */
const keptFor = 300;

/** Serves `/api/v1/jwks`: the public keys of the tokens that endpoints of applications receive, as RFC 7517 has them. */
export function signingKeysPlugin(
  app: FastifyInstance,
  { signingKeys }: { readonly signingKeys: Pick<SigningKeys, 'published'> },
  done: () => void,
): void {
  app.get('/v1/jwks', async (_request, reply) => {
    const keys = await signingKeys.published();
    return reply
      .type('application/jwk-set+json')
      .header('cache-control', `public, max-age=${keptFor}`)
      .send(JSON.stringify({ keys }));
  });
  done();
}

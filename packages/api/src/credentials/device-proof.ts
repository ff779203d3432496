import { EmbeddedJWK, type JWTPayload, type JWTVerifyOptions, exportSPKI, importSPKI, jwtVerify } from 'jose';
import type { KeyRegistration } from '@latchkey/sessions/tokens/binding-service';

/** The only algorithm that browsers are offered and that is accepted. */
export const proofAlgorithm = 'ES256';

const rules: JWTVerifyOptions = { algorithms: [proofAlgorithm], typ: 'dbsc+jwt' };

/** The challenge and the public key of a JWT that is signed with the key in its own header, or null where it is not valid. */
export async function readRegistration(jwt: string): Promise<KeyRegistration | null> {
  try {
    const { payload, key } = await jwtVerify(jwt, EmbeddedJWK, rules);
    const challenge = challengeOf(payload);
    return challenge === null ? null : { challenge, key: await exportSPKI(key) };
  } catch {
    // Each error of these functions is an error of the JWT.
    return null;
  }
}

/** The challenge of a JWT that is signed with a registered key (SPKI in PEM), or null. The JWT must have no key of its own. */
export async function readProof(jwt: string, key: string): Promise<string | null> {
  const registered = await importSPKI(key, proofAlgorithm);
  try {
    const { payload, protectedHeader } = await jwtVerify(jwt, registered, rules);
    return protectedHeader.jwk === undefined ? challengeOf(payload) : null;
  } catch {
    return null;
  }
}

/** The claim is only signed, not typed. */
const challengeOf = ({ jti }: JWTPayload): string | null => (typeof jti === 'string' ? jti : null);

import { EmbeddedJWK, type JWTPayload, type JWTVerifyOptions, exportSPKI, importSPKI, jwtVerify } from 'jose';
import type { KeyRegistration } from '@latchkey/sessions/binding-service';

/** The one algorithm that browsers are asked for, and that is taken from them. */
export const proofAlgorithm = 'ES256';

const rules: JWTVerifyOptions = { algorithms: [proofAlgorithm], typ: 'dbsc+jwt' };

/** What a browser has signed with a key that it brings along, or null where that is not so. */
export async function readRegistration(jwt: string): Promise<KeyRegistration | null> {
  try {
    const { payload, key } = await jwtVerify(jwt, EmbeddedJWK, rules);
    const challenge = challengeOf(payload);
    return challenge === null ? null : { challenge, key: await exportSPKI(key) };
  } catch {
    // Whatever is wrong, it is wrong with what came.
    return null;
  }
}

/** The challenge that a browser has signed with the key that it registered, or null. It must bring no key along. */
export async function readProof(jwt: string, key: string): Promise<string | null> {
  const registered = await importSPKI(key, proofAlgorithm);
  try {
    const { payload, protectedHeader } = await jwtVerify(jwt, registered, rules);
    return protectedHeader.jwk === undefined ? challengeOf(payload) : null;
  } catch {
    return null;
  }
}

/** Nobody but who signed it has said that it is a text. */
const challengeOf = ({ jti }: JWTPayload): string | null => (typeof jti === 'string' ? jti : null);

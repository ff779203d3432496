import { pbkdf2, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { verify } from '@node-rs/bcrypt';

/** A password hash of an application that users were imported from. */
export interface ForeignHash {
  verify(password: string): Promise<boolean>;
}

/** The highest accepted costs of verifying one hash: about a second of one core, and 256 MiB, as for argon2. */
const mostRounds = 14;
const mostIterations = 2_000_000;
const mostMemory = 256 * 1024 * 1024;
const mostWork = 4 * mostMemory;

const deriveByScrypt = promisify<string, Buffer, number, object, Buffer>(scrypt);
const deriveByPbkdf2 = promisify(pbkdf2);

/** The digests of PBKDF2, by how the formats call them. */
const digests: ReadonlyMap<string, string> = new Map([
  ['sha1', 'sha1'],
  ['', 'sha1'],
  ['sha256', 'sha256'],
  ['sha512', 'sha512'],
]);

/** `$2a$`, `$2b$` and `$2y$` with the cost, and 22 characters of salt and 31 of the hash in bcrypt's own Base64. */
const bcryptShape = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/;

/** The PHC string format, with the logarithm of the cost: `$scrypt$ln=16,r=8,p=1$salt$hash`. */
const scryptShape = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9+/]{4,172})\$([A-Za-z0-9+/]{22,172})$/;
/** Werkzeug's form, with the cost itself, the salt as text and the hash in hexadecimal: `scrypt:32768:8:1$salt$hash`. */
const werkzeugScryptShape = /^scrypt:(\d{1,8}):(\d{1,3}):(\d{1,3})\$([\x21-\x23\x25-\x7e]{1,128})\$([0-9a-f]{32,128})$/;
/** The PHC string format: `$pbkdf2-sha256$i=600000,l=32$salt$hash`, and passlib's: `$pbkdf2-sha256$29000$salt$hash`. */
const pbkdf2Shape =
  /^\$pbkdf2(?:-(sha1|sha256|sha512))?\$(?:i=)?(\d{1,8})(?:,l=\d{1,3})?\$([A-Za-z0-9+/.]{4,172})\$([A-Za-z0-9+/.]{22,172})$/;
/** Django's form, with the salt as text: `pbkdf2_sha256$1000000$salt$hash`. */
const djangoShape = /^pbkdf2_(sha1|sha256)\$(\d{1,8})\$([\x21-\x23\x25-\x7e]{1,128})\$([A-Za-z0-9+/]{22,172}={0,2})$/;
/** Werkzeug's form: `pbkdf2:sha256:1000000$salt$hash`. */
const werkzeugPbkdf2Shape =
  /^pbkdf2:(sha1|sha256|sha512):(\d{1,8})\$([\x21-\x23\x25-\x7e]{1,128})\$([0-9a-f]{32,128})$/;

/** Reads a hash by bcrypt, scrypt or PBKDF2. Null where it is none of them, damaged, or too expensive to verify. */
export function readForeignHash(text: string): ForeignHash | null {
  return readBcrypt(text) ?? readScrypt(text) ?? readPbkdf2(text);
}

function readBcrypt(text: string): ForeignHash | null {
  const [, rounds] = bcryptShape.exec(text) ?? [];
  if (rounds === undefined || Number(rounds) < 4 || Number(rounds) > mostRounds) return null;
  return { verify: (password) => verify(password, text) };
}

interface ScryptHash {
  /** The cost, a power of two. */
  readonly n: number;
  readonly r: number;
  readonly p: number;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

function readScrypt(text: string): ForeignHash | null {
  const read = scryptParts(text);
  if (!read) return null;
  const { n, r, p, salt, hash } = read;
  const memory = 128 * n * r;
  // RFC 7914, 2: the cost is a power of two below 2^(16r).
  const isCost = n > 1 && Number.isInteger(Math.log2(n)) && Math.log2(n) < 16 * r;
  const isBounded = isCost && p > 0 && memory <= mostMemory;
  if (!isBounded || memory * p > mostWork) return null;
  // Node counts the memory of all lanes.
  const options = { N: n, r, p, maxmem: memory + 256 * r * p + 1024 * 1024 };
  return {
    verify: async (password) => timingSafeEqual(await deriveByScrypt(password, salt, hash.length, options), hash),
  };
}

function scryptParts(text: string): ScryptHash | null {
  const phc = scryptShape.exec(text);
  if (phc) {
    const [, ln, r, p, salt = '', hash = ''] = phc;
    return { n: 2 ** Number(ln), r: Number(r), p: Number(p), salt: fromBase64(salt), hash: fromBase64(hash) };
  }
  const [, n, r, p, salt = '', hash = ''] = werkzeugScryptShape.exec(text) ?? [];
  if (n === undefined) return null;
  return { n: Number(n), r: Number(r), p: Number(p), salt: Buffer.from(salt), hash: Buffer.from(hash, 'hex') };
}

interface Pbkdf2Hash {
  readonly digest: string;
  readonly iterations: number;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

function readPbkdf2(text: string): ForeignHash | null {
  const read = pbkdf2Parts(text);
  if (!read) return null;
  const { digest, iterations, salt, hash } = read;
  if (iterations < 1 || iterations > mostIterations) return null;
  return {
    verify: async (password) =>
      timingSafeEqual(await deriveByPbkdf2(password, salt, iterations, hash.length, digest), hash),
  };
}

function pbkdf2Parts(text: string): Pbkdf2Hash | null {
  const phc = pbkdf2Shape.exec(text);
  if (phc) {
    const [, digest = '', iterations, salt = '', hash = ''] = phc;
    // passlib writes a dot for the plus sign.
    const [saltBytes, hashBytes] = [salt, hash].map((part) => fromBase64(part.replaceAll('.', '+')));
    return withDigest(digest, iterations, saltBytes, hashBytes);
  }
  const django = djangoShape.exec(text);
  if (django) return withDigest(django[1], django[2], bytes(django[3]), fromBase64(django[4]));
  const werkzeug = werkzeugPbkdf2Shape.exec(text);
  return werkzeug && withDigest(werkzeug[1], werkzeug[2], bytes(werkzeug[3]), Buffer.from(werkzeug[4] ?? '', 'hex'));
}

function withDigest(name = '', iterations = '', salt = bytes(''), hash = bytes('')): Pbkdf2Hash | null {
  const digest = digests.get(name);
  return digest === undefined ? null : { digest, iterations: Number(iterations), salt, hash };
}

const bytes = (text = ''): Buffer => Buffer.from(text);
const fromBase64 = (text = ''): Buffer => Buffer.from(text, 'base64');

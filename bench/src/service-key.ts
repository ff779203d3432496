import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

const hex = createHash('sha256').update('latchkey bench').digest('hex');
/** A service key of the benchmark, in the form that Latchkey checks. */
export const serviceKey = `latchkey_service_${hex}${crc32(hex).toString(16).padStart(8, '0')}`;

/** The value of `SERVICE_KEYS` of a Latchkey that accepts the key. */
export const serviceKeys = `bench ${serviceKey}`;

export const serviceHeaders = { authorization: `Bearer ${serviceKey}` };

/** A hash in hex, as the bytes that the database keeps. */
export function toBytes(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(hex, 'hex'));
}

import { createHmac } from 'node:crypto';
import { signingSecret } from '../seeding/peer-layout.ts';

/** A token, a dot and its HMAC, as the session plugins of Express and Fastify write it. */
export const signedCookie = (token: string): string => `${token}.${signature(token).replaceAll('=', '')}`;

/** The same with base64 padding, as better-auth writes it. */
export const paddedCookie = (token: string): string => `${token}.${signature(token)}`;

const signature = (token: string): string => createHmac('sha256', signingSecret).update(token).digest('base64');

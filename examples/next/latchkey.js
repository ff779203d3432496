import { createLatchkey, forwardedFor, sessionHeaders } from '@latchkey/node';

const url = `${process.env.LATCHKEY ?? 'http://127.0.0.1:3000'}/account`;
// Next listens on this machine only, so that the address of the client is what the proxy before it has written.
export const latchkey = createLatchkey({ url, serviceKey: process.env.LATCHKEY_KEY, clientIp: forwardedFor });

// Leads a browser on, with the cookies of a session that was begun or ended, or back to where it was asked for a proof.
export const seeOther = (location, issued) =>
  new Response(null, { status: 303, headers: [...sessionHeaders(issued), ['location', issued.returnTo ?? location]] });

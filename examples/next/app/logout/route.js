import { latchkey, seeOther } from '../../latchkey.js';

export const POST = async (request) => seeOther('/login', await latchkey.sessions.logout(request));

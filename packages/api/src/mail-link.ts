import { z } from 'zod';

/** The secret of a mail's link. A text that is no link at all passes, and is answered like a link that is used up. */
export const mailLink = z.string('Required').max(200, 'At most 200 characters');

import { queryOptions } from '@tanstack/react-query';
import { latchkey } from '../../api/latchkey.ts';

/** The idle limit of the account, and those that can be chosen. */
export const limitsQuery = queryOptions({ queryKey: ['idle-limits'], queryFn: () => latchkey().settings.idleLimits() });

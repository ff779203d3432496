import { useQuery } from '@tanstack/react-query';
import { latchkey } from '@latchkey/react/api/latchkey.ts';

/** The account that a mail's link is about. Loaded once, because the link is invalid after an answer. */
export function useLinkedAccount(link: string, purpose: 'verification' | 'disown') {
  return useQuery({
    queryKey: ['linked-account', purpose, link],
    queryFn: () => latchkey().links.readVerification(link, purpose),
    staleTime: Infinity,
    gcTime: 0,
  });
}

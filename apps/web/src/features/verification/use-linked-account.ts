import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/trpc.ts';

/** The account that a mail's link is about. Loaded once, because the link is invalid after an answer. */
export function useLinkedAccount(link: string, purpose: 'verification' | 'disown') {
  return useQuery({
    queryKey: ['linked-account', purpose, link],
    queryFn: ({ signal }) => api.verification.readByLink.mutate({ link, purpose }, { signal }),
    staleTime: Infinity,
    gcTime: 0,
  });
}

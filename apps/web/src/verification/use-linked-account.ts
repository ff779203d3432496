import { useQuery } from '@tanstack/react-query';
import { api } from '../api/trpc.ts';

/** The account that the link of a mail is about. Read once: after the answer the link shows it no more. */
export function useLinkedAccount(link: string, purpose: 'verification' | 'disown') {
  return useQuery({
    queryKey: ['linked-account', purpose, link],
    queryFn: ({ signal }) => api.verification.readByLink.mutate({ link, purpose }, { signal }),
    staleTime: Infinity,
    gcTime: 0,
  });
}

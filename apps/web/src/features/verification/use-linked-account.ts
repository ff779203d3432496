import { useQuery } from '@tanstack/react-query';
import { linkApi } from '../mail-links/link-api.tsx';

/** The account that a mail's link is about. Loaded once, because the link is invalid after an answer. */
export function useLinkedAccount(link: string, purpose: 'verification' | 'disown') {
  return useQuery({
    queryKey: ['linked-account', purpose, link],
    queryFn: ({ signal }) => linkApi.verification.readByLink.mutate({ link, purpose }, { signal }),
    staleTime: Infinity,
    gcTime: 0,
  });
}

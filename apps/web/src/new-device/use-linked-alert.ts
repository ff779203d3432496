import { useQuery } from '@tanstack/react-query';
import { api } from '../api/trpc.ts';

/** What the link of a mail asks about. Read once: after the answer the link shows it no more. */
export function useLinkedAlert(link: string) {
  return useQuery({
    queryKey: ['linked-alert', link],
    queryFn: ({ signal }) => api.alert.readByLink.mutate({ link }, { signal }),
    staleTime: Infinity,
    gcTime: 0,
  });
}

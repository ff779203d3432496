import { useQuery } from '@tanstack/react-query';
import { visitorQuery } from './visitor.ts';

/** Another tab may sign somebody else in. Asked as often as the list of sessions, in one request with it. */
const interval = 15_000;

/** Who is signed in, if anybody. */
export function useVisitor() {
  return useQuery({
    ...visitorQuery,
    refetchInterval: ({ state }) => (state.data?.user ? interval : false),
  });
}

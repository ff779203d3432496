import { useQuery } from '@tanstack/react-query';
import { visitorQuery } from './visitor.ts';

/** Who is signed in, if anybody. */
export function useVisitor() {
  return useQuery(visitorQuery);
}

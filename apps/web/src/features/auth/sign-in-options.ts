import { latchkey } from '@latchkey/react/api/latchkey.ts';
import { useQuery } from '@tanstack/react-query';

/** Whether Latchkey or an application signs users in, and whether users may create accounts. */
export const useSignInOptions = () =>
  useQuery({ queryKey: ['sign-in-options'], queryFn: () => latchkey().signInOptions(), staleTime: Infinity });

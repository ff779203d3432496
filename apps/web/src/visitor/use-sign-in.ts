import { trpc } from '../api/trpc.ts';
import { useArrival } from './use-arrival.ts';

export function useSignIn() {
  return trpc.auth.signIn.useMutation({ onSuccess: useArrival() });
}

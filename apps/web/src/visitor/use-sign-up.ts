import { trpc } from '../api/trpc.ts';
import { useArrival } from './use-arrival.ts';

export function useSignUp() {
  return trpc.auth.signUp.useMutation({ onSuccess: useArrival() });
}

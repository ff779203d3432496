import { useSyncExternalStore } from 'react';
import { isAskedForProof, onProofAsked } from './proof.ts';

/** Whether the person is being asked for a proof of identity. */
export function useProofAsked(): boolean {
  return useSyncExternalStore(onProofAsked, isAskedForProof);
}

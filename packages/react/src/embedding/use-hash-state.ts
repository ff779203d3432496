import { useEffect, useRef, useState } from 'react';
import { useEmbedding } from './embedding.ts';

/** As long as a pause between two typed words, in milliseconds. Browsers limit how often a page may change its address. */
const pause = 400;

/**
 * State in the hash of the address, where the embedding keeps it there, so that it can be shared, reloaded and undone with Back. The hash is not sent to the
 * server, because searches contain names and addresses. `read` must accept any hash, because users can edit it. Parameters of
 * other states stay in the hash.
 */
export function useHashState<State>(
  read: (params: URLSearchParams) => State,
  write: (state: State) => URLSearchParams,
): readonly [State, (state: State) => void] {
  const { keepsStateInAddress, initialState } = useEmbedding();
  const [state, setState] = useState(() => read((keepsStateInAddress && paramsInAddress()) || initialState));
  const written = useRef(write(state).toString());

  useEffect(() => {
    if (!keepsStateInAddress) return undefined;
    const params = write(state);
    const before = new URLSearchParams(written.current);
    if (params.toString() === written.current) return undefined;
    const put = () => {
      written.current = params.toString();
      const { pathname, search } = window.location;
      const all = paramsInAddress() ?? new URLSearchParams();
      for (const name of before.keys()) all.delete(name);
      for (const [name, value] of params) all.set(name, value);
      const hash = all.toString();
      const address = `${pathname}${search}${hash && `#${hash}`}`;
      // Typing further replaces the entry of the history, so that Back does not go through single words.
      if (isTyped(before, params) && before.has(searchParam) && params.has(searchParam))
        window.history.replaceState(null, '', address);
      else window.history.pushState(null, '', address);
    };
    // A chosen filter becomes an entry of its own at once, even if the user types right after it.
    if (!isTyped(before, params)) {
      put();
      return undefined;
    }
    const timer = setTimeout(put, pause);
    return () => clearTimeout(timer);
  }, [state, write, keepsStateInAddress]);

  useEffect(() => {
    if (!keepsStateInAddress) return undefined;
    const follow = () => {
      const params = paramsInAddress();
      if (params === null) return;
      const next = read(params);
      written.current = write(next).toString();
      setState(next);
    };
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, [read, write, keepsStateInAddress]);

  return [state, setState];
}

/** The parameters in the hash. Null where it is something else, such as the target of a link within the page. */
const paramsInAddress = (): URLSearchParams | null => {
  const { hash } = window.location;
  return /^(?:#|$)(?:[a-z]+=[^&]*(?:&|$))*$/.test(hash) ? new URLSearchParams(hash.slice(1)) : null;
};

/** Whether two states differ only in the search text. */
function isTyped(one: URLSearchParams, other: URLSearchParams): boolean {
  const [before, after] = [one, other].map((params) => {
    const rest = new URLSearchParams(params);
    rest.delete(searchParam);
    return rest.toString();
  });
  return before === after;
}

/** The parameter of the search text. */
export const searchParam = 'q';

import { useEffect, useRef, useState } from 'react';

/** As long as somebody who types pauses between two words, in milliseconds. A browser takes only so many addresses at once. */
const pause = 400;

/**
 * State that stands behind the # of the address: it can be shared and reloaded, and Back leads to what it was before. No server is ever
 * sent it, because people search for names and addresses. `read` has to take whatever somebody may have written there.
 */
export function useAddressState<State>(
  read: (params: URLSearchParams) => State,
  write: (state: State) => URLSearchParams,
): readonly [State, (state: State) => void] {
  const [state, setState] = useState(() => read(paramsOf(window.location.hash)));
  const written = useRef(write(state).toString());

  useEffect(() => {
    const params = write(state);
    const before = paramsOf(`#${written.current}`);
    if (params.toString() === written.current) return undefined;
    const put = () => {
      written.current = params.toString();
      const { pathname, search } = window.location;
      const address = `${pathname}${search}${written.current && `#${written.current}`}`;
      // Words that are still being typed are no step of their own for Back.
      if (isTyped(before, params) && before.has(typed) && params.has(typed))
        window.history.replaceState(null, '', address);
      else window.history.pushState(null, '', address);
    };
    // A choice is a step of its own, also for a person who types right after it.
    if (!isTyped(before, params)) {
      put();
      return undefined;
    }
    const timer = setTimeout(put, pause);
    return () => clearTimeout(timer);
  }, [state, write]);

  useEffect(() => {
    const follow = () => {
      const next = read(paramsOf(window.location.hash));
      written.current = write(next).toString();
      setState(next);
    };
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, [read, write]);

  return [state, setState];
}

const paramsOf = (hash: string) => new URLSearchParams(hash.slice(1));

/** Whether the only difference is in the words that are typed. */
function isTyped(one: URLSearchParams, other: URLSearchParams): boolean {
  const [before, after] = [one, other].map((params) => {
    const rest = new URLSearchParams(params);
    rest.delete(typed);
    return rest.toString();
  });
  return before === after;
}

/** The parameter that holds what is typed. */
export const typed = 'q';

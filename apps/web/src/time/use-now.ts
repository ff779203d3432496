import { useEffect, useState } from 'react';
import { serverNow } from './server-clock.ts';

const step = 30_000;

/** The present, renewed often enough for times told in minutes. */
export function useNow(): Date {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), step);
    return () => clearInterval(timer);
  }, []);
  return now;
}

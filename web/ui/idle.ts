import { useCallback, useEffect, useRef, useState } from 'react';

/** How long a console may stand untouched, and how long before that the person is asked. */
export const IDLE_LIMIT = 30 * 60_000;
export const IDLE_NOTICE = 60_000;

/**
 * Watches keyboard and pointer. @returns seconds until the sign-out once the notice is due, else null; and `stay`
 * @param leave called when the time is up
 */
export const useIdle = (leave: () => void): { readonly secondsLeft: number | null; readonly stay: () => void } => {
  const lastTouch = useRef(Date.now());
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null);
  const stay = useCallback(() => {
    lastTouch.current = Date.now();
    setSecondsLeft(null);
  }, []);
  useEffect(() => {
    const touch = (): void => {
      // Once the notice stands, only its button counts: a knocked mouse is not a person.
      if (Date.now() - lastTouch.current < IDLE_LIMIT - IDLE_NOTICE) lastTouch.current = Date.now();
    };
    const timer = setInterval(() => {
      const left = IDLE_LIMIT - (Date.now() - lastTouch.current);
      if (left <= 0) leave();
      else setSecondsLeft(left <= IDLE_NOTICE ? Math.ceil(left / 1000) : null);
    }, 1_000);
    addEventListener('keydown', touch, true);
    addEventListener('pointerdown', touch, true);
    return () => {
      clearInterval(timer);
      removeEventListener('keydown', touch, true);
      removeEventListener('pointerdown', touch, true);
    };
  }, [leave]);
  return { secondsLeft, stay };
};

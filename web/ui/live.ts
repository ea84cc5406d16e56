import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useSession } from './session.tsx';

/** How long changes are gathered before the screen reads again: a batch of a hundred cases is one refresh. */
const GATHER = 300;

/**
 * Open screens follow what others do: `GET /api/v1/live` sends an event per change; everything in view is read again.
 * @returns whether the connection stands; EventSource reconnects by itself, and the screen is refreshed when it does
 */
export const useLive = (): boolean => {
  const queries = useQueryClient();
  const { post } = useSession();
  const postId = post?.id;
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    if (postId === undefined) return;
    // EventSource can't send headers: the post goes with the address.
    const source = new EventSource(`/api/v1/live?post=${postId}`);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let lost = false;
    const refresh = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => void queries.invalidateQueries(), GATHER);
    };
    source.addEventListener('changed', refresh);
    source.onopen = () => {
      setConnected(true);
      if (lost) refresh();
      lost = false;
    };
    source.onerror = () => {
      lost = true;
      setConnected(false);
    };
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [queries, postId]);
  return connected;
};

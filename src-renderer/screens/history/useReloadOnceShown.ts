import { useEffect } from 'react';
import type { StaleCopy } from '../../../src-preload/contract/freshness.ts';
import { onTopic } from '../../stores/events.ts';

const lists = ['members', 'invitations', 'tokens', 'roles', 'details'] as const;

/** Loads again once a hidden copy was refreshed: its history can be shown again, even if nothing new was observed. */
export function useReloadOnceShown(
  hidden: StaleCopy | null,
  connectionId: string,
  reload: () => Promise<void>,
): void {
  const isHidden = hidden !== null;
  useEffect(() => {
    if (!isHidden) return undefined;
    const stops = lists.map((topic) =>
      onTopic(topic, (event) => {
        if (event.connectionId === connectionId) void reload();
      }),
    );
    return () => {
      for (const stop of stops) stop();
    };
  }, [isHidden, connectionId, reload]);
}

import { create } from 'zustand';
import type { UpdateState, VersionChanges } from '../../src-preload/contract/updates.ts';
import { onTopic } from './events.ts';

interface UpdatesStore {
  /** null until the first answer. */
  state: UpdateState | null;
  /** What the running version brought; null where the changelog doesn't say. */
  whatsNew: VersionChanges | null;
}

export const useUpdates = create<UpdatesStore>(() => ({ state: null, whatsNew: null }));

async function load(): Promise<void> {
  const read = await window.steward.updates.state({});
  if (read.ok) useUpdates.setState({ state: read.value });
}

/** Reads the state of updates and follows it, until the returned function is called. */
export function watchUpdates(): () => void {
  void load();
  void window.steward.updates.whatsNew({}).then((read) => {
    if (read.ok) useUpdates.setState({ whatsNew: read.value });
  });
  const stops = [onTopic('updates', () => void load()), onTopic('settings', () => void load())];
  return () => {
    for (const stop of stops) stop();
  };
}

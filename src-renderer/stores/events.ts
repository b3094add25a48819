import type { StewardEvent } from '../../src-preload/contract/events.ts';
import type { WorkspaceDetail } from '../../src-preload/contract/workspaces.ts';

export type Topic = StewardEvent['topic'];
type EventOf<T extends Topic> = StewardEvent extends infer E
  ? E extends StewardEvent
    ? T extends E['topic']
      ? E
      : never
    : never
  : never;

/**
 * Whether an event may have changed what is shown of a place. One without a connection concerns every place, one without a workspace
 * every place of its connection; a place with `workspaceId` null is the whole connection.
 */
export function concerns(
  event: StewardEvent,
  place: { connectionId: string; workspaceId: string | null },
): boolean {
  if (!('connectionId' in event)) return true;
  if (event.connectionId !== place.connectionId) return false;
  const workspaceId = 'workspaceId' in event ? event.workspaceId : null;
  return workspaceId === null || place.workspaceId === null || workspaceId === place.workspaceId;
}

/** Whether an event is about a place, or about one that has its lists or gives access to it. */
export function concernsAnyOf(event: StewardEvent, { workspace, listsAt }: WorkspaceDetail): boolean {
  const { connectionId, id, organization } = workspace;
  const places = [{ connectionId, workspaceId: id }, ...Object.values(listsAt)];
  if (organization.state === 'known') places.push({ connectionId, workspaceId: organization.value.id });
  return places.some((place) => concerns(event, place));
}

const listeners = new Set<(event: StewardEvent) => void>();
let started = false;

// One subscription with the main process for the life of the window.
function start() {
  if (started) return;
  started = true;
  window.steward.onEvent((event) => {
    for (const listener of [...listeners]) listener(event);
  });
}

const isAbout = <T extends Topic>(event: StewardEvent, topic: T): event is StewardEvent & EventOf<T> =>
  event.topic === topic;

/** Calls back on every event until the returned function is called. */
export function onEvent(listener: (event: StewardEvent) => void): () => void {
  start();
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Calls back on each event of a topic until the returned function is called. */
export function onTopic<T extends Topic>(topic: T, listener: (event: EventOf<T>) => void): () => void {
  return onEvent((event) => {
    if (isAbout(event, topic)) listener(event);
  });
}

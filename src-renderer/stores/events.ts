import type { StewardEvent } from '../../src-preload/contract/events.ts';

export type Topic = StewardEvent['topic'];
type EventOf<T extends Topic> = StewardEvent extends infer E
  ? E extends StewardEvent
    ? T extends E['topic']
      ? E
      : never
    : never
  : never;

const listeners = new Set<(event: StewardEvent) => void>();
let started = false;

// One subscription for the life of the window; whoever wants a topic listens here.
function start() {
  if (started) return;
  started = true;
  window.steward.onEvent((event) => {
    for (const listener of [...listeners]) listener(event);
  });
}

const isAbout = <T extends Topic>(event: StewardEvent, topic: T): event is StewardEvent & EventOf<T> =>
  event.topic === topic;

/** Calls back on each event of a topic until the returned function is called. */
export function onTopic<T extends Topic>(topic: T, listener: (event: EventOf<T>) => void): () => void {
  start();
  const each = (event: StewardEvent) => {
    if (isAbout(event, topic)) listener(event);
  };
  listeners.add(each);
  return () => {
    listeners.delete(each);
  };
}

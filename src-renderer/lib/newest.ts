/** Overlapping runs of which only the newest counts. */
export interface Newest {
  /** Takes over from the run before. The signal is aborted once this run is overtaken or stopped: nothing may come of it then. */
  start(): AbortSignal;
  /** Ends the run under way without a new one. */
  stop(): void;
}

/** For calls whose answers may arrive in another order than they were asked for. */
export function createNewest(): Newest {
  let running: AbortController | null = null;
  const stop = () => {
    running?.abort();
    running = null;
  };
  return {
    start() {
      stop();
      running = new AbortController();
      return running.signal;
    },
    stop,
  };
}

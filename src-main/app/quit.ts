import { app } from 'electron';

interface QuitParts {
  /** Ends what would begin something new. */
  stop(): void;
  /** Ends what has to be finished; quitting waits for all of it, however it goes. */
  close(): readonly Promise<unknown>[];
}

/** Puts quitting off until everything is closed: the writer is idle and the ledger's backup is made. */
export function closeBeforeQuit({ stop, close }: QuitParts): void {
  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    stop();
    void Promise.allSettled(close()).then(() => {
      closed = true;
      app.quit();
    });
  });
}

import { app } from 'electron';
import type { OpenedQueue } from './opened.ts';

/**
 * Puts what the system opens Steward with into the queue. macOS reports it before the app is ready, and a second start of the app may end
 * while this one is still starting, so it has to listen from the first moment on.
 */
export function listenForOpened(queue: OpenedQueue): void {
  queue.put(process.argv.slice(1), process.cwd());
  app.on('second-instance', (_event, words, folder) => queue.put(words.slice(1), folder));
  app.on('open-url', (event, link) => {
    event.preventDefault();
    queue.put([link], '/');
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    queue.put([path], '/');
  });
}

import { app } from 'electron';
import { causeText } from '../../base/causes.ts';
import type { Log } from './log.ts';

/** Notes what nobody caught, in this process, and which of Electron's other processes ended. */
export function logCrashes(log: Log): void {
  process.on('uncaughtException', (cause) => log.error({ cause: causeText(cause) }, 'uncaught exception'));
  process.on('unhandledRejection', (cause) => log.error({ cause: causeText(cause) }, 'unhandled rejection'));
  app.on('child-process-gone', (_, details) =>
    log.warn({ type: details.type, reason: details.reason }, 'process gone'),
  );
}

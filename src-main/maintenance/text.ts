import type { AppError } from '../../src-preload/contract/result.ts';
import type { StoreNotice } from '../store/open/types.ts';

/**
 * What to tell when a place left the list and its copy went with it. `error`: why its lists could not be fetched the last time, where they
 * couldn't; only that tells whether one isn't a member any more.
 */
export function copyRemovedNotice(name: string, label: string, error: AppError | null): StoreNotice {
  const why =
    error?.kind === 'forbidden' || error?.kind === 'not-found' || error?.kind === 'not-allowed'
      ? `The server said: “${error.sentence}”`
      : 'You are no longer a member of it, or it was deleted: the server doesn’t say which.';
  return {
    level: 'info',
    sentence: `“${name}” (${label}) isn’t in your list any more, so its offline copy was removed from this device. ${why}`,
    nextStep: 'What was seen of it before is still in the history of the connection.',
  };
}

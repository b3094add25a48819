import type { StewardApi } from '../src-preload/contract/api.ts';

declare global {
  interface Window {
    /** The bridge to the main process; the preload puts it there before any script of the page runs. */
    readonly steward: StewardApi;
  }
}

import type { StewardEvent } from '../../src-preload/contract/events.ts';
import type { Result } from '../../src-preload/shared/result.ts';
import type { Core } from '../core.ts';

/** What the handlers need: the core once the vault is open (before, an error that says why not), and events to the renderer. */
export interface Context {
  core(): Result<Core>;
  emit(event: StewardEvent): void;
}

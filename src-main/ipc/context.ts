import type { StewardEvent } from '../../src-preload/contract/events.ts';
import type { Result } from '../../src-preload/shared/result.ts';
import type { Core } from '../core.ts';

/** What the handlers need: the core once the vault is open (an error with words before), and a way to tell the renderer. */
export interface Context {
  core(): Result<Core>;
  emit(event: StewardEvent): void;
}

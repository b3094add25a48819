import type { Area, CallInput, CallOutput, Calls } from '../../src-preload/contract/api.ts';
import type { ProviderId, WorkspaceRef } from '../../src-preload/contract/refs.ts';
import type { Result } from '../../src-preload/shared/result.ts';
import {
  connectionAccess,
  placeAccess,
  type ConnectionAccess,
  type PlaceAccess,
} from '../access/place-access.ts';
import type { Core } from '../core.ts';
import type { SystemRules } from '../providers/provider.ts';

/** What the copies on this device are read with. */
export interface CopiesSource extends Pick<Core, 'store'> {
  providers: ReadonlyMap<ProviderId, SystemRules>;
  clock: Pick<Core['clock'], 'nowFor'>;
}

/** What answers one of the app's calls from the open core, or from less of it. */
export type Query<A extends Area, C extends keyof Calls[A], Source = Core> = (
  core: Source,
  input: CallInput<A, C>,
) => Result<CallOutput<A, C>> | Promise<Result<CallOutput<A, C>>>;

type Failure = Extract<Result<never>, { ok: false }>;

/** A query on one connection. An error: it was removed. */
export const atConnection =
  <Input extends { connectionId: string }, Output>(
    answer: (core: Core, connection: ConnectionAccess, input: Input) => Output,
  ) =>
  (core: Core, input: Input): Output | Failure => {
    const access = connectionAccess(core, input.connectionId);
    return access.ok ? answer(core, access.value, input) : access;
  };

/** A query on one place. An error: it isn't in the list any more, or its connection was removed. */
export const atPlace =
  <Input extends WorkspaceRef, Output>(answer: (core: Core, place: PlaceAccess, input: Input) => Output) =>
  (core: Core, input: Input): Output | Failure => {
    const { connectionId, workspaceId } = input;
    const access = placeAccess(core, { connectionId, workspaceId });
    return access.ok ? answer(core, access.value, input) : access;
  };

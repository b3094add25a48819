import type { ChangeRequest, Check } from '../../../src-preload/contract/changes.ts';
import type { ConnectionFacts } from '../engine/deps.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { changeContextOf, type ChangeContext } from './place.ts';

/** What one item is judged by. The ground has the earlier items of the plan played on it already. */
export interface CheckContext {
  request: ChangeRequest;
  connection: ConnectionFacts;
  teller: ChangeContext;
  ground: Snapshot;
  now: number;
  cannotWrite: string | null;
  /** The only thing that was asked for (an invitation with its role counts as one). */
  alone: boolean;
  /** An earlier item of the plan invites the same address, or makes something of the same name in the same place. */
  repeated: boolean;
  /** The token that the one of this change was made to replace, or null. */
  replaced: Replaced | null;
}

/** What a rotation put another token in place of. */
export interface Replaced {
  name: string;
  /** Whether it is there no more, so that nothing is left to go back to. */
  gone: boolean;
}

/** The context of one change by itself, as it is before it is sent. */
export const contextOf = (
  request: ChangeRequest,
  connection: ConnectionFacts,
  ground: Snapshot,
  now: number,
): CheckContext => ({
  request,
  connection,
  teller: changeContextOf(connection, ground, request),
  ground,
  now,
  cannotWrite: null,
  alone: false,
  repeated: false,
  replaced: null,
});

export const block = (code: Check['code'], words: string): Check => ({
  code,
  level: 'block',
  words,
  needsYes: false,
});
export const ask = (code: Check['code'], words: string): Check => ({
  code,
  level: 'warn',
  words,
  needsYes: true,
});
export const warn = (code: Check['code'], words: string): Check => ({
  code,
  level: 'warn',
  words,
  needsYes: false,
});
export const note = (code: Check['code'], words: string): Check => ({
  code,
  level: 'info',
  words,
  needsYes: false,
});

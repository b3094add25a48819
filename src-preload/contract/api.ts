import type { z } from 'zod';
import { appCalls } from './app.ts';
import { changesCalls } from './changes.ts';
import type { channels } from './channels.ts';
import { connectionsCalls } from './connections.ts';
import type { StewardEvent } from './events.ts';
import { historyCalls } from './history.ts';
import { inventoryCalls } from './inventory.ts';
import { invitationsCalls } from './invitations.ts';
import { membersCalls } from './members.ts';
import { peopleCalls } from './people.ts';
import { reportsCalls } from './reports.ts';
import type { Result } from './result.ts';
import { rolesCalls } from './roles.ts';
import { storageCalls } from './storage.ts';
import { timelineCalls } from './timeline.ts';
import { tokensCalls } from './tokens.ts';
import { vaultCalls } from './vault.ts';
import { viewsCalls } from './views.ts';
import { workspacesCalls } from './workspaces.ts';

/** Every call of the bridge: its input and output schemas, by area. */
export const calls = {
  app: appCalls,
  vault: vaultCalls,
  connections: connectionsCalls,
  workspaces: workspacesCalls,
  members: membersCalls,
  invitations: invitationsCalls,
  roles: rolesCalls,
  tokens: tokensCalls,
  changes: changesCalls,
  history: historyCalls,
  timeline: timelineCalls,
  storage: storageCalls,
  inventory: inventoryCalls,
  people: peopleCalls,
  reports: reportsCalls,
  views: viewsCalls,
};
export type Calls = typeof calls;
export type Area = keyof Calls;

export interface CallSchema {
  input: z.ZodType;
  output: z.ZodType;
}

export type Bridge = {
  [A in Area]: {
    [C in keyof Calls[A]]: Calls[A][C] extends {
      input: infer I extends z.ZodType;
      output: infer O extends z.ZodType;
    }
      ? (input: z.input<I>) => Promise<Result<z.output<O>>>
      : never;
  };
};

/** What the renderer finds as `window.steward`. */
export type StewardApi = Bridge & {
  /** Calls back on every event until the returned function is called. */
  onEvent(listener: (event: StewardEvent) => void): () => void;
};

type NamesOf<A extends Area> = (typeof channels)[A][number];
type SameNames = {
  [A in Area]: [keyof Calls[A]] extends [NamesOf<A>]
    ? [NamesOf<A>] extends [keyof Calls[A]]
      ? true
      : never
    : never;
};
/** Fails to compile when `channels.ts` and the schemas name different calls. */
export const channelsMatch: SameNames = {
  app: true,
  vault: true,
  connections: true,
  workspaces: true,
  members: true,
  invitations: true,
  roles: true,
  tokens: true,
  changes: true,
  history: true,
  timeline: true,
  storage: true,
  inventory: true,
  people: true,
  reports: true,
  views: true,
};

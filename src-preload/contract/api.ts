import type { z } from 'zod';
import { appCalls } from './app.ts';
import { changesCalls } from './changes.ts';
import { connectionsCalls } from './connections.ts';
import type { StewardEvent } from './events.ts';
import { historyCalls } from './history.ts';
import { inventoryCalls } from './inventory.ts';
import { invitationsCalls } from './invitations.ts';
import { lastScreenCalls } from './last-screen.ts';
import { membersCalls } from './members.ts';
import { openedCalls } from './opened.ts';
import { peopleCalls } from './people.ts';
import { railCalls } from './rail.ts';
import { reportsCalls } from './reports.ts';
import type { EarlyInput } from '../shared/early-input.ts';
import type { Result } from '../shared/result.ts';
import { rolesCalls } from './roles.ts';
import { diagnosticsCalls } from './diagnostics.ts';
import { secondPersonsCalls } from './second-persons.ts';
import { settingsCalls } from './settings.ts';
import { storageCalls } from './storage.ts';
import { timelineCalls } from './timeline.ts';
import { transferCalls } from './transfer.ts';
import { tokensCalls } from './tokens.ts';
import { updatesCalls } from './updates.ts';
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
  transfer: transferCalls,
  settings: settingsCalls,
  secondPersons: secondPersonsCalls,
  diagnostics: diagnosticsCalls,
  inventory: inventoryCalls,
  people: peopleCalls,
  reports: reportsCalls,
  views: viewsCalls,
  updates: updatesCalls,
  lastScreen: lastScreenCalls,
  rail: railCalls,
  opened: openedCalls,
};
export type Calls = typeof calls;
export type Area = keyof Calls;

/** What a call is asked with, parsed. */
export type CallInput<A extends Area, C extends keyof Calls[A]> = Calls[A][C] extends {
  input: infer I extends z.ZodType;
}
  ? z.output<I>
  : never;
/** What a call is answered with, before it is parsed. */
export type CallOutput<A extends Area, C extends keyof Calls[A]> = Calls[A][C] extends {
  output: infer O extends z.ZodType;
}
  ? z.input<O>
  : never;

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
  /** The locale of dates and numbers, the same as in main. */
  locale: string;
  /** What was clicked and typed on the last screen; once, and nothing is recorded afterwards. */
  earlyInput(): EarlyInput[];
  /** Calls `listener` on every event, until the returned function is called. */
  onEvent(listener: (event: StewardEvent) => void): () => void;
};

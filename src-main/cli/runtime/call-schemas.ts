import { z } from 'zod';
import { calls } from '../../../src-preload/contract/api.ts';
import { planSummary } from '../../../src-preload/contract/plan.ts';
import { listName } from '../../../src-preload/contract/freshness.ts';
import { reportList } from '../../../src-preload/contract/reports.ts';

const { connections, workspaces, members, invitations, roles, tokens, changes, history } = calls;
const { timeline, people, secondPersons } = calls;

/** What commands ask of the app, a profile or a server: calls of the app's own contract, and some that only commands need. */
export const commandCallSchemas = {
  'connections.list': connections.list,
  'connections.capabilities': connections.capabilities,
  'connections.signOut': connections.signOut,
  'workspaces.list': workspaces.list,
  'workspaces.get': workspaces.get,
  'workspaces.types': workspaces.types,
  'workspaces.readProvisionList': workspaces.readProvisionList,
  'members.page': members.page,
  'members.roleOptions': members.roleOptions,
  'invitations.page': invitations.page,
  'roles.tables': roles.tables,
  'roles.effectivePermissions': roles.effectivePermissions,
  'roles.inviteOptions': roles.inviteOptions,
  'tokens.page': tokens.page,
  'tokens.readExpiry': tokens.readExpiry,
  'tokens.revealSecret': tokens.revealSecret,
  'tokens.forgetSecret': tokens.forgetSecret,
  'changes.plan': changes.plan,
  'changes.get': changes.get,
  /** How many changes of a plan have been sent and answered; null while it isn't being applied. The plan itself may be megabytes. */
  'changes.progress': {
    input: z.object({ planId: z.string() }),
    output: z.object({ done: z.int(), total: z.int() }).nullable(),
  },
  'changes.replan': changes.replan,
  'changes.apply': changes.apply,
  'changes.stop': changes.stop,
  'changes.discard': changes.discard,
  'changes.undo': changes.undo,
  'changes.readBack': changes.readBack,
  'secondPersons.list': secondPersons.list,
  /** Ends once what an earlier run left has been read back, as far as servers answer. */
  'changes.recovered': { input: z.object({}), output: z.null() },
  'history.page': history.page,
  'timeline.asOfMembers': timeline.asOfMembers,
  'timeline.asOfTokens': timeline.asOfTokens,
  'timeline.asOfInvitations': timeline.asOfInvitations,
  'timeline.compare': timeline.compare,
  'people.page': people.page,
  'people.tokens': people.tokens,
  'people.workspaces': people.workspaces,
  /** Fetches these lists now, and ends when they are in the local copy. Lists that this identity can't be given are left out. */
  'lists.fetch': {
    input: z.object({
      connectionId: z.string(),
      /** null: the list of workspaces itself. */
      workspaceId: z.string().nullable(),
      lists: z.array(listName),
    }),
    output: z.null(),
  },
  /** What was applied, newest first, without its items: those of one that was chosen are asked for by `changes.get`. */
  'receipts.list': {
    input: z.object({
      connectionId: z.string().nullable(),
      workspaceId: z.string().nullable(),
      /** How their IDs begin; "": all. */
      idStart: z.string(),
      limit: z.int(),
    }),
    output: z.array(planSummary),
  },
  /** The receipt as the app exports it. */
  'receipts.export': { input: z.object({ planId: z.string() }), output: z.string() },
  /** A whole list as a file's text, as the app exports it. */
  'reports.text': {
    input: z.object({ of: reportList, format: z.enum(['csv', 'json']) }),
    output: z.object({ text: z.string(), rows: z.int(), complete: z.boolean() }),
  },
} as const;

type Schemas = typeof commandCallSchemas;
export type CallName = keyof Schemas;
export type CallInputOf<N extends CallName> = z.input<Schemas[N]['input']>;
export type CallOutputOf<N extends CallName> = z.output<Schemas[N]['output']>;

/** Whether this is the name of a call. */
export const isCallName = (name: string): name is CallName => Object.hasOwn(commandCallSchemas, name);

/** What asks servers. All else is answered from this device. */
const asking: ReadonlySet<string> = new Set<CallName>([
  'lists.fetch',
  'changes.plan',
  'changes.replan',
  'changes.apply',
  'changes.undo',
  'changes.readBack',
  'changes.recovered',
]);

/** Whether answering this call may ask servers. */
export const asksServers = (name: string): boolean => asking.has(name);

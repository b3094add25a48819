import { z } from 'zod';
import { badge, connectionKind } from './connections.ts';
import { workspaceRef } from './refs.ts';
import { appError } from './result.ts';
import { longestQuery, maxExceptions, maxPlannedChanges } from '../shared/limits.ts';

/** One intended write. `member.invite` with a role becomes two items, of which the second depends on the first. */
export const changeRequest = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('workspace.create'),
    connectionId: z.string(),
    kind: connectionKind,
    name: z.string(),
    description: z.string(),
    url: z.string(),
    isDefault: z.boolean(),
    /** The place id of the organization it is made in, where the system has them. */
    organizationId: z.string().optional(),
    /** An IANA name, where the system asks for one. */
    timezone: z.string().optional(),
  }),
  /** One row of a list of workspaces to make: rows that follow each other may go in one request. */
  z.object({
    type: z.literal('workspace.provision'),
    connectionId: z.string(),
    organizationId: z.string(),
    name: z.string(),
    /** JSON text, or null for none. */
    settings: z.string().nullable(),
  }),
  /** `from`: what the fields were when they were filled in; those that are still the same aren't touched. Left out: as the copy has them when it is planned. */
  workspaceRef.extend({
    type: z.literal('workspace.update'),
    name: z.string(),
    description: z.string(),
    timezone: z.string().optional(),
    from: z.object({ name: z.string(), description: z.string(), timezone: z.string().optional() }).optional(),
  }),
  workspaceRef.extend({
    type: z.literal('workspace.clone'),
    name: z.string(),
    copyMembers: z.boolean(),
    copySettings: z.boolean(),
  }),
  /** `settings`: all of them as JSON text, because not every system merges them; `from`: as they were when they were edited. */
  workspaceRef.extend({
    type: z.literal('workspace.change-settings'),
    settings: z.string(),
    from: z.string().optional(),
  }),
  workspaceRef.extend({ type: z.literal('workspace.transfer'), userId: z.string(), email: z.string() }),
  z.object({ type: z.literal('organization.create'), connectionId: z.string(), name: z.string() }),
  /** `workspaceId` is the organization's place id. */
  workspaceRef.extend({ type: z.literal('organization.update'), name: z.string() }),
  workspaceRef.extend({ type: z.literal('workspace.set-default') }),
  workspaceRef.extend({ type: z.literal('workspace.approvals'), enabled: z.boolean() }),
  workspaceRef.extend({ type: z.literal('workspace.favourite'), enabled: z.boolean() }),
  workspaceRef.extend({ type: z.literal('workspace.hide'), enabled: z.boolean() }),
  workspaceRef.extend({ type: z.literal('workspace.leave') }),
  workspaceRef.extend({ type: z.literal('workspace.delete') }),
  workspaceRef.extend({
    type: z.literal('member.invite'),
    email: z.string(),
    role: z.string().nullable(),
    message: z.string().optional(),
    /** How long the invitation is good for. */
    days: z.int().optional(),
  }),
  /** `userId` is null for a person invited earlier in the same plan, who is found by `email` then. */
  workspaceRef.extend({
    type: z.literal('member.set-role'),
    userId: z.string().nullable(),
    email: z.string(),
    role: z.string(),
  }),
  workspaceRef.extend({ type: z.literal('member.remove'), userId: z.string(), email: z.string() }),
  workspaceRef.extend({
    type: z.literal('invitation.cancel'),
    invitationId: z.string(),
    email: z.string(),
    reason: z.string(),
  }),
  z.object({ type: z.literal('invitation.accept'), connectionId: z.string(), invitationId: z.string() }),
  z.object({ type: z.literal('invitation.decline'), connectionId: z.string(), invitationId: z.string() }),
  workspaceRef.extend({ type: z.literal('role.create'), name: z.string(), description: z.string() }),
  /** `permissions`: the whole set; permissions not in it are removed. `from`: the set as it was when they were chosen. */
  workspaceRef.extend({
    type: z.literal('role.set-permissions'),
    roleId: z.string(),
    name: z.string(),
    permissions: z.array(z.string()),
    from: z.array(z.string()).optional(),
  }),
  workspaceRef.extend({
    type: z.literal('token.create'),
    name: z.string(),
    expiry: z.string(),
    scopes: z.array(z.string()).optional(),
  }),
  workspaceRef.extend({
    type: z.literal('token.enable'),
    tokenId: z.string(),
    name: z.string(),
    enabled: z.boolean(),
  }),
  /** Becomes a new token and, after a pause to swap it where it is used, the deletion of the old one. */
  workspaceRef.extend({
    type: z.literal('token.rotate'),
    tokenId: z.string(),
    name: z.string(),
    newName: z.string(),
  }),
  workspaceRef.extend({ type: z.literal('token.revoke'), tokenId: z.string(), name: z.string() }),
  workspaceRef.extend({ type: z.literal('token.delete'), tokenId: z.string(), name: z.string() }),
]);
export type ChangeRequest = z.infer<typeof changeRequest>;
export type ChangeType = ChangeRequest['type'];

/** `code` and `words` are stored in receipts under these names, as `words` is in the states, the undo and what is left out below. */
/** Plans and receipts are kept as JSON, so stored names stay: the codes, the states and `words` (a sentence). */
export const check = z.object({
  code: z.enum([
    'last-owner',
    'lock-out',
    'owner-granted',
    'owner-removed',
    'removals-over-quarter',
    'duplicate-email',
    'case-variant-email',
    // The request names an e-mail that several members have.
    'ambiguous-email',
    // A field that is to be changed was changed by someone else since it was filled in.
    'changed-since',
    // Others changed something beside it since, which stays.
    'others-kept',
    'unsupported',
    'not-allowed',
    'expiry-under-hour',
    'expiry-refused',
    'invalid',
    // The lists that it rests on are old, or were never fetched.
    'stale-ground',
    'unknown-ground',
    'shared-flag',
    'tokens-stay',
    'production',
    // No change is needed.
    'already-so',
    'offline',
    'name-taken',
    'role-immutable',
    'takes-resources',
    'replaces-token',
    'not-in-organization',
    'permissions-removed',
    'guided',
    'one-by-one',
  ]),
  level: z.enum(['block', 'warn', 'info']),
  words: z.string(),
  /** A warning that has to be confirmed separately (its id goes into `acknowledged`). */
  needsYes: z.boolean(),
});
export type Check = z.infer<typeof check>;

export const itemState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('pending') }),
  /** Saved before the request is sent: after a crash the item is read back, and not repeated blindly. */
  z.object({ state: z.literal('sent'), at: z.number() }),
  z.object({ state: z.literal('done'), at: z.number(), words: z.string() }),
  /** Nothing was sent, because no change was needed. */
  z.object({ state: z.literal('already-so'), at: z.number(), words: z.string() }),
  z.object({ state: z.literal('failed'), at: z.number(), error: appError }),
  /** The request was sent, but reading back couldn't show whether it worked. */
  z.object({ state: z.literal('unverified'), at: z.number(), words: z.string() }),
  z.object({ state: z.literal('skipped'), at: z.number(), words: z.string() }),
]);
export type ItemState = z.infer<typeof itemState>;

/** What an ID names, by more than the ID: a server may give the same one to something else. null: not reported. */
export const identity = z.object({
  of: z.enum(['workspace', 'member', 'invitation', 'token']),
  id: z.string(),
  /** What it is known by: a name, or an e-mail. */
  name: z.string().nullable(),
  /** As the system reports it, to be compared and not to be shown. */
  createdAt: z.string().nullable(),
  /** The ID, or else the name, of its creator or owner. */
  maker: z.string().nullable(),
});
export type Identity = z.infer<typeof identity>;

export const planItem = z.object({
  id: z.string(),
  request: changeRequest,
  /** "Make Dana Levi Approver" */
  title: z.string(),
  /** Short fact at the right: "Collaborator → Approver". */
  fact: z.string(),
  op: z.enum(['add', 'change', 'remove']),
  target: z.object({
    connectionId: z.string(),
    connectionLabel: z.string(),
    badge,
    address: z.string(),
    workspaceId: z.string().nullable(),
    workspaceName: z.string(),
    instanceUrl: z.string().nullable(),
  }),
  checks: z.array(check),
  consequences: z.array(z.string()),
  undo: z.discriminatedUnion('possible', [
    z.object({ possible: z.literal(true), words: z.string() }),
    z.object({ possible: z.literal(false), words: z.string() }),
  ]),
  /** The item that must be done before this one. */
  dependsOn: z.string().nullable(),
  /** What the user has to do before this item can run: the plan pauses there and is finished later. null: nothing. */
  pause: z.string().nullable().default(null),
  /** The exact clicks in the system's own pages, if only a person can do it there; applying then means "mark as done". */
  steps: z.array(z.string()).default([]),
  /** What the change found when it was planned (JSON, the engine's own): what it rests on, and the way back. */
  preImage: z.string().nullable(),
  /** What undoing it would end, as it was when it was found to be created. */
  made: identity.optional(),
  /** What it ends: as it was when Steward created it, or as it was reviewed. Anything else under its ID is left alone. */
  ends: identity.extend({ as: z.enum(['created', 'reviewed']) }).optional(),
  state: itemState,
});
export type PlanItem = z.infer<typeof planItem>;

/** A blocked change that the user excluded from the plan. */
export const leftOut = planItem
  .pick({ id: true, request: true, title: true, target: true })
  .extend({ /** Why. */ words: z.string() });
export type LeftOut = z.infer<typeof leftOut>;

export const confirmation = z.discriminatedUnion('type', [
  z.object({ type: z.literal('none') }),
  z.object({ type: z.literal('review') }),
  z.object({ type: z.literal('type-name'), name: z.string() }),
  z.object({ type: z.literal('type-name-and-count'), name: z.string(), count: z.int() }),
]);
export type Confirmation = z.infer<typeof confirmation>;

/** A prepared file of changes: one unreadable change refuses the whole file, and it is applied only after a review. */
export const planFile = z.object({ changes: z.array(changeRequest).min(1).max(maxPlannedChanges) });

export const planStatus = z.enum(['draft', 'applying', 'finished', 'stopped', 'interrupted']);

/** An ordered, checked list of changes; once applied it is the receipt. */
export const plan = z.object({
  id: z.string(),
  title: z.string(),
  /** The verb on the button: "Invite", "Remove 2 people". */
  verb: z.string(),
  createdAt: z.number(),
  appliedAt: z.number().nullable(),
  finishedAt: z.number().nullable(),
  status: planStatus,
  destructive: z.boolean(),
  /** Nothing is sent: the person does the steps and marks them as done here. */
  guided: z.boolean().default(false),
  confirmation,
  items: z.array(planItem),
  /** None of these are sent. They stay listed, so that they aren't taken for done. */
  leftOut: z.array(leftOut).default([]),
  /** What else changed in the lists of its places while it was applied, in sentences: nothing in the plan asked for it. */
  alsoChanged: z.array(z.string()).default([]),
  /** Why it had to end before all of it was sent: the connection was lost, say. Left out: it didn’t. */
  endedBy: appError.optional(),
  /** Items that could be tried again or finished from here. */
  unfinished: z.int(),
});
export type Plan = z.infer<typeof plan>;

export const applied = z.object({
  plan,
  /** Secrets of new tokens wait in the main process under these ids. `masked` shows the first characters. */
  reveals: z.array(
    z.object({ itemId: z.string(), revealId: z.string(), masked: z.string(), tokenId: z.string() }),
  ),
  /** Set when a workspace was created. */
  createdWorkspaceId: z.string().nullable(),
  /** Set if the receipt couldn't be saved yet; the changes were made all the same. */
  unsaved: appError.optional(),
});
export type Applied = z.infer<typeof applied>;

/** One change to all members who match a query, except some (user ids). */
export const selectionChange = workspaceRef.extend({
  query: z.string().max(longestQuery),
  except: z.array(z.string()).max(maxExceptions),
  change: z.discriminatedUnion('type', [
    z.object({ type: z.literal('member.remove') }),
    /** Members who have the role already are left out. */
    z.object({ type: z.literal('member.set-role'), role: z.string() }),
  ]),
});
export type SelectionChange = z.infer<typeof selectionChange>;

export const changesCalls = {
  plan: { input: z.object({ requests: z.array(changeRequest).min(1).max(maxPlannedChanges) }), output: plan },
  /** The plan lists the members who match now, and doesn't change when others match later. */
  planSelection: { input: selectionChange, output: plan },
  get: { input: z.object({ planId: z.string() }), output: plan },
  /** The same changes as another draft, on the lists as they are now; the one before is discarded. */
  replan: { input: z.object({ planId: z.string() }), output: plan },
  /** Likewise, without those that can't be made: it lists them as left out. */
  excludeBlocked: { input: z.object({ planId: z.string() }), output: plan },
  apply: {
    input: z.object({
      planId: z.string(),
      /** What was typed for `type-name…`; ignored otherwise. */
      typed: z.string(),
      /** `${itemId}:${code}` of each warning that was confirmed. */
      acknowledged: z.array(z.string()),
    }),
    output: applied,
  },
  /** Nothing more is sent until it is resumed or stopped. Answered once nothing is on its way any longer. */
  pause: { input: z.object({ planId: z.string() }), output: z.null() },
  resume: { input: z.object({ planId: z.string() }), output: z.null() },
  stop: { input: z.object({ planId: z.string() }), output: z.null() },
  discard: { input: z.object({ planId: z.string() }), output: z.null() },
  /** Those with something left to do, newest first. */
  unfinished: {
    input: z.object({ connectionId: z.string().nullable(), workspaceId: z.string().nullable() }),
    output: z.array(plan),
  },
  /** A new plan that undoes the changes of a receipt. */
  undo: { input: z.object({ planId: z.string() }), output: plan },
  /** A new plan of the items that are not done yet. */
  finish: { input: z.object({ planId: z.string() }), output: plan },
  /** Reads back the items whose outcome isn't known. */
  readBack: { input: z.object({ planId: z.string() }), output: plan },
  /** Saves the receipt as JSON where the user chooses; false when they cancelled. */
  exportReceipt: { input: z.object({ planId: z.string() }), output: z.boolean() },
  /** The command that makes the changes of a plan, or of a form that has none yet, for a terminal of this computer. */
  command: {
    input: z.union([
      z.object({ planId: z.string() }),
      z.object({ requests: z.array(changeRequest).min(1).max(maxPlannedChanges) }),
    ]),
    output: z.string(),
  },
};

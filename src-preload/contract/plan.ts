import { z } from 'zod';
import { changeRequest } from './change-request.ts';
import { badge } from './connections.ts';
import { appError } from './result.ts';

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
  /** Why a second person has to confirm it too, in a sentence. Left out: none has to. */
  secondPerson: z.string().optional(),
  /** The second person who confirmed it, by name. */
  confirmedBy: z.string().optional(),
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

/** A plan without its items, of which it may have thousands. */
export const planSummary = plan.omit({ items: true, leftOut: true });
export type PlanSummary = z.infer<typeof planSummary>;

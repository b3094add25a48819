import { z } from 'zod';
import { connectionKind } from './connections.ts';
import { workspaceRef } from './refs.ts';
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

/** A prepared file of changes: one unreadable change refuses the whole file, and it is applied only after a review. */
export const planFile = z.object({ changes: z.array(changeRequest).min(1).max(maxPlannedChanges) });

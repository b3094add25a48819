import { z } from 'zod';
import { connectionKind } from './connections.ts';
import { freshness } from './freshness.ts';
import { known } from './known.ts';
import { connectionRef, permission, workspaceRef } from './refs.ts';

/** Everything a provider may be able to do; what it can't stays visible with the reason. */
export const capability = z.enum([
  'workspace.create',
  'workspace.update',
  'workspace.set-default',
  'workspace.approvals',
  'workspace.favourite',
  'workspace.hide',
  'workspace.leave',
  'workspace.delete',
  'workspace.open',
  'member.list',
  'member.invite',
  'member.set-role',
  'member.remove',
  'token.list',
  'token.create',
  'token.revoke',
  'token.delete',
]);
export type Capability = z.infer<typeof capability>;

/** One role of a system: `id` as on the wire, `label` as shown; the higher the rank, the more it may do. */
export const role = z.object({ id: z.string(), label: z.string(), rank: z.int(), description: z.string() });
export type Role = z.infer<typeof role>;

export const workspace = z.object({
  connectionId: z.string(),
  id: z.string(),
  name: z.string(),
  description: known(z.string()),
  instance: z.object({ kind: connectionKind, url: known(z.string()) }),
  /** My role's wire id, and its label. */
  myRole: known(z.object({ id: z.string(), label: z.string() })),
  owner: known(z.object({ userId: z.string(), name: z.string() })),
  /** Flags on the shared row of the server: changing one changes it for everybody. */
  isDefault: known(z.boolean()),
  serverFavourite: known(z.boolean()),
  serverHidden: known(z.boolean()),
  approvalsEnabled: known(z.boolean()),
  /** The admin's own, kept on this device only. */
  favourite: z.boolean(),
  hidden: z.boolean(),
  note: z.string(),
  position: z.int(),
  /** null until the list was fetched whole once. */
  members: z.int().nullable(),
  pending: z.int().nullable(),
  activeTokens: z.int().nullable(),
  /** How far the members may be trusted: when they were last fetched whole (epoch ms), and whether the last try failed. */
  roster: z.object({ fetchedAt: z.number().nullable(), failed: z.boolean() }),
});
export type Workspace = z.infer<typeof workspace>;

export const workspaceDetail = z.object({
  workspace,
  roles: z.array(role),
  /** What each role may do, by role id: the system's own table, whoever asks. */
  rolesMay: z.record(z.string(), z.array(capability)),
  permissions: z.record(capability, permission),
  freshness: z.object({ workspaces: freshness, members: freshness, tokens: freshness }),
});
export type WorkspaceDetail = z.infer<typeof workspaceDetail>;

/** The three types of workspace that can be created, with the system's own rules and hints in words. */
export const workspaceType = z.object({
  kind: connectionKind,
  label: z.string(),
  hint: z.string(),
  /** Fixed by the type, or null where the user enters it. */
  url: z.string().nullable(),
});
export type WorkspaceType = z.infer<typeof workspaceType>;

export const workspacesCalls = {
  list: {
    input: connectionRef,
    output: z.object({ workspaces: z.array(workspace), freshness, create: permission }),
  },
  get: { input: workspaceRef, output: workspaceDetail },
  types: { input: connectionRef, output: z.array(workspaceType) },
  /** What the server would say to these fields, before anything is sent; empty when nothing. */
  check: {
    input: z.object({
      connectionId: z.string(),
      kind: connectionKind,
      name: z.string(),
      description: z.string(),
      url: z.string(),
    }),
    output: z.array(z.object({ path: z.enum(['name', 'description', 'url']), message: z.string() })),
  },
  setLocal: {
    input: workspaceRef.extend({
      favourite: z.boolean().optional(),
      hidden: z.boolean().optional(),
      note: z.string().max(2000).optional(),
    }),
    output: z.null(),
  },
  reorder: {
    input: z.object({ connectionId: z.string(), workspaceIds: z.array(z.string()) }),
    output: z.null(),
  },
  refresh: { input: workspaceRef, output: z.null() },
  /** Opens the instance's web page of the workspace in the system browser. */
  open: { input: workspaceRef, output: z.null() },
  /** Opens the instance's page that makes it learn of a role change or removal (System Initiative). */
  openRefreshAuth: { input: workspaceRef, output: z.null() },
};

import { z } from 'zod';
import { capability, scope } from './capabilities.ts';
import { listWindow, permission, workspaceRef } from './refs.ts';

/** The nearest equivalent of a role across systems. */
export const commonRole = z.enum(['owner', 'admin', 'editor', 'viewer', 'billing', 'custom']);

/** One role of a system: `id` as on the wire, `label` as shown; the higher the rank, the more it may do. */
export const role = z.object({
  id: z.string(),
  label: z.string(),
  rank: z.int(),
  description: z.string(),
  common: commonRole,
  kind: z.enum(['built-in', 'custom']),
  /** Whether a role change can give it (an owner may only come by a transfer). */
  assignable: z.boolean(),
  /** The permission codes of a custom role; null if the system has none or doesn't report them. */
  permissions: z.array(z.string()).nullable(),
});
export type Role = z.infer<typeof role>;

/** One cell of a matrix; `restriction`: the document's own ("not the owner"), or null. */
export const roleCell = z.object({ may: z.boolean(), restriction: z.string().nullable() });

/** A system's own matrix of roles and permissions. */
export const roleTable = z.object({
  scope,
  title: z.string(),
  /** The title of the document that it is from. */
  source: z.string(),
  /** Highest rank first. */
  roles: z.array(role),
  rows: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      /** The capability that it permits, if Steward has it. */
      capability: capability.nullable(),
      /** By role id; without an entry if the documents don't say. */
      cells: z.record(z.string(), roleCell),
    }),
  ),
  /** Contradictions in the documents, and other things worth knowing. */
  notes: z.array(z.string()),
});
export type RoleTable = z.infer<typeof roleTable>;

/** What a person may do in a place, and why. */
export const effectivePermissions = z.object({
  userId: z.string(),
  name: z.string(),
  /** "Editor of this workspace", "Super Administrator of the organization, which reaches every workspace". */
  because: z.array(z.string()),
  rows: z.array(z.object({ id: z.string(), label: z.string(), may: z.boolean(), why: z.string() })),
});
export type EffectivePermissions = z.infer<typeof effectivePermissions>;

export const rolesCalls = {
  /** The matrices that hold in this place: its own, and the organization's beside it where there is one. */
  tables: { input: workspaceRef, output: z.array(roleTable) },
  effectivePermissions: { input: workspaceRef.extend({ userId: z.string() }), output: effectivePermissions },
  /** Permission codes that the system is known to have, for the editor of custom roles. */
  permissionCodes: {
    input: workspaceRef,
    output: z.array(z.object({ code: z.string(), label: z.string() })),
  },
  /** People to pick from where a workspace takes only members of its organization; they are not in it yet. */
  candidates: {
    input: workspaceRef.extend(listWindow.shape),
    output: z.object({
      rows: z.array(
        z.object({ userId: z.string(), email: z.string(), name: z.string(), roleLabel: z.string() }),
      ),
      matching: z.int(),
      /** Why there is no one to pick (never fetched), or null. */
      problem: z.string().nullable(),
    }),
  },
  /** The roles for an invitation here; the others with the reason why not. */
  inviteOptions: {
    input: workspaceRef,
    output: z.array(z.object({ id: z.string(), label: z.string(), description: z.string(), permission })),
  },
};

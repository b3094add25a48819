import { z } from 'zod';
import { capability, scope } from './capabilities.ts';
import { connectionKind } from './connections.ts';
import { freshness } from './freshness.ts';
import { known } from './known.ts';
import { connectionRef, permission, workspaceRef } from './refs.ts';
import { role, roleTable } from './roles.ts';

/** Where a workspace runs. */
export const instanceKind = z.enum([...connectionKind.options, 'not-reported']);
export type InstanceKind = z.infer<typeof instanceKind>;

export const workspace = z.object({
  connectionId: z.string(),
  id: z.string(),
  scope,
  name: z.string(),
  description: known(z.string()),
  /** The organization that owns it, as a row of the same list; `none` where the system has no organizations. */
  organization: known(z.object({ id: z.string(), name: z.string() })),
  /** The place whose roster (or tokens) is this one's: membership may be the organization's, tokens the account's. null: its own. */
  membersAt: z.string().nullable(),
  tokensAt: z.string().nullable(),
  /** `entered`: added manually, not fetched from a server. */
  origin: z.enum(['live', 'entered']),
  /** Further facts from the system (time zone, kind, slug), shown as they are. */
  facts: z.array(z.object({ label: z.string(), value: known(z.string()) })),
  instance: z.object({ kind: instanceKind, url: known(z.string()) }),
  /** My role's wire id, and its label. */
  myRole: known(z.object({ id: z.string(), label: z.string() })),
  owner: known(z.object({ userId: z.string(), name: z.string() })),
  /** Flags on the shared row of the server: changing one changes it for all members. */
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
  /**
   * How reliable the members are: when they were last fetched completely (epoch ms), whether the last try failed, and whether all records
   * could be read; if not, `members` is a minimum.
   */
  roster: z.object({ fetchedAt: z.number().nullable(), failed: z.boolean(), complete: z.boolean() }),
});
export type Workspace = z.infer<typeof workspace>;

/** What a system reports about a place beside its row: settings and contents. */
export const placeDetails = z.object({
  /** The settings as the system has them, JSON text with its keys in the system's order. */
  settings: known(z.string()),
  facts: z.array(
    z.object({
      label: z.string(),
      value: known(z.string()),
      tone: z.enum(['neutral', 'warn']),
      hint: z.string(),
    }),
  ),
});

export const workspaceDetail = z.object({
  workspace,
  /** The roles that a member of this place can have, highest rank first, custom ones among them. */
  roles: z.array(role),
  /** The matrices that hold here: this place's own first. */
  roleTables: z.array(roleTable),
  permissions: z.record(capability, permission),
  /** Where this place's lists are: itself, its organization or the account. */
  listsAt: z.object({ members: workspaceRef, tokens: workspaceRef }),
  /** People with access by their role in the organization, without being members; null: not in this system. */
  inheritedAccess: z
    .object({
      roleLabel: z.string(),
      /** Their names, as far as known; `count` can be higher. */
      names: z.array(z.string()),
      count: z.int(),
      /** False: the organization's members were never fetched whole, so there may be more. */
      complete: z.boolean(),
      /** The list and the search that show exactly those who are counted; null: no search does. */
      shownBy: z.object({ workspaceId: z.string(), query: z.string() }).nullable(),
    })
    .nullable(),
  /** null until they were fetched once. */
  details: placeDetails.nullable(),
  freshness: z.object({
    workspaces: freshness,
    members: freshness,
    invitations: freshness,
    tokens: freshness,
    roles: freshness,
    details: freshness,
  }),
});
export type WorkspaceDetail = z.infer<typeof workspaceDetail>;

/** A type of workspace that can be created, with the system's own hint. */
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
  /** Which of these fields the server would reject; nothing is sent. */
  check: {
    input: z.object({
      connectionId: z.string(),
      kind: instanceKind,
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
  /** Reads a list of workspaces to make, pasted or opened: one a line, or CSV with a header, or JSON. Nothing is sent. */
  readProvisionList: {
    input: z.object({
      connectionId: z.string(),
      organizationId: z.string(),
      text: z.string().max(1_000_000),
      /** Which column holds the names, from 0; `lines`: every line is a name; null: found by its header. */
      nameColumn: z.union([z.int().nonnegative(), z.literal('lines')]).nullable(),
    }),
    output: z.object({
      rows: z.array(
        z.object({
          line: z.int(),
          name: z.string(),
          /** JSON text, or null for none. */
          settings: z.string().nullable(),
          problem: z.string().nullable(),
        }),
      ),
      problem: z.string().nullable(),
      /** The cells of the first line, where it isn't known which column holds the names; null: no question. */
      question: z.array(z.string()).nullable(),
    }),
  },
  /** Lets the user choose a text file and gives its content; null when they cancelled. */
  openTextFile: { input: z.object({ title: z.string().max(100) }), output: z.string().nullable() },
  /** Time zones that a workspace can have, for systems that ask for one; the device's own first. */
  timezones: { input: connectionRef, output: z.array(z.string()) },
  reorder: {
    input: z.object({ connectionId: z.string(), workspaceIds: z.array(z.string()) }),
    output: z.null(),
  },
  refresh: { input: workspaceRef, output: z.null() },
  /** Opens the instance's web page of the workspace in the system browser. */
  open: { input: workspaceRef, output: z.null() },
  /** Opens the page that makes the instance apply a role change or removal (System Initiative). */
  openRefreshAuth: { input: workspaceRef, output: z.null() },
};

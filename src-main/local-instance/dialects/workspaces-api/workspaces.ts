import { z } from 'zod';
import type { Directory } from '../../directory.ts';
import type { Organization } from '../../tables/organizations.ts';
import type { Workspace } from '../../tables/workspaces.ts';
import {
  enterByPath,
  enterOrganization,
  enterWorkspace,
  organizationsOf,
  workspacesOf,
  type InOrganization,
} from './access.ts';
import { freeSlug, idOf, numberOf, systemName } from './names.ts';
import { done, refuse, type Outcome } from './outcome.ts';
import { listed, validate, type Answer, type Call } from './request.ts';
import {
  checkSettings,
  defaultSettings,
  formatExtra,
  parseExtra,
  settingsSchema,
  type Settings,
  type WorkspaceExtra,
} from './workspace-extra.ts';

const name = z
  .string({ error: 'is required and must be text' })
  .trim()
  .min(1, 'must not be empty')
  .max(100, 'must not be longer than 100 characters');
const flag = z.boolean({ error: 'must be true or false' });
const organizationNumber = z.int({ error: 'is required and must be a whole number' });
const maxProvisioned = 500;

const bodies = {
  create: z.object({ name, organization_id: organizationNumber, settings: settingsSchema.optional() }),
  createInOrganization: z.object({ name, settings: settingsSchema.optional() }),
  change: z.object({ name: name.optional(), settings: settingsSchema.optional() }),
  clone: z.object({ name, copy_members: flag.default(false), copy_settings: flag.default(false) }),
  settings: z.object({ settings: settingsSchema }),
  /** Each item is checked for itself: one that is wrong must not stop the others. */
  provision: z.object({
    organization_id: organizationNumber,
    workspaces: z
      .array(z.unknown(), { error: 'must be a list' })
      .min(1, 'must not be empty')
      .max(maxProvisioned, `must not have more than ${maxProvisioned} items`),
  }),
};

const iso = (at: number): string => new Date(at).toISOString();

function onWire(directory: Directory, workspace: Workspace, organizationId: string) {
  const extra = parseExtra(workspace.extra);
  return {
    id: numberOf(directory, 'workspace', workspace.id),
    name: workspace.name,
    slug: extra.slug,
    organization_id: numberOf(directory, 'organization', organizationId),
    settings: extra.settings,
    created_at: iso(workspace.createdAt),
    updated_at: iso(extra.updatedAt),
  };
}

function nameTaken(directory: Directory, organizationId: string, wanted: string, except?: string): boolean {
  return workspacesOf(directory, organizationId).some(
    (workspace) => workspace.name === wanted && workspace.id !== except,
  );
}

const duplicate = (wanted: string) =>
  refuse.conflict(`The organization has a workspace named "${wanted}" already`, 'name');

interface NewWorkspace {
  readonly name: string;
  readonly settings: Settings;
  readonly source?: Workspace;
}

/** Names are unique in their organization. Settings that are not given are the organization's defaults. */
function add(call: Call, organization: Organization, wanted: NewWorkspace): Outcome<Workspace> {
  const { directory } = call;
  if (nameTaken(directory, organization.id, wanted.name)) return duplicate(wanted.name);
  const checked = checkSettings(directory, organization.id, wanted.settings);
  if (!checked.ok) return checked;
  const slugs = new Set(workspacesOf(directory, organization.id).map(({ extra }) => parseExtra(extra).slug));
  return directory.transaction(() => {
    const workspace = directory.workspaces.add({
      system: systemName,
      name: wanted.name,
      description: null,
      creatorId: call.person.id,
      extra: formatExtra({
        slug: freeSlug(wanted.name, slugs),
        updatedAt: directory.now(),
        sourceId: wanted.source?.id ?? null,
        settings: { ...defaultSettings(directory, organization.id), ...checked.value },
      }),
    });
    directory.organizations.attachWorkspace(organization.id, workspace.id);
    return done(workspace);
  });
}

function createdIn(
  call: Call,
  entered: InOrganization,
  body: { readonly name: string; readonly settings?: Settings | undefined },
): Outcome<Answer> {
  const { organization } = entered;
  const added = add(call, organization, { name: body.name, settings: body.settings ?? {} });
  if (!added.ok) return added;
  const workspace = onWire(call.directory, added.value, organization.id);
  return done({ data: { workspace }, message: 'Workspace created successfully' });
}

export function create(call: Call): Outcome<Answer> {
  const body = validate(bodies.create, call.body);
  if (!body.ok) return body;
  const id = idOf(call.directory, 'organization', body.value.organization_id);
  const entered = enterOrganization(call, id, 'Admin');
  return entered.ok ? createdIn(call, entered.value, body.value) : entered;
}

export function createInOrganization(call: Call): Outcome<Answer> {
  const entered = enterByPath(call, 'Admin');
  if (!entered.ok) return entered;
  const body = validate(bodies.createInOrganization, call.body);
  return body.ok ? createdIn(call, entered.value, body.value) : body;
}

function shown(directory: Directory, { organization }: InOrganization) {
  return workspacesOf(directory, organization.id).map((workspace) =>
    onWire(directory, workspace, organization.id),
  );
}

/** Those of every organization of the caller. */
export function list(call: Call): Outcome<Answer> {
  const all = organizationsOf(call).flatMap((one) => shown(call.directory, one));
  return listed(call.query, 'workspaces', all);
}

export function listInOrganization(call: Call): Outcome<Answer> {
  const entered = enterByPath(call, 'member');
  return entered.ok ? listed(call.query, 'workspaces', shown(call.directory, entered.value)) : entered;
}

export function get(call: Call): Outcome<Answer> {
  const entered = enterWorkspace(call, 'member');
  if (!entered.ok) return entered;
  const { workspace, organization } = entered.value;
  return done({
    data: { workspace: onWire(call.directory, workspace, organization.id) },
    message: 'Workspace retrieved successfully',
  });
}

function rewrite(call: Call, workspace: Workspace, change: Partial<WorkspaceExtra>, newName?: string): void {
  call.directory.workspaces.update(workspace.id, {
    ...(newName === undefined ? {} : { name: newName }),
    extra: formatExtra({ ...parseExtra(workspace.extra), ...change, updatedAt: call.directory.now() }),
  });
}

/** Known settings are changed one by one; what a client doesn't name stays, unknown keys included. */
function merged(workspace: Workspace, change: Settings): Settings {
  return { ...parseExtra(workspace.extra).settings, ...change };
}

export function change(call: Call): Outcome<Answer> {
  const { directory } = call;
  const entered = enterWorkspace(call, 'Admin');
  if (!entered.ok) return entered;
  const body = validate(bodies.change, call.body);
  if (!body.ok) return body;
  const { workspace, organization } = entered.value;
  const wanted = body.value.name ?? workspace.name;
  if (nameTaken(directory, organization.id, wanted, workspace.id)) return duplicate(wanted);
  const checked = checkSettings(directory, organization.id, body.value.settings ?? {});
  if (!checked.ok) return checked;
  rewrite(call, workspace, { settings: merged(workspace, checked.value) }, wanted);
  const id = numberOf(directory, 'workspace', workspace.id);
  return done({
    data: { workspace: { id, name: wanted, updated_at: iso(directory.now()) } },
    message: 'Workspace updated successfully',
  });
}

export function remove(call: Call): Outcome<Answer> {
  const { directory } = call;
  const entered = enterWorkspace(call, 'Admin');
  if (!entered.ok) return entered;
  directory.workspaces.update(entered.value.workspace.id, { deletedAt: directory.now() });
  return done({ data: {}, message: 'Workspace deleted successfully' });
}

/**
 * The clone stays in its organization, and membership is the organization's: with or without `copy_members` its
 * roster is the same. What the flag copies are the memberships that the workspace itself records.
 */
export function clone(call: Call): Outcome<Answer> {
  const { directory } = call;
  const entered = enterWorkspace(call, 'Admin');
  if (!entered.ok) return entered;
  const body = validate(bodies.clone, call.body);
  if (!body.ok) return body;
  const { workspace: source, organization } = entered.value;
  const { name: wanted, copy_members: members, copy_settings: copySettings } = body.value;
  return directory.transaction(() => {
    const kept = copySettings ? parseExtra(source.extra).settings : {};
    const added = add(call, organization, { name: wanted, settings: kept, source });
    if (!added.ok) return added;
    if (members) {
      for (const { personId, role } of directory.memberships.of(source.id)) {
        directory.memberships.add(added.value.id, personId, role);
      }
    }
    const { id, name: given, slug } = onWire(directory, added.value, organization.id);
    return done({
      data: {
        workspace: {
          id,
          name: given,
          slug,
          source_workspace_id: numberOf(directory, 'workspace', source.id),
        },
      },
      message: 'Workspace cloned successfully',
    });
  });
}

export function getSettings(call: Call): Outcome<Answer> {
  const entered = enterWorkspace(call, 'member');
  if (!entered.ok) return entered;
  return done({
    data: { settings: parseExtra(entered.value.workspace.extra).settings },
    message: 'Workspace settings retrieved successfully',
  });
}

export function changeSettings(call: Call): Outcome<Answer> {
  const entered = enterWorkspace(call, 'Admin');
  if (!entered.ok) return entered;
  const body = validate(bodies.settings, call.body);
  if (!body.ok) return body;
  const { workspace, organization } = entered.value;
  const checked = checkSettings(call.directory, organization.id, body.value.settings);
  if (!checked.ok) return checked;
  const after = merged(workspace, checked.value);
  rewrite(call, workspace, { settings: after });
  return done({ data: { settings: after }, message: 'Workspace settings updated successfully' });
}

function nameOfItem(item: unknown): unknown {
  return typeof item === 'object' && item !== null ? (Reflect.get(item, 'name') ?? null) : null;
}

/** Makes as many as it can; each that fails is told with its reason, and leaves nothing behind. */
export function provision(call: Call): Outcome<Answer> {
  const { directory } = call;
  const body = validate(bodies.provision, call.body);
  if (!body.ok) return body;
  const id = idOf(directory, 'organization', body.value.organization_id);
  const entered = enterOrganization(call, id, 'Admin');
  if (!entered.ok) return entered;
  const { organization } = entered.value;
  const workspaces: unknown[] = [];
  const failed: unknown[] = [];
  for (const item of body.value.workspaces) {
    const wanted = validate(bodies.createInOrganization, item);
    const added = wanted.ok
      ? add(call, organization, { name: wanted.value.name, settings: wanted.value.settings ?? {} })
      : wanted;
    if (added.ok) workspaces.push(onWire(directory, added.value, organization.id));
    else failed.push({ name: nameOfItem(item), error: reasonOf(added.refusal) });
  }
  return done({
    data: { workspaces, failed, total_count: workspaces.length },
    message: `${workspaces.length} of ${body.value.workspaces.length} workspaces provisioned`,
  });
}

function reasonOf({
  message,
  details,
  code,
}: {
  message: string;
  details: Readonly<Record<string, string>>;
  code: string;
}) {
  const { field, reason } = details;
  return code === 'VALIDATION_ERROR' && field !== undefined ? `${field} ${reason ?? 'is invalid'}` : message;
}

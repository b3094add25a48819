import { quoted } from '../../base/quoted.ts';
import { readRow, type ImportRow, type ReadRow } from './import-row.ts';
import {
  folded,
  keyIdOf,
  organizationIdOf,
  userIdOf,
  workspaceIdOf,
  type Inventory,
  type InventoryKey,
  type InventoryOrganization,
  type InventoryWorkspace,
  type OrganizationMember,
  type Provenance,
  type WorkspaceMember,
} from './inventory.ts';
import { labelOf } from './roles.ts';
import { personalReasons } from './sources.ts';
import { unstructuredText } from './text.ts';

export interface RowResult {
  effect: string;
  problem: string | null;
}

/**
 * Brings the inventory up to what the rows say, and reports the outcome of each. What a row says is true of its own columns only: an empty
 * cell changes nothing, and nothing is taken out because it isn't in the file. Whichever row says that somebody is in the organization,
 * the others may build on it. Nothing is kept of a row that has a problem, nor of those that then lack what they build on.
 */
export function applyRows(inventory: Inventory, rows: readonly ImportRow[], said: Provenance): RowResult[] {
  const read = rows.map(readRow);
  const problems = new Map<ReadRow, string>();
  for (;;) {
    const trial = applyAll(structuredClone(inventory), read, problems, said);
    const before = problems.size;
    for (const [index, { problem }] of trial.entries()) {
      const row = read[index];
      if (problem !== null && row !== undefined && typeof row !== 'string') problems.set(row, problem);
    }
    if (problems.size === before) return applyAll(inventory, read, problems, said);
  }
}

/** Leaves out the rows whose problem is known already. */
function applyAll(
  inventory: Inventory,
  rows: readonly (ReadRow | string)[],
  problems: ReadonlyMap<ReadRow, string>,
  said: Provenance,
): RowResult[] {
  const index = indexOf(inventory);
  const work = rows.map((row) => ({
    row,
    problem: typeof row === 'string' ? row : (problems.get(row) ?? null),
    effects: new Array<string>(),
  }));
  for (const { row, problem, effects } of work) {
    if (typeof row !== 'string' && problem === null) applyToOrganization(index, row, said, effects);
  }
  return work.map(({ row, problem: known, effects }): RowResult => {
    if (typeof row === 'string' || known !== null) return { effect: '', problem: known };
    const problem = applyToWorkspace(index, row, said, effects);
    if (problem !== null) return { effect: '', problem };
    return { effect: effects.length === 0 ? unstructuredText.rowConfirms : effects.join(' '), problem: null };
  });
}

interface IndexedWorkspace {
  workspace: InventoryWorkspace;
  members: Map<string, WorkspaceMember>;
  keys: Map<string, InventoryKey>;
}
interface IndexedOrganization {
  organization: InventoryOrganization;
  members: Map<string, OrganizationMember>;
  /** By name, folded. */
  workspaces: Map<string, IndexedWorkspace>;
}
interface Index {
  inventory: Inventory;
  /** By name, folded. */
  organizations: Map<string, IndexedOrganization>;
}

const byId = <T extends { userId: string }>(items: readonly T[]) =>
  new Map(items.map((item) => [item.userId, item]));

const indexWorkspace = (workspace: InventoryWorkspace): IndexedWorkspace => ({
  workspace,
  members: byId(workspace.members),
  keys: new Map(workspace.keys.map((key) => [key.id, key])),
});

/** Files have thousands of rows: nothing is searched for in a list. */
function indexOf(inventory: Inventory): Index {
  const organizations = inventory.organizations.map((organization): [string, IndexedOrganization] => [
    folded(organization.name),
    {
      organization,
      members: byId(organization.members),
      workspaces: new Map(organization.workspaces.map((one) => [folded(one.name), indexWorkspace(one)])),
    },
  ]);
  return { inventory, organizations: new Map(organizations) };
}

function applyToOrganization(index: Index, row: ReadRow, said: Provenance, effects: string[]): void {
  let found = index.organizations.get(folded(row.organization));
  if (found === undefined) {
    const organization: InventoryOrganization = {
      id: organizationIdOf(row.organization),
      name: row.organization,
      kind: row.kind ?? 'organization',
      ...said,
      members: [],
      membersSaidAt: null,
      workspaces: [],
    };
    index.inventory.organizations.push(organization);
    found = { organization, members: new Map(), workspaces: new Map() };
    index.organizations.set(folded(row.organization), found);
    effects.push(unstructuredText.addsOrganization(kindText(organization), organization.name));
  }
  const { organization, members } = found;
  Object.assign(organization, said);
  if (row.kind !== null && row.kind !== organization.kind) {
    organization.kind = row.kind;
    effects.push(unstructuredText.changesKind(organization.name, kindText(organization)));
  }
  if (row.email === '') return;
  const userId = userIdOf(row.email);
  const member = members.get(userId);
  if (member === undefined) {
    // Without a role it may still be said by another row; `applyToWorkspace` looks again.
    if (row.organizationRole === null) return;
    const added = { userId, email: row.email, name: row.name, role: row.organizationRole, ...said };
    organization.members.push(added);
    members.set(userId, added);
    organization.membersSaidAt = said.saidAt;
    effects.push(
      unstructuredText.addsMember(
        row.email,
        organization.name,
        labelOf('organization', row.organizationRole),
      ),
    );
    return;
  }
  if (row.organizationRole !== null) {
    if (member.role !== row.organizationRole) {
      effects.push(
        changed(member.email, organization.name, 'organization', member.role, row.organizationRole),
      );
    }
    Object.assign(member, { role: row.organizationRole, ...said });
    organization.membersSaidAt = said.saidAt;
  }
  takeName(member, row.name, effects);
}

function takeName(member: OrganizationMember, name: string, effects: string[]): void {
  if (name === '' || member.name === name) return;
  if (member.name !== '') effects.push(unstructuredText.renamesPerson(member.email, member.name, name));
  else effects.push(unstructuredText.namesPerson(member.email, name));
  member.name = name;
}

/** The problem that shows only beside the rest of the file and the inventory, or null. */
function applyToWorkspace(index: Index, row: ReadRow, said: Provenance, effects: string[]): string | null {
  const found = index.organizations.get(folded(row.organization));
  if (found === undefined) return null;
  const { organization } = found;
  const person = found.members.get(userIdOf(row.email));
  if (row.email !== '' && person === undefined) {
    return unstructuredText.organizationRoleNeeded(row.email, organization.name);
  }
  if (person !== undefined) takeName(person, row.name, effects);
  if (row.workspace === '') return null;

  let place = found.workspaces.get(folded(row.workspace));
  if (place === undefined) {
    if (organization.kind === 'personal' && organization.workspaces.length > 0) return personalReasons.create;
    if (person !== undefined && row.workspaceRole === null) return missingRole(row);
    place = indexWorkspace({
      id: workspaceIdOf(organization.id, row.workspace),
      name: row.workspace,
      ...said,
      members: [],
      membersSaidAt: null,
      keys: [],
      keysSaidAt: null,
    });
    organization.workspaces.push(place.workspace);
    found.workspaces.set(folded(row.workspace), place);
    effects.push(unstructuredText.addsWorkspace(row.workspace, organization.name));
  }
  const { workspace } = place;
  Object.assign(workspace, said);
  if (person !== undefined) {
    const problem = applyMember(place, person, row, said, effects);
    if (problem !== null) return problem;
  }
  if (row.key !== '') applyKey(place, row, said, effects);
  return null;
}

function applyMember(
  { workspace, members }: IndexedWorkspace,
  person: OrganizationMember,
  row: ReadRow,
  said: Provenance,
  effects: string[],
): string | null {
  const member = members.get(person.userId);
  const role = row.workspaceRole ?? member?.role;
  if (role === undefined) return missingRole(row);
  workspace.membersSaidAt = said.saidAt;
  if (member === undefined) {
    const added = { userId: person.userId, role, ...said };
    workspace.members.push(added);
    members.set(person.userId, added);
    effects.push(unstructuredText.addsMember(person.email, workspace.name, labelOf('workspace', role)));
    return null;
  }
  if (member.role !== role) {
    effects.push(changed(person.email, workspace.name, 'workspace', member.role, role));
  }
  Object.assign(member, { role, ...said });
  return null;
}

function applyKey(
  { workspace, keys }: IndexedWorkspace,
  row: ReadRow,
  said: Provenance,
  effects: string[],
): void {
  const id = keyIdOf(row.key);
  const key = keys.get(id);
  workspace.keysSaidAt = said.saidAt;
  if (key === undefined) {
    const enabled = row.enabled ?? true;
    const added = { id, name: row.key, enabled, createdAt: null, probe: null, ...said };
    workspace.keys.push(added);
    keys.set(id, added);
    effects.push(unstructuredText.addsKey(row.key, workspace.name, enabled ? '' : ', switched off'));
    return;
  }
  const enabled = row.enabled ?? key.enabled;
  if (enabled !== key.enabled) {
    effects.push(unstructuredText.switchesKey(key.name, enabled ? 'on' : 'off'));
  }
  Object.assign(key, { enabled, ...said });
}

const missingRole = (row: ReadRow) => unstructuredText.workspaceRoleNeeded(row.email, row.workspace);

const kindText = ({ kind }: InventoryOrganization) =>
  kind === 'personal' ? 'personal account' : 'organization';

const changed = (
  email: string,
  place: string,
  scope: 'organization' | 'workspace',
  from: string,
  to: string,
) => `${email}: ${labelOf(scope, from)} → ${labelOf(scope, to)} in ${quoted(place)}.`;

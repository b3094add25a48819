import type { CommandRun } from '../command.ts';
import { isolated } from '../../../src-preload/shared/shown-text.ts';
import { facts, table } from '../terminal/table.ts';
import { noteListFreshness, readFresh } from './fresh.ts';
import { memberPlace, membersOf, pickMember, pickRole } from './members.ts';
import { pickPlace, placeName, refOf, type Place } from './resolve.ts';
import type { CommandContext } from '../command.ts';

async function detailOf(context: CommandContext, place: Place) {
  return readFresh(context, { ...refOf(place), lists: ['roles'] }, async () => {
    const found = await context.call('workspaces.get', refOf(place));
    // Roles that are built in need no fetch; what the workspace is, does.
    const isKept = found.roles.some(({ kind }) => kind === 'custom') || found.roles.length === 0;
    return { detail: found, freshness: isKept ? found.freshness.roles : found.freshness.workspaces };
  });
}

export const list: CommandRun = async (context) => {
  const place = await pickPlace(context, context.argument('workspace'));
  const { detail, freshness } = await detailOf(context, place);
  const { roles } = detail;
  noteListFreshness(context, `Roles of ${placeName(place)}`, freshness);
  return {
    data: { ...refOf(place), workspace: place.workspace.name, roles, freshness },
    rows: roles,
    text: table(
      context.terminal,
      ['Role', 'Kind', 'Description', 'ID'],
      roles.map(({ label, kind, description, id }) => [label, kind, description, id]),
    ),
  };
};

export const show: CommandRun = async (context) => {
  const place = await pickPlace(context, context.argument('workspace'));
  const { detail, freshness } = await detailOf(context, place);
  const { roles, roleTables } = detail;
  noteListFreshness(context, `Roles of ${placeName(place)}`, freshness);
  const role = pickRole(context.argument('role'), roles);
  const permissions = roleTables.flatMap(({ title, roles: of, rows }) =>
    of.some(({ id }) => id === role.id)
      ? rows.map(({ id, label, cells }) => ({ table: title, id, label, cell: cells[role.id] ?? null }))
      : [],
  );
  return {
    data: { ...refOf(place), workspace: place.workspace.name, role, permissions, freshness },
    text: `${facts([
      ['Role', role.label],
      ['ID', role.id],
      ['Description', role.description],
    ])}\n\n${table(
      context.terminal,
      ['Permission', 'Allowed'],
      permissions.map(({ label, cell }) => [
        label,
        cell === null ? 'Not documented' : cell.may ? (cell.restriction ?? 'Yes') : 'No',
      ]),
    )}`,
  };
};

export const explain: CommandRun = async (context) => {
  const place = await pickPlace(context, context.argument('workspace'));
  const at = await memberPlace(context, place);
  const { freshness } = await readFresh(context, { ...at, lists: ['members', 'roles'] }, () =>
    membersOf(context, at, ''),
  );
  noteListFreshness(context, `Members of ${placeName(place)}`, freshness);
  const { userId } = await pickMember(context, place, context.argument('member'));
  const explained = await context.call('roles.effectivePermissions', { ...refOf(place), userId });
  return {
    data: { ...refOf(place), workspace: place.workspace.name, ...explained, freshness },
    text: `${isolated(explained.name)}: ${explained.because.map(isolated).join('; ')}\n\n${table(
      context.terminal,
      ['Permission', 'Allowed', 'Why'],
      explained.rows.map(({ label, may, why }) => [label, may ? 'Yes' : 'No', why]),
    )}`,
  };
};

import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import type { Workspace } from '../../../src-preload/contract/workspaces.ts';
import { valueOr } from '../../../src-preload/shared/known.ts';
import { fold } from '../../../src-preload/shared/fold.ts';
import type { CommandContext, CommandRun, Outcome } from '../command.ts';
import { isolated } from '../../../src-preload/shared/shown-text.ts';
import { CommandEnd } from '../command-end.ts';
import { facts, table } from '../terminal/table.ts';
import { carryOut } from './carry-out.ts';
import { shown } from './cells.ts';
import { workspacesOf } from './fetch-due.ts';
import { isWithoutCopy, noteFreshness, readFresh } from './fresh.ts';
import { refreshForChange } from './fresh-for-change.ts';
import { choice } from './options.ts';
import { fileName, readText } from './read-file.ts';
import { connectionsOf, oneConnection, pickOne, pickPlace, placesOf, refOf, type Place } from './resolve.ts';
import { commandText } from './text.ts';

const atLeast = ({ members, roster }: Workspace): string =>
  members === null ? 'Not fetched yet' : `${roster.complete ? '' : '≥ '}${members}`;

/** The list of workspaces, or of organizations. */
export async function listPlaces(context: CommandContext, scope: Workspace['scope']): Promise<Outcome> {
  const connections = await connectionsOf(context);
  const query = fold(context.option('query') ?? '');
  const rows: (Workspace & { connection: string })[] = [];
  const freshness = [];
  const { found, failed } = await workspacesOf(context, connections);
  const unread = found.filter(({ list: { freshness: age } }) => isWithoutCopy(age));
  if (unread.length > 0 && unread.length === found.length)
    throw new CommandEnd('offline', commandText.noCopy('Workspaces'));
  for (const {
    connection,
    list: { workspaces, freshness: age },
  } of found) {
    freshness.push({ connectionId: connection.id, connection: connection.label, ...age });
    noteFreshness(context, isolated(connection.label), age);
    for (const workspace of workspaces)
      if (workspace.scope === scope && fold(workspace.name).includes(query))
        rows.push({ ...workspace, connection: connection.label });
  }
  const organization = scope === 'workspace' && rows.some((row) => row.organization.state === 'known');
  return {
    exit: failed.length > 0 || unread.length > 0 ? 'partly' : 'done',
    data: { workspaces: rows, freshness, failed },
    rows,
    text: table(
      context.terminal,
      ['Name', ...(organization ? ['Organization'] : []), 'Your role', 'Members', 'Connection', 'ID'],
      rows.map((row) => [
        row.name,
        ...(organization ? [shown(row.organization, ({ name }) => name)] : []),
        shown(row.myRole, ({ label }) => label),
        atLeast(row),
        row.connection,
        row.id,
      ]),
    ),
  };
}

export const list: CommandRun = (context) => listPlaces(context, 'workspace');

export const show: CommandRun = async (context) => {
  const place = await pickPlace(context, context.argument('workspace'));
  const ref = refOf(place);
  const read = async () => {
    const detail = await context.call('workspaces.get', ref);
    // Where the system has no details, they'd never be fetched.
    const hasDetails = detail.permissions['workspace.details']?.allowed === true;
    return { detail, freshness: hasDetails ? detail.freshness.details : detail.freshness.members };
  };
  const wanted = { ...ref, lists: ['details', 'members', 'roles'] as const };
  const { detail } = await readFresh(context, wanted, read);
  const { workspace } = detail;
  noteFreshness(context, 'Workspaces', detail.freshness.workspaces);
  const refused = Object.entries(detail.permissions).flatMap(([name, permission]) =>
    permission.allowed ? [] : [[name, permission.reason] as const],
  );
  const about = facts([
    ['Name', workspace.name],
    ['ID', workspace.id],
    ['Connection', place.connection.label],
    ['Organization', shown(workspace.organization, ({ name }) => name)],
    ['Description', shown(workspace.description)],
    ['Runs at', shown(workspace.instance.url)],
    ['Your role', shown(workspace.myRole, ({ label }) => label)],
    ['Owner', shown(workspace.owner, ({ name }) => name)],
    ['Members', atLeast(workspace)],
    ...workspace.facts.map(({ label, value }) => [label, shown(value)] as const),
    ...(detail.details?.facts ?? []).map(({ label, value }) => [label, shown(value)] as const),
  ]);
  const cannot =
    refused.length === 0 ? '' : `\n\n${context.terminal.bold('Not possible here')}\n${facts(refused)}`;
  return { data: { connection: place.connection.label, ...detail }, text: about + cannot };
};

/** The organization of --organization; the only one where there is no choice; undefined where the system has none. */
async function organizationOf(
  context: CommandContext,
  given: string | undefined,
): Promise<Place | undefined> {
  const connection = await oneConnection(context);
  const all = await placesOf(context, [connection], ['organization']);
  if (given !== undefined)
    return pickOne('organization', given, all, ({ workspace: { id, name } }) => ({
      id,
      name,
      about: connection.label,
    }));
  const isAsked = connection.system.createFields.includes('organization');
  if (!isAsked) return undefined;
  if (all.length > 1) throw new CommandEnd('usage', commandText.noOrganization);
  return all[0];
}

export const create: CommandRun = async (context) => {
  const connection = await oneConnection(context);
  const organization = await organizationOf(context, context.option('organization'));
  const timezone = context.option('timezone');
  const hasTypes = connection.system.createFields.includes('type');
  if (context.option('type') !== undefined && !hasTypes)
    throw new CommandEnd('refused', commandText.noTypes(connection.productName));
  const types = await context.call('workspaces.types', { connectionId: connection.id });
  const [firstType] = types;
  const kind = choice(
    '--type',
    context.option('type'),
    ['managed', 'local-dev', 'remote-url'],
    firstType?.kind ?? 'managed',
  );
  return carryOut(context, [
    {
      type: 'workspace.create',
      connectionId: connection.id,
      kind,
      name: context.argument('name'),
      description: context.option('description') ?? '',
      url: context.option('instance-url') ?? types.find((type) => type.kind === kind)?.url ?? '',
      isDefault: context.flag('default'),
      ...(organization === undefined ? {} : { organizationId: organization.workspace.id }),
      ...(timezone !== undefined
        ? { timezone }
        : connection.system.createFields.includes('timezone')
          ? { timezone: Intl.DateTimeFormat().resolvedOptions().timeZone }
          : {}),
    },
  ]);
};

export const update: CommandRun = async (context) => {
  const { name, description, timezone } = {
    name: context.option('name'),
    description: context.option('description'),
    timezone: context.option('timezone'),
  };
  if (name === undefined && description === undefined && timezone === undefined)
    throw new CommandEnd('usage', commandText.nothingToChange);
  const place = await pickPlace(context, context.argument('workspace'), ['workspace']);
  await refreshForChange(context, place, ['workspace.update']);
  // The server is told the whole record: what isn't named here stays as it is there now, not as the copy had it.
  const { workspace: before } = await context.call('workspaces.get', refOf(place));
  return carryOut(context, [
    {
      type: 'workspace.update',
      ...refOf(place),
      name: name ?? before.name,
      description: description ?? valueOr(before.description, ''),
      ...(timezone === undefined ? {} : { timezone }),
    },
  ]);
};

/** One change of the workspace that the command names. */
const changeOf =
  (request: (place: Place, context: CommandContext) => ChangeRequest): CommandRun =>
  async (context) => {
    const place = await pickPlace(context, context.argument('workspace'));
    const change = request(place, context);
    await refreshForChange(context, place, [change.type]);
    return carryOut(context, [change]);
  };

export const leave = changeOf((place) => ({ type: 'workspace.leave', ...refOf(place) }));
export const remove = changeOf((place) => ({ type: 'workspace.delete', ...refOf(place) }));
export const makeDefault = changeOf((place) => ({ type: 'workspace.set-default', ...refOf(place) }));
export const clone = changeOf((place, context) => ({
  type: 'workspace.clone',
  ...refOf(place),
  name: context.argument('name'),
  copyMembers: context.flag('members'),
  copySettings: context.flag('settings'),
}));

export const provision: CommandRun = async (context) => {
  const connection = await oneConnection(context);
  const organization = await organizationOf(context, context.option('organization'));
  const organizationId = organization?.workspace.id ?? '';
  const file = context.argument('file');
  const reading = await context.call('workspaces.readProvisionList', {
    connectionId: connection.id,
    organizationId,
    text: readText(file),
    nameColumn: null,
  });
  const problem =
    reading.problem ??
    reading.rows.find((row) => row.problem !== null)?.problem ??
    (reading.question === null ? null : commandText.whichColumn);
  if (problem !== null) throw new CommandEnd('usage', { sentence: problem, nextStep: '' });
  if (reading.rows.length === 0) throw new CommandEnd('usage', commandText.noNames(fileName(file)));
  return carryOut(
    context,
    reading.rows.map(({ name, settings }) => ({
      type: 'workspace.provision',
      connectionId: connection.id,
      organizationId,
      name,
      settings,
    })),
  );
};

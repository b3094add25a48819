import type { CommandRun } from '../command.ts';
import { carryOut } from './carry-out.ts';
import { freshWorkspaces } from './fresh.ts';
import { required } from './options.ts';
import { oneConnection, pickPlace, refOf } from './resolve.ts';
import { listPlaces } from './workspaces.ts';

export const list: CommandRun = (context) => listPlaces(context, 'organization');

export const create: CommandRun = async (context) => {
  const connection = await oneConnection(context);
  await freshWorkspaces(context, connection, true);
  return carryOut(context, [
    { type: 'organization.create', connectionId: connection.id, name: context.argument('name') },
  ]);
};

export const update: CommandRun = async (context) => {
  const name = required(context, 'name');
  const place = await pickPlace(context, context.argument('organization'), ['organization']);
  await freshWorkspaces(context, place.connection, true);
  return carryOut(context, [{ type: 'organization.update', ...refOf(place), name }]);
};

import type { Member } from '../../../src-preload/contract/members.ts';
import type { Role } from '../../../src-preload/contract/roles.ts';
import { valueOr } from '../../../src-preload/shared/known.ts';
import type { CommandContext, CommandRun } from '../command.ts';
import { CommandEnd } from '../command-end.ts';
import type { CallOutputOf } from '../runtime/call-schemas.ts';
import { table } from '../terminal/table.ts';
import { carryOut } from './carry-out.ts';
import { shown, shownDate, shownStatus } from './cells.ts';
import { noteListFreshness, readFresh } from './fresh.ts';
import { refreshForChange } from './fresh-for-change.ts';
import { numberOption } from './options.ts';
import { pickOne, pickPlace, placeName, refOf, type Place } from './resolve.ts';

const pageSize = 200;

/** All members who match, page by page. */
export async function membersOf(
  context: CommandContext,
  ref: { connectionId: string; workspaceId: string },
  query: string,
): Promise<{ rows: Member[]; freshness: CallOutputOf<'members.page'>['freshness'] }> {
  const rows: Member[] = [];
  const sort = { by: 'name', order: 'asc' } as const;
  for (let after: string | undefined; ;) {
    const page = await context.call('members.page', {
      ...ref,
      query,
      offset: 0,
      limit: pageSize,
      sort,
      count: 'none',
      ...(after === undefined ? {} : { after }),
    });
    if (page.queryProblem !== null)
      throw new CommandEnd('usage', { sentence: page.queryProblem, nextStep: '' });
    rows.push(...page.rows);
    if (page.next === null) return { rows, freshness: page.freshness };
    after = page.next;
  }
}

/** Where a place's members are: its organization may have them. */
export async function memberPlace(context: CommandContext, place: Place) {
  const { listsAt } = await context.call('workspaces.get', refOf(place));
  return listsAt.members;
}

export const list: CommandRun = async (context) => {
  const place = await pickPlace(context, context.argument('workspace'));
  const at = await memberPlace(context, place);
  const query = context.option('query') ?? '';
  const { rows, freshness } = await readFresh(context, { ...at, lists: ['members'] }, () =>
    membersOf(context, at, query),
  );
  noteListFreshness(context, `Members of ${placeName(place)}`, freshness);
  return {
    data: { ...refOf(place), workspace: place.workspace.name, members: rows, freshness },
    rows,
    text: table(
      context.terminal,
      ['Name', 'E-mail', 'Role', 'Status', place.connection.system.memberSince, 'User ID'],
      rows.map((row) => [
        shown(row.name),
        row.email,
        row.role.label,
        shownStatus(row.status),
        shownDate(row.signedUpAt, 'Not yet'),
        row.userId,
      ]),
    ),
  };
};

/** The member of a place by e-mail, name or user ID. */
export async function pickMember(context: CommandContext, place: Place, given: string): Promise<Member> {
  const { rows } = await membersOf(context, await memberPlace(context, place), '');
  return pickOne(
    'member',
    given,
    rows,
    ({ userId, email, name }) => ({ id: userId, name: email, about: valueOr(name, 'no name reported') }),
    ({ name }) => (name.state === 'known' ? [name.value] : []),
  );
}

export const pickRole = (given: string, roles: readonly Role[]): Role =>
  pickOne('role', given, roles, ({ id, label, description }) => ({ id, name: label, about: description }));

export const invite: CommandRun = async (context) => {
  const place = await pickPlace(context, context.argument('workspace'));
  await refreshForChange(context, place, ['member.invite']);
  const detail = await context.call('workspaces.get', refOf(place));
  const given = context.option('role');
  const role = given === undefined ? null : pickRole(given, detail.roles).id;
  const { joining } = place.connection.system;
  const message = context.option('message');
  const days =
    joining.days === null && context.option('days') === undefined
      ? null
      : numberOption(context, 'days', joining.days?.preset ?? 0);
  return carryOut(
    context,
    context.arguments('email').map((email) => ({
      type: 'member.invite',
      ...detail.listsAt.members,
      email,
      role,
      ...(message === undefined ? {} : { message }),
      ...(days === null ? {} : { days }),
    })),
  );
};

export const setRole: CommandRun = async (context) => {
  const place = await pickPlace(context, context.argument('workspace'));
  await refreshForChange(context, place, ['member.set-role']);
  const detail = await context.call('workspaces.get', refOf(place));
  const { userId, email } = await pickMember(context, place, context.argument('member'));
  const role = pickRole(context.argument('role'), detail.roles);
  return carryOut(context, [
    { type: 'member.set-role', ...detail.listsAt.members, userId, email, role: role.id },
  ]);
};

export const remove: CommandRun = async (context) => {
  const place = await pickPlace(context, context.argument('workspace'));
  await refreshForChange(context, place, ['member.remove']);
  const at = await memberPlace(context, place);
  const members: Member[] = [];
  for (const given of context.arguments('member')) members.push(await pickMember(context, place, given));
  return carryOut(
    context,
    members.map(({ userId, email }) => ({ type: 'member.remove', ...at, userId, email })),
  );
};

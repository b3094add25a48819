import type { Invitation } from '../../../src-preload/contract/invitations.ts';
import type { CommandContext, CommandRun } from '../command.ts';
import { CommandEnd } from '../command-end.ts';
import type { CallOutputOf } from '../runtime/call-schemas.ts';
import { table } from '../terminal/table.ts';
import { carryOut } from './carry-out.ts';
import { shown, shownDate } from './cells.ts';
import { noteListFreshness, readFresh } from './fresh.ts';
import { refreshForChange } from './fresh-for-change.ts';
import { memberPlace } from './members.ts';
import { rowsUpTo } from './pages.ts';
import { pickOne, pickPlace, placeName, refOf } from './resolve.ts';
import { commandText } from './text.ts';

async function invitationsOf(
  context: CommandContext,
  ref: { connectionId: string; workspaceId: string },
  part: 'open' | 'ended',
  query: string,
) {
  const sort = { by: 'created', order: 'desc' } as const;
  const page = await rowsUpTo<Invitation, CallOutputOf<'invitations.page'>>(Infinity, (at) =>
    context.call('invitations.page', { ...ref, list: part, query, sort, ...at }),
  );
  if (page.notOffered !== null) throw new CommandEnd('refused', commandText.notOffered(page.notOffered));
  return { rows: page.rows, freshness: page.freshness };
}

export const list: CommandRun = async (context) => {
  const place = await pickPlace(context, context.argument('workspace'));
  const at = await memberPlace(context, place);
  const part = context.flag('ended') ? 'ended' : 'open';
  const { rows, freshness } = await readFresh(context, { ...at, lists: ['invitations'] }, () =>
    invitationsOf(context, at, part, context.option('query') ?? ''),
  );
  noteListFreshness(context, `Invitations of ${placeName(place)}`, freshness);
  return {
    data: { ...refOf(place), workspace: place.workspace.name, invitations: rows, freshness },
    rows,
    text: table(
      context.terminal,
      ['E-mail', 'Role', 'Status', 'Invited by', 'Created', 'Expires', 'ID'],
      rows.map((row) => [
        row.email,
        shown(row.role, ({ label }) => label),
        row.status,
        shown(row.invitedBy),
        shownDate(row.createdAt, 'Not reported'),
        shownDate(row.expiresAt, 'Never'),
        row.id,
      ]),
    ),
  };
};

export const cancel: CommandRun = async (context) => {
  const place = await pickPlace(context, context.argument('workspace'));
  await refreshForChange(context, place, ['invitation.cancel']);
  const at = await memberPlace(context, place);
  const { rows } = await invitationsOf(context, at, 'open', '');
  const { id, email } = pickOne('invitation', context.argument('invitation'), rows, (row) => ({
    id: row.id,
    name: row.email,
    about: row.status,
  }));
  return carryOut(context, [
    {
      type: 'invitation.cancel',
      ...at,
      invitationId: id,
      email,
      reason: context.option('reason') ?? '',
    },
  ]);
};

import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import type { Token } from '../../../src-preload/contract/tokens.ts';
import type { CommandContext, CommandRun } from '../command.ts';
import { CommandEnd } from '../command-end.ts';
import type { CallOutputOf } from '../runtime/call-schemas.ts';
import { table } from '../terminal/table.ts';
import { carryOut } from './carry-out.ts';
import { shown, shownDate } from './cells.ts';
import { noteListFreshness, readFresh } from './fresh.ts';
import { refreshForChange } from './fresh-for-change.ts';
import { rowsUpTo } from './pages.ts';
import { pickOne, pickPlace, placeName, refOf, type Place } from './resolve.ts';
import { commandText } from './text.ts';

type Ref = { connectionId: string; workspaceId: string };

async function tokensOf(context: CommandContext, ref: Ref, part: 'active' | 'inactive', query: string) {
  const sort = { by: 'name', order: 'asc' } as const;
  const page = await rowsUpTo<Token, CallOutputOf<'tokens.page'>>(Infinity, (at) =>
    context.call('tokens.page', { ...ref, list: part, query, sort, ...at }),
  );
  if (page.notOffered !== null) throw new CommandEnd('refused', commandText.notOffered(page.notOffered));
  return { rows: page.rows, freshness: page.freshness };
}

async function tokenPlace(context: CommandContext, place: Place): Promise<Ref> {
  const { listsAt } = await context.call('workspaces.get', refOf(place));
  return listsAt.tokens;
}

export const list: CommandRun = async (context) => {
  const place = await pickPlace(context, context.argument('workspace'));
  const at = await tokenPlace(context, place);
  const part = context.flag('inactive') ? 'inactive' : 'active';
  const { rows, freshness } = await readFresh(context, { ...at, lists: ['tokens'] }, () =>
    tokensOf(context, at, part, context.option('query') ?? ''),
  );
  noteListFreshness(context, `Tokens of ${placeName(place)}`, freshness);
  return {
    data: { ...refOf(place), workspace: place.workspace.name, tokens: rows, freshness },
    rows,
    text: table(
      context.terminal,
      ['Name', 'Owner', 'Status', 'Created', 'Expires', 'Last used', 'ID'],
      rows.map((row) => [
        shown(row.name),
        shown(row.ownerName),
        row.status,
        shownDate(row.createdAt, 'Not reported'),
        shownDate(row.expiresAt, 'Never'),
        shownDate(row.lastUsedAt, 'Never'),
        row.id,
      ]),
    ),
  };
};

/** One change of the token that the command names, whichever part of the list it's in. */
const changeOf =
  (request: (at: Ref, token: Token, name: string, context: CommandContext) => ChangeRequest): CommandRun =>
  async (context) => {
    const place = await pickPlace(context, context.argument('workspace'));
    // Every change of a token rests on the same lists.
    await refreshForChange(context, place, ['token.enable']);
    const at = await tokenPlace(context, place);
    const active = await tokensOf(context, at, 'active', '');
    const inactive = await tokensOf(context, at, 'inactive', '');
    const nameOf = ({ id, name }: Token) => (name.state === 'known' ? name.value : id);
    const token = pickOne('token', context.argument('token'), [...active.rows, ...inactive.rows], (row) => ({
      id: row.id,
      name: nameOf(row),
      about: row.status,
    }));
    return carryOut(context, [request(at, token, nameOf(token), context)]);
  };

export const create: CommandRun = async (context) => {
  const place = await pickPlace(context, context.argument('workspace'));
  await refreshForChange(context, place, ['token.create']);
  const at = await tokenPlace(context, place);
  const { tokens } = place.connection.system;
  const expiry = context.option('expiry') ?? '';
  if (tokens.expiry) {
    const reading = await context.call('tokens.readExpiry', { ...at, text: expiry });
    if (reading.reading === 'refused')
      throw new CommandEnd('usage', commandText.expiryRefused(reading.message, reading.suggestion));
    if (reading.caution !== null) context.terminal.note(reading.caution);
  }
  const given = context.options('scope');
  const scopes =
    given.length > 0 ? [...given] : tokens.scopes.filter(({ preset }) => preset).map(({ id }) => id);
  return carryOut(context, [
    {
      type: 'token.create',
      ...at,
      name: context.argument('name'),
      expiry,
      ...(scopes.length > 0 || tokens.scopes.length > 0 ? { scopes } : {}),
    },
  ]);
};

export const rotate = changeOf((at, { id: tokenId }, name, context) => ({
  type: 'token.rotate',
  ...at,
  tokenId,
  name,
  newName: context.option('new-name') ?? name,
}));
export const enable = changeOf((at, { id: tokenId }, name) => ({
  type: 'token.enable',
  ...at,
  tokenId,
  name,
  enabled: true,
}));
export const disable = changeOf((at, { id: tokenId }, name) => ({
  type: 'token.enable',
  ...at,
  tokenId,
  name,
  enabled: false,
}));
export const revoke = changeOf((at, { id: tokenId }, name) => ({
  type: 'token.revoke',
  ...at,
  tokenId,
  name,
}));
export const remove = changeOf((at, { id: tokenId }, name) => ({
  type: 'token.delete',
  ...at,
  tokenId,
  name,
}));

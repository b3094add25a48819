import type { Connection } from '../../../src-preload/contract/connections.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { isolated } from '../../../src-preload/shared/shown-text.ts';
import { formatDateTime } from '../../../src-preload/shared/format/dates.ts';
import type { CommandRun } from '../command.ts';
import { CommandEnd, endWith } from '../command-end.ts';
import { facts, table } from '../terminal/table.ts';
import { isKeptFromMe, type FetchFailure } from './fetch-due.ts';
import { connectionsOf, pickConnection } from './resolve.ts';
import { commandText } from './text.ts';

const signInText = ({ signIn }: Connection) => (signIn.state === 'signed-in' ? 'Signed in' : signIn.reason);

const healthText = ({ health }: Connection) =>
  health.state === 'ok' ? 'OK' : health.state === 'failing' ? health.error.sentence : 'Not fetched yet';

export const list: CommandRun = async (context) => {
  const connections = await connectionsOf(context);
  return {
    data: { connections },
    rows: connections,
    text: table(
      context.terminal,
      ['Label', 'System', 'Address', 'Signed in as', 'Badge', 'Sign-in'],
      connections.map((one) => [
        one.label,
        one.productName,
        one.address,
        one.identity.email,
        one.badge,
        signInText(one),
      ]),
    ),
  };
};

export const show: CommandRun = async (context) => {
  const all = await context.call('connections.list', {});
  const connection = pickConnection(context.argument('connection'), all);
  const capabilities = await context.call('connections.capabilities', { connectionId: connection.id });
  const unsupported = capabilities.flatMap(({ capability, permission }) =>
    permission.allowed ? [] : [[capability, permission.reason] as const],
  );
  const about = facts([
    ['Label', connection.label],
    ['ID', connection.id],
    ['System', `${connection.productName}, ${connection.system.apiVariantLabel}`],
    ['Address', connection.address],
    ['Signed in as', `${connection.identity.name} <${connection.identity.email}>`],
    ['Sign-in', signInText(connection)],
    ['Health', healthText(connection)],
    ['Badge', connection.badge],
    ['Changes', connection.cannotWrite ?? 'Possible'],
  ]);
  return {
    data: { connection, capabilities },
    text:
      unsupported.length === 0
        ? about
        : `${about}\n\n${context.terminal.bold('Not supported here')}\n${facts(unsupported)}`,
  };
};

export const refresh: CommandRun = async (context) => {
  const given = context.argument('connection');
  const all = await connectionsOf(context);
  const chosen = given === '' ? all : [pickConnection(given, all)];
  const refreshed: { connectionId: string; label: string; workspaces: number; at: number | null }[] = [];
  const failed: FetchFailure[] = [];
  /** One that can't be asked delays no other. */
  const fail = (connectionId: string, label: string, { sentence, nextStep }: AppError, where = label) => {
    failed.push({ connectionId, connection: label, sentence });
    context.terminal.complain(`${isolated(where)}: ${sentence} ${nextStep}`.trimEnd());
  };
  let firstError: AppError | null = null;
  for (const { id: connectionId, label } of chosen) {
    const listed = await context.attempt('lists.fetch', {
      connectionId,
      workspaceId: null,
      lists: ['workspaces'],
    });
    if (!listed.ok) {
      firstError ??= listed.error;
      fail(connectionId, label, listed.error);
      continue;
    }
    const { workspaces, freshness } = await context.call('workspaces.list', { connectionId });
    for (const [at, { id: workspaceId, name }] of workspaces.entries()) {
      context.terminal.progress(`${isolated(label)}: ${at + 1} of ${workspaces.length}`);
      const fetched = await context.attempt('lists.fetch', {
        connectionId,
        workspaceId,
        lists: ['members', 'invitations', 'tokens', 'roles', 'details'],
      });
      if (fetched.ok) continue;
      const place = `${label}, ${name}`;
      if (isKeptFromMe(fetched.error.kind))
        context.terminal.note(`${isolated(place)}: ${fetched.error.sentence}`);
      else fail(connectionId, label, fetched.error, place);
    }
    refreshed.push({ connectionId, label, workspaces: workspaces.length, at: freshness.fetchedAt });
  }
  if (refreshed.length === 0 && firstError !== null) throw endWith(firstError);
  return {
    exit: failed.length > 0 ? 'partly' : 'done',
    data: { refreshed, failed },
    text: refreshed
      .map(({ label, workspaces, at }) =>
        commandText.fetched(label, `${workspaces} workspaces, ${at === null ? '' : formatDateTime(at)}`),
      )
      .join('\n'),
  };
};

export const signOut: CommandRun = async (context) => {
  const all = await context.call('connections.list', {});
  const connection = pickConnection(context.argument('connection'), all);
  const { id: connectionId, label } = connection;
  const data = (outcome: string) => ({ outcome, connectionId, label });
  if (context.flag('dry-run')) {
    context.terminal.note(commandText.dryRun);
    return { data: data('planned'), text: '' };
  }
  if (!context.flag('yes')) {
    if (!context.terminal.isInteractive) throw new CommandEnd('notConfirmed', commandText.cannotAsk);
    const answer = await context.terminal.ask(commandText.signOut(label));
    if (answer === null || !/^\s*y(es)?\s*$/i.test(answer))
      throw new CommandEnd('notConfirmed', commandText.notConfirmed);
  }
  await context.call('connections.signOut', { connectionId });
  return { data: data('done'), text: commandText.signedOut(label) };
};

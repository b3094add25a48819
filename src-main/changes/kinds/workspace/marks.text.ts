import { quoted } from '../../../base/quoted.ts';
import { rowOf, type ChangeContext } from '../../context.ts';
import { listed, noChangeNeeded } from '../../text.ts';
import type { ChangeText } from '../kind.ts';
import type { PreImageOf } from '../pre-image.ts';
import { canUndo, cannotUndo } from '../undo.ts';

type Place = PreImageOf<'workspace'>;
type Mark = 'workspace.set-default' | 'workspace.approvals' | 'workspace.favourite' | 'workspace.hide';

export const sharedMark = 'This mark is shared. It changes for all members of the workspace, not just you.';

export const marksText = {
  noLonger: (name: string) => `${quoted(name)} will no longer be the default.`,
  /** Of someone else's workspaces. */
  keepsMark: (names: readonly string[]) =>
    names.length === 1
      ? `${quoted(names[0] ?? '')} keeps its default mark, because someone else owns it.`
      : `${listed(names.map(quoted))} keep their default marks, because someone else owns them.`,
  defaultMoved: 'Another workspace was made the default.',
  approvalsMoved: (name: string, enabled: boolean) =>
    `Approvals are now ${enabled ? 'on' : 'off'} in ${quoted(name)}.`,
  favouriteMoved: (name: string) => `The favourite mark of ${quoted(name)} was changed.`,
  hiddenMoved: (name: string, hidden: boolean) =>
    `${quoted(name)} has been ${hidden ? 'hidden' : 'shown'} since.`,
};

const nameOf = (context: ChangeContext<Mark>): string =>
  quoted(rowOf(context)?.name ?? context.request.workspaceId);

const affects = ({ facts }: Pick<ChangeContext<Mark>, 'facts'>): string =>
  facts.sharedMarks ? 'for all members' : 'for you';

const toggle = {
  verbForMany: () => null,
  undo: () => canUndo('You can switch it back.'),
  noOp: () => noChangeNeeded,
  unshown: null,
};

export const setDefaultText: ChangeText<'workspace.set-default', Place> = {
  title: (context) =>
    `Make ${nameOf(context)} ${context.facts.sharedMarks ? 'the' : 'your'} default workspace`,
  fact: affects,
  verb: () => 'Make default',
  verbForMany: () => null,
  undo: (_, before) =>
    before === null || before.defaultId === null
      ? cannotUndo(
          'None of your workspaces is the default now, and a default can only be moved, not removed.',
        )
      : canUndo('You can make the current default the default again.'),
  done: ({ facts }, _, workspaceName) =>
    `${quoted(workspaceName)} is ${facts.sharedMarks ? 'the' : 'your'} default workspace.`,
  noOp: () => noChangeNeeded,
  unshown: 'no list shows which workspace is your default',
};

export const approvalsText: ChangeText<'workspace.approvals', Place> = {
  ...toggle,
  title: (context) => `Turn approvals ${context.request.enabled ? 'on' : 'off'} in ${nameOf(context)}`,
  fact: ({ request }) => (request.enabled ? 'off → on' : 'on → off'),
  verb: ({ request }) => (request.enabled ? 'Turn approvals on' : 'Turn approvals off'),
  done: ({ request }, _, workspaceName) =>
    `Approvals are ${request.enabled ? 'on' : 'off'} in ${quoted(workspaceName)}.`,
};

export const favouriteText: ChangeText<'workspace.favourite', Place> = {
  ...toggle,
  title: (context) =>
    context.request.enabled
      ? `Mark ${nameOf(context)} as a favourite on the server`
      : `Remove the favourite mark from ${nameOf(context)} on the server`,
  fact: affects,
  verb: ({ request }) => (request.enabled ? 'Mark as favourite' : 'Remove mark'),
  done: ({ request }, _, workspaceName) =>
    `${quoted(workspaceName)} ${request.enabled ? 'is' : 'isn’t'} marked as a favourite on the server.`,
};

export const hideText: ChangeText<'workspace.hide', Place> = {
  ...toggle,
  title: (context) =>
    context.request.enabled
      ? `Hide ${nameOf(context)} on the server`
      : `Show ${nameOf(context)} again on the server`,
  fact: affects,
  verb: ({ request }) => (request.enabled ? 'Hide' : 'Show again'),
  done: ({ request }, _, workspaceName) =>
    `${quoted(workspaceName)} ${request.enabled ? 'is hidden' : 'is shown'} on the server.`,
};

import { quoted } from '../../../base/quoted.ts';
import { rowOf } from '../../context.ts';
import { noChangeNeeded } from '../../text.ts';
import type { ChangeText } from '../kind.ts';
import type { PreImageOf } from '../pre-image.ts';
import { canUndo, cannotUndo } from '../undo.ts';

export const organizationText = { noName: 'Give the organization a name.' };

export const createOrganizationText: ChangeText<'organization.create', PreImageOf<'creation'>> = {
  title: ({ request }) => `Create organization ${quoted(request.name)}`,
  fact: () => '',
  verb: () => 'Create organization',
  verbForMany: () => null,
  undo: () => cannotUndo('An organization can’t be deleted from here.'),
  done: ({ request }) => `Organization ${quoted(request.name)} was created.`,
  noOp: () => noChangeNeeded,
  unshown: null,
};

export const renameText: ChangeText<'organization.update', PreImageOf<'workspace'>> = {
  title: (context) =>
    `Rename ${quoted(rowOf(context)?.name ?? context.request.workspaceId)} to ${quoted(context.request.name)}`,
  fact: ({ request }, before) => `${before?.name ?? ''} → ${request.name}`,
  verb: () => 'Save',
  verbForMany: () => null,
  undo: () => canUndo('You can restore the old name.'),
  done: ({ request }, before, workspaceName) =>
    `${quoted(before?.name ?? workspaceName)} is now called ${quoted(request.name)}.`,
  noOp: () => noChangeNeeded,
  unshown: null,
};

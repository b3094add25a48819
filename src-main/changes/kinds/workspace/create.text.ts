import { quoted } from '../../../base/quoted.ts';
import { formatNumber } from '../../../../src-preload/shared/format/numbers.ts';
import { rowOf, type PlaceContext } from '../../context.ts';
import { listed, noChangeNeeded } from '../../text.ts';
import type { ChangeText } from '../kind.ts';
import type { PreImageOf } from '../pre-image.ts';
import { undoNewPlaceBy } from '../undo.ts';
import { sharedMark } from './marks.text.ts';

type Creation = PreImageOf<'creation'>;

export const createdText = {
  chooseOrganization: 'Choose an organization.',
  chooseTimezone: 'Choose a time zone.',
  sharedMark,
  individually: (settingsLeftOut: boolean) =>
    `It was created individually, because this server doesn’t support provisioning.${settingsLeftOut ? ' Its settings weren’t sent.' : ''}`,
};

const undo = (access: PlaceContext) =>
  undoNewPlaceBy(access, 'workspace.delete', 'You can delete it again.', 'It can’t be deleted');

const newWorkspace = {
  verbForMany: (count: number) => `Create ${formatNumber(count)} workspaces`,
  undo,
  noOp: () => noChangeNeeded,
  unshown: null,
};

export const createText: ChangeText<'workspace.create', Creation> = {
  ...newWorkspace,
  title: ({ request }) => `Create workspace ${quoted(request.name)}`,
  fact({ request, row, connection }) {
    const type = connection.provider.workspaceTypes.find(({ kind }) => kind === request.kind);
    return row?.name ?? type?.label ?? request.timezone ?? '';
  },
  verb: () => 'Create workspace',
  done: ({ request }) => `${quoted(request.name)} was created.`,
};

export const provisionText: ChangeText<'workspace.provision', Creation> = {
  ...newWorkspace,
  title: ({ request }) => `Create workspace ${quoted(request.name)}`,
  fact: ({ row }) => row?.name ?? '',
  verb: () => 'Create workspace',
  done: ({ request }) => `${quoted(request.name)} was created.`,
};

export const cloneText: ChangeText<'workspace.clone', Creation> = {
  ...newWorkspace,
  title: (context) =>
    `Clone ${quoted(rowOf(context)?.name ?? context.request.workspaceId)} as ${quoted(context.request.name)}`,
  fact({ request }) {
    const along = [
      ...(request.copyMembers ? ['members'] : []),
      ...(request.copySettings ? ['settings'] : []),
    ];
    return along.length === 0 ? 'without members and settings' : `with ${listed(along)}`;
  },
  verb: () => 'Clone workspace',
  verbForMany: () => null,
  done: ({ request }, _, workspaceName) =>
    `${quoted(request.name)} was cloned from ${quoted(workspaceName)}.`,
};

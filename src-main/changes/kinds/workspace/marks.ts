import type { Check } from '../../../../src-preload/contract/plan.ts';
import { knownValue } from '../../../../src-preload/shared/known.ts';
import { changeRow, type ChangeContext, type PlaceContext } from '../../context.ts';
import { note, warn } from '../check.ts';
import { isField, placeMark } from '../history-mark.ts';
import { defineKind } from '../kind.ts';
import { readBackFrom } from '../lists.ts';
import { inOwnPlace } from '../target.ts';
import {
  approvalsText,
  favouriteText,
  hideText,
  marksText,
  setDefaultText,
  sharedMark,
} from './marks.text.ts';
import { defaultOf, isMarked, isMarkMine, movedPlace, placeImage } from './shared.ts';

/** Of all marks on the row of a workspace. */
const mark = {
  ...inOwnPlace,
  op: 'change',
  confirmation: 'review',
  changes: null,
  needs: () => [],
  readBackLists: () => readBackFrom('workspaces'),
  preImage: placeImage,
  inputChecks: ({ facts }: Pick<PlaceContext, 'facts'>): Check[] =>
    facts.sharedMarks ? [warn('shared-flag', sharedMark)] : [],
  checks: () => [],
  accessChecks: () => [],
} as const;

export const setDefault = defineKind<'workspace.set-default', 'workspace'>('workspace', {
  ...mark,
  inputChecks: replacesDefault,
  // The server takes the mark off my own workspaces alone.
  simulate(context) {
    const { request, snapshot } = context;
    const { places } = snapshot.connection(request.connectionId);
    for (const other of [...places.all()])
      if (other.id === request.workspaceId || isMarkMine(context, other))
        places.put({ ...other, isDefault: knownValue(other.id === request.workspaceId) });
  },
  verify: (context) => isMarked(context, ({ isDefault }) => isDefault, true),
  moved: (context, before, now) =>
    movedPlace(context, before, now, before.defaultId === now.defaultId ? null : marksText.defaultMoved),
  inverse: ({ request }, { defaultId }) =>
    defaultId === null || defaultId === request.workspaceId ? null : { ...request, workspaceId: defaultId },
  // It takes the mark off the default before.
  historyMark: (_, before) => placeMark(['workspace.changed'], isField('default'), before?.defaultId ?? null),
  text: setDefaultText,
});

/** My other workspaces lose the mark and those of others keep theirs, which the button doesn't say. */
function replacesDefault(context: ChangeContext<'workspace.set-default'>): Check[] {
  const before = defaultOf(context);
  const { connectionId, workspaceId } = context.request;
  const replaced = before === null || before.id === workspaceId ? [] : [marksText.noLonger(before.name)];
  const others = context.snapshot
    .connection(connectionId)
    .places.defaults()
    .filter((row) => row.id !== workspaceId && !isMarkMine(context, row))
    .map(({ name }) => name);
  const said = [...replaced, ...(others.length > 0 ? [marksText.keepsMark(others)] : [])].join(' ');
  if (context.facts.sharedMarks) return [warn('shared-flag', `${sharedMark} ${said}`.trim())];
  return said === '' ? [] : [note('shared-flag', said)];
}

export const approvals = defineKind<'workspace.approvals', 'workspace'>('workspace', {
  ...mark,
  inputChecks: () => [],
  simulate: (context) => changeRow(context, { approvalsEnabled: knownValue(context.request.enabled) }),
  verify: (context) => isMarked(context, ({ approvalsEnabled }) => approvalsEnabled, context.request.enabled),
  moved: (context, before, now) =>
    movedPlace(
      context,
      before,
      now,
      before.approvals === now.approvals ? null : marksText.approvalsMoved(now.name, now.approvals === true),
    ),
  inverse: ({ request }) => ({ ...request, enabled: !request.enabled }),
  historyMark: () => placeMark(['workspace.changed'], isField('approvals')),
  text: approvalsText,
});

export const favourite = defineKind<'workspace.favourite', 'workspace'>('workspace', {
  ...mark,
  simulate: (context) => changeRow(context, { serverFavourite: knownValue(context.request.enabled) }),
  verify: (context) => isMarked(context, ({ serverFavourite }) => serverFavourite, context.request.enabled),
  moved: (context, before, now) =>
    movedPlace(
      context,
      before,
      now,
      before.favourite === now.favourite ? null : marksText.favouriteMoved(now.name),
    ),
  inverse: ({ request }) => ({ ...request, enabled: !request.enabled }),
  historyMark: () => placeMark(['workspace.changed'], isField('favourite')),
  text: favouriteText,
});

export const hide = defineKind<'workspace.hide', 'workspace'>('workspace', {
  ...mark,
  simulate: (context) => changeRow(context, { serverHidden: knownValue(context.request.enabled) }),
  verify: (context) => isMarked(context, ({ serverHidden }) => serverHidden, context.request.enabled),
  moved: (context, before, now) =>
    movedPlace(
      context,
      before,
      now,
      before.hidden === now.hidden ? null : marksText.hiddenMoved(now.name, now.hidden === true),
    ),
  inverse: ({ request }) => ({ ...request, enabled: !request.enabled }),
  historyMark: () => placeMark(['workspace.changed'], isField('hidden')),
  text: hideText,
});

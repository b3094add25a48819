import { comparable } from '../../../../src-preload/shared/normalize.ts';
import type { WorkspaceRow } from '../../../base/records.ts';
import { changeRow, rowOf, type ChangeContext } from '../../context.ts';
import { block, warn } from '../check.ts';
import {
  creationImage,
  hasName,
  hasNamesake,
  idsOf,
  isTextNow,
  missingFrom,
  placesAlike,
  storedAs,
  verifyCreated,
  yesIf,
} from '../creation.ts';
import { isField, placeMark } from '../history-mark.ts';
import { defineKind, type Family } from '../kind.ts';
import { readBackFrom } from '../lists.ts';
import { inOwnPlace, outsidePlaces } from '../target.ts';
import { placeText } from '../workspace/place.text.ts';
import { movedPlace, placeImage } from '../workspace/shared.ts';
import { createOrganizationText, organizationText, renameText } from './text.ts';

/** Changes to organizations, where the system has them. */
export const organizationKinds: Family<'organization'> = {
  'organization.create': defineKind<'organization.create', 'creation'>('creation', {
    ...outsidePlaces,
    op: 'add',
    confirmation: 'none',
    decidedBy: 'organization',
    needs: () => [],
    readBackLists: () => readBackFrom('workspaces'),
    creates: {
      what: 'place',
      alike: (context) => idsOf(alike(context)),
      nameOf: ({ request, snapshot }, id) => snapshot.row(request.connectionId, id)?.name ?? null,
      opens: true,
    },
    preImage: (context) => creationImage(idsOf(alike(context))),
    inputChecks: () => [],
    checks(context, { repeated }) {
      const { name } = context.request;
      if (name.trim() === '') return [block('invalid', organizationText.noName)];
      if (repeated) return [block('name-taken', placeText.twiceInPlan(name))];
      return hasName(alike(context), name) ? [warn('name-taken', placeText.organizationNameTaken(name))] : [];
    },
    accessChecks: () => [],
    simulate: () => undefined,
    verify: (context, before) =>
      verifyCreated(
        idsOf(alike(context)),
        before,
        context.snapshot.connection(context.request.connectionId).freshness,
      ),
    moved: (_, before, now) => (hasNamesake(before, now) ? [placeText.organizationNamesake] : []),
    inverse: () => null,
    historyMark: () => placeMark(['workspace.appeared']),
    duplicateKey: ({ type, connectionId, name }) => [type, connectionId, '', comparable(name)].join('\n'),
    text: createOrganizationText,
  }),

  'organization.update': defineKind<'organization.update', 'workspace'>('workspace', {
    ...inOwnPlace,
    op: 'change',
    confirmation: 'none',
    changes: null,
    decidedBy: 'organization',
    needs: () => [],
    readBackLists: () => readBackFrom('workspaces'),
    preImage: placeImage,
    inputChecks: ({ request }) =>
      request.name.trim() === '' ? [block('invalid', organizationText.noName)] : [],
    checks: () => [],
    accessChecks: () => [],
    simulate: (context) => changeRow(context, { name: context.request.name }),
    verify(context, before) {
      const row = rowOf(context);
      if (row === null)
        return missingFrom(context.snapshot.connection(context.request.connectionId).freshness);
      return yesIf(isTextNow(row.name, context.request.name, before?.name));
    },
    cameAs: (context) => storedAs(context.request.name, rowOf(context)?.name),
    moved: (context, before, now) => movedPlace(context, before, now, null),
    inverse: ({ request }, { name }) => ({ ...request, name }),
    historyMark: () => placeMark(['workspace.changed'], isField('name')),
    text: renameText,
  }),
};

function alike({ request, snapshot }: ChangeContext<'organization.create'>): WorkspaceRow[] {
  return placesAlike(snapshot, request.connectionId, 'organization', request.name, null);
}

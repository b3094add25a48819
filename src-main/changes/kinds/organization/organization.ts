import { comparable } from '../../../../src-preload/shared/normalize.ts';
import { changeRow, rowOf, type ChangeContext } from '../../context.ts';
import { block, warn } from '../check.ts';
import { creationImage, hasNamesake, isTextNow, placesNamed, verifyCreated, yesIf } from '../creation.ts';
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
    creates: { what: 'place', alike: sameName, opens: true },
    preImage: (context) => creationImage(sameName(context)),
    inputChecks: () => [],
    checks(context, { repeated }) {
      const { name } = context.request;
      if (name.trim() === '') return [block('invalid', organizationText.noName)];
      if (repeated) return [block('name-taken', placeText.twiceInPlan(name))];
      return sameName(context).length > 0 ? [warn('name-taken', placeText.organizationNameTaken(name))] : [];
    },
    accessChecks: () => [],
    simulate: () => undefined,
    verify: (context, before) =>
      verifyCreated(
        sameName(context),
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
    verify: (context, before) =>
      yesIf(isTextNow(rowOf(context)?.name ?? '', context.request.name, before?.name)),
    moved: (context, before, now) => movedPlace(context, before, now, null),
    inverse: ({ request }, { name }) => ({ ...request, name }),
    historyMark: () => placeMark(['workspace.changed'], isField('name')),
    text: renameText,
  }),
};

function sameName({ request, snapshot }: ChangeContext<'organization.create'>): string[] {
  return placesNamed(snapshot, request.connectionId, 'organization', request.name, null);
}

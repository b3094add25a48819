import type { ChangeRequest } from '../../../../src-preload/contract/change-request.ts';
import type { Check } from '../../../../src-preload/contract/plan.ts';
import { valueOr } from '../../../../src-preload/shared/known.ts';
import { comparable } from '../../../../src-preload/shared/normalize.ts';
import { rowOf, type ChangeContext, offers, type ConnectionFacts, type PlaceContext } from '../../context.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { apiVariantOf } from '../../../providers/provider.ts';
import type { WorkspaceRow } from '../../../base/records.ts';
import { block, warn } from '../check.ts';
import { creationImage, hasName, hasNamesake, idsOf, placesAlike, verifyCreated } from '../creation.ts';
import { placeMark } from '../history-mark.ts';
import { defineKind, type PlanPosition } from '../kind.ts';
import { readBackFrom } from '../lists.ts';
import type { PreImageOf } from '../pre-image.ts';
import { inOwnPlace, outsidePlaces } from '../target.ts';
import { cloneText, createText, createdText, provisionText } from './create.text.ts';
import { placeText } from './place.text.ts';
import { settingsChecks } from './settings.ts';
import { fieldChecks, notTheAddress, untouchedFields } from './shared.ts';

type Create = ChangeContext<'workspace.create'>;
type Provision = ChangeContext<'workspace.provision'>;
type Clone = ChangeContext<'workspace.clone'>;

/** Of all that ends with a workspace that wasn't there. */
const newWorkspace = {
  op: 'add',
  changes: null,
  needs: () => [],
  readBackLists: () => readBackFrom('workspaces'),
  inputChecks: () => [],
  accessChecks: () => [],
  simulate: () => undefined,
  moved: (_: unknown, before: PreImageOf<'creation'>, now: PreImageOf<'creation'>) =>
    hasNamesake(before, now) ? [placeText.workspaceNamesake] : [],
  inverse: deletion,
  historyMark: () => placeMark(['workspace.appeared']),
} as const;

export const create = defineKind<'workspace.create', 'creation'>('creation', {
  ...outsidePlaces,
  ...newWorkspace,
  confirmation: 'none',
  decidedBy: 'organization',
  target: ({ request }) => ({ workspaceName: request.name, instanceUrl: request.url || null }),
  creates: { what: 'place', alike: (context) => idsOf(alike(context)), nameOf: placeName, opens: true },
  preImage: (context) => creationImage(idsOf(alike(context))),
  checks: (context, position) => [
    ...fieldChecks(context, context.request),
    ...missingFields(context),
    ...nameChecks(context.request.name, alike(context), position),
    ...(context.request.isDefault && context.facts.sharedMarks
      ? [warn('shared-flag', createdText.sharedMark)]
      : []),
  ],
  verify: (context, before) => isCreated(context, alike(context), before),
  duplicateKey: nameKey,
  text: createText,
});

/** One row of a list of workspaces to create: rows that follow each other may go in one request. */
export const provision = defineKind<'workspace.provision', 'creation'>('creation', {
  ...outsidePlaces,
  ...newWorkspace,
  confirmation: 'review',
  decidedBy: 'organization',
  // Of a list there is no one place to open.
  creates: { what: 'place', alike: (context) => idsOf(alike(context)), nameOf: placeName, opens: false },
  fallback: 'workspace.create',
  preImage: (context) => creationImage(idsOf(alike(context))),
  checks: (context, position) => [
    ...fieldChecks(context, { ...untouchedFields(context), name: context.request.name }, notTheAddress),
    ...(context.request.settings === null ? [] : settingsChecks(context.request.settings)),
    ...nameChecks(context.request.name, alike(context), position),
  ],
  verify: (context, before) => isCreated(context, alike(context), before),
  toWire: ({ request, connection }, individually) =>
    individually && !sendsRows(connection) ? asCreation(request, connection) : request,
  batch: {
    size: 25,
    key: ({ connectionId, organizationId }) => `${connectionId} ${organizationId}`,
    sender: (context, session) =>
      session.provision && offers(context, 'workspace.provision')
        ? { send: session.provision.bind(session) }
        : null,
    individually: ({ settings }, connection) =>
      createdText.individually(settings !== null && !sendsRows(connection)),
  },
  duplicateKey: nameKey,
  text: provisionText,
});

export const clone = defineKind<'workspace.clone', 'creation'>('creation', {
  ...inOwnPlace,
  ...newWorkspace,
  confirmation: 'none',
  creates: {
    what: 'place',
    alike: (context) => idsOf(alikeClone(context)),
    nameOf: placeName,
    opens: true,
  },
  preImage: (context) => creationImage(idsOf(alikeClone(context))),
  checks: (context, position) => [
    ...fieldChecks(context, { ...untouchedFields(context), name: context.request.name }, notTheAddress),
    ...nameChecks(context.request.name, alikeClone(context), position),
  ],
  verify: (context, before) => isCreated(context, alikeClone(context), before),
  duplicateKey: ({ type, connectionId, workspaceId, name }) =>
    [type, connectionId, workspaceId, comparable(name)].join('\n'),
  text: cloneText,
});

function placeName({ request, snapshot }: Create | Provision | Clone, id: string): string | null {
  return snapshot.row(request.connectionId, id)?.name ?? null;
}

function alike({ request, snapshot }: Create | Provision): WorkspaceRow[] {
  const { connectionId, name, organizationId } = request;
  return placesAlike(snapshot, connectionId, 'workspace', name, organizationId ?? null);
}

function alikeClone(context: Clone): WorkspaceRow[] {
  const { request, snapshot } = context;
  const source = rowOf(context);
  const organization = source ? valueOr(source.organization, null) : null;
  return placesAlike(snapshot, request.connectionId, 'workspace', request.name, organization?.id ?? null);
}

/** Created alone or as a row of a list, two of the same name in the same organization are the same. */
function nameKey({ connectionId, organizationId, name }: (Create | Provision)['request']): string {
  return ['workspace', connectionId, organizationId ?? '', comparable(name)].join('\n');
}

const isCreated = (
  { snapshot, request }: Create | Provision | Clone,
  rows: readonly WorkspaceRow[],
  before: PreImageOf<'creation'> | null,
) => verifyCreated(idsOf(rows), before, snapshot.connection(request.connectionId).freshness);

function nameChecks(name: string, rows: readonly WorkspaceRow[], { repeated }: PlanPosition): Check[] {
  if (repeated) return [block('name-taken', placeText.twiceInPlan(name))];
  return hasName(rows, name) ? [warn('name-taken', placeText.workspaceNameTaken(name))] : [];
}

function missingFields({ request, facts: { createFields } }: Create): Check[] {
  const missing = [
    ...(createFields.includes('organization') && request.organizationId === undefined
      ? [createdText.chooseOrganization]
      : []),
    ...(createFields.includes('timezone') && (request.timezone ?? '').trim() === ''
      ? [createdText.chooseTimezone]
      : []),
  ];
  return missing.length > 0 ? [block('invalid', missing.join(' '))] : [];
}

/** What was created is deleted, where the system has that. */
function deletion(
  {
    request: { connectionId },
    snapshot,
    ...access
  }: PlaceContext & {
    request: { connectionId: string };
    snapshot: Snapshot;
  },
  { created }: PreImageOf<'creation'>,
): ChangeRequest | null {
  if (created === null) return null;
  const row = snapshot.row(connectionId, created);
  return offers({ ...access, row }, 'workspace.delete')
    ? { type: 'workspace.delete', connectionId, workspaceId: created }
    : null;
}

/** A server that knows provisioning creates a single row too, with its settings; another only creates. */
const sendsRows = ({ provider, apiVariant }: ConnectionFacts): boolean =>
  apiVariantOf(provider, apiVariant).capabilities['workspace.provision'].supported;

const asCreation = (
  { connectionId, organizationId, name }: Provision['request'],
  { provider, address }: ConnectionFacts,
): ChangeRequest => ({
  type: 'workspace.create',
  connectionId,
  organizationId,
  name,
  kind: provider.kindOf(address),
  description: '',
  url: '',
  isDefault: false,
});

import { rebaseValue } from '../../../../src-preload/shared/rebase.ts';
import { comparable } from '../../../../src-preload/shared/normalize.ts';
import { knownValue, valueOr, type Known } from '../../../../src-preload/shared/known.ts';
import { changeRow, listsOf, rowOf, type ChangeContext } from '../../context.ts';
import type { WorkspaceRow } from '../../../base/records.ts';
import { isTimezone, timezoneOf } from '../../snapshot/find.ts';
import { isTextNow, missingFrom, storedAs, yesIf } from '../creation.ts';
import { isField, placeMark } from '../history-mark.ts';
import { warn } from '../check.ts';
import { defineKind, type Verdict } from '../kind.ts';
import { readBackFrom, useful } from '../lists.ts';
import type { PreImage, PreImageOf } from '../pre-image.ts';
import { inOwnPlace } from '../target.ts';
import { editText, updateText } from './edit.text.ts';
import { placeText } from './place.text.ts';
import { fieldChecks, movedPlace, notTheAddress, placeImage, untouchedFields } from './shared.ts';

type Update = ChangeContext<'workspace.update'>;

export const update = defineKind<'workspace.update', 'workspace'>('workspace', {
  ...inOwnPlace,
  op: 'change',
  confirmation: 'none',
  changes: null,
  needs: (context) => (hasTimezone(context) ? [useful(context, 'details')] : []),
  readBackLists: (context) =>
    context.request.timezone !== undefined && hasTimezone(context)
      ? // The name is confirmed by the workspaces; only its time zone may be shown elsewhere.
        [...readBackFrom('workspaces'), { list: 'details', must: false }]
      : readBackFrom('workspaces'),
  preImage: placeImage,
  inputChecks: (context) =>
    fieldChecks(context, { ...untouchedFields(context), ...context.request }, notTheAddress),
  checks(context) {
    const moved = movedSinceFilledIn(context);
    return moved.length > 0 ? [warn('changed-since', moved.join(' '))] : [];
  },
  accessChecks: () => [],
  rebase: rebaseUpdate,
  madeOn(request, before) {
    if (request.from !== undefined || before.of !== 'workspace' || !before.present) return request;
    const zone = before.timezone === null ? {} : { timezone: before.timezone };
    return { ...request, from: { name: before.name, description: before.description, ...zone } };
  },
  simulate(context) {
    const { name, description, timezone } = context.request;
    changeRow(context, { name, description: knownValue(description) });
    if (timezone !== undefined) simulateTimezone(context, timezone);
  },
  verify: verifyUpdated,
  cameAs: (context) => storedAs(context.request.name, rowOf(context)?.name),
  inPart: updatedInPart,
  moved: (context, before, now) => [
    ...movedPlace(
      context,
      before,
      now,
      touches(context).description && before.description !== now.description
        ? editText.descriptionMoved(now.name, before.description, now.description)
        : null,
    ),
    ...(isThere(before, now) &&
    touches(context).timezone &&
    before.timezone !== null &&
    now.timezone !== null &&
    before.timezone !== now.timezone
      ? [editText.timezoneMoved(now.name, now.timezone)]
      : []),
  ],
  // Only what this change touched is taken back.
  inverse({ request }, { name, description, timezone }) {
    const { type, connectionId, workspaceId } = request;
    const zone = timezone === null ? {} : { timezone };
    const from = {
      name: request.name,
      description: request.description,
      ...(request.timezone === undefined ? {} : { timezone: request.timezone }),
    };
    return { type, connectionId, workspaceId, name, description, ...zone, from };
  },
  historyMark: () => placeMark(['workspace.changed'], isField('name')),
  text: updateText,
});

interface Touched {
  name: boolean;
  description: boolean;
  timezone: boolean;
}

/** The fields that were changed in the form; all of them where it isn't known what it showed. */
function touches({ request }: Update): Touched {
  const { from, name, description, timezone } = request;
  if (from === undefined) return { name: true, description: true, timezone: timezone !== undefined };
  return {
    // A name that reads alike was only normalised.
    name: comparable(from.name) !== comparable(name),
    description: from.description !== description,
    timezone: timezone !== undefined && from.timezone !== timezone,
  };
}

function rebaseUpdate(context: Update): Update['request'] {
  const { request } = context;
  const { from } = request;
  const row = rowOf(context);
  if (from === undefined || row === null) return request;
  const touched = touches(context);
  const now = {
    name: row.name,
    description: valueOr(row.description, ''),
    timezone: timezoneOf(row, listsOf(context).details) ?? request.timezone,
  };
  const zone = rebaseValue(now.timezone, from.timezone, request.timezone);
  return {
    ...request,
    name: touched.name ? request.name : now.name,
    description: rebaseValue(now.description, from.description, request.description),
    ...(request.timezone === undefined || zone === undefined ? {} : { timezone: zone }),
    // What was touched is still compared with what the form showed.
    from: {
      name: touched.name ? from.name : now.name,
      description: touched.description ? from.description : now.description,
      ...(touched.timezone || now.timezone === undefined
        ? from.timezone === undefined
          ? {}
          : { timezone: from.timezone }
        : { timezone: now.timezone }),
    },
  };
}

/** Fields that someone else has changed since the form was filled in, and that it changes too. */
function movedSinceFilledIn(context: Update): string[] {
  const { from } = context.request;
  const row = rowOf(context);
  if (from === undefined || row === null) return [];
  const touched = touches(context);
  const description = valueOr(row.description, '');
  return [
    ...(touched.name && comparable(from.name) !== comparable(row.name)
      ? [placeText.renamed(from.name, row.name)]
      : []),
    ...(touched.description && from.description !== description
      ? [editText.descriptionMoved(row.name, from.description, description)]
      : []),
  ];
}

const hasTimezone = ({ facts }: Pick<Update, 'facts'>): boolean => facts.updateFields.includes('timezone');

const isThere = (before: PreImageOf<'workspace'>, now: PreImageOf<'workspace'>): boolean =>
  !before.present || now.present;

/** Only what the system's form has is compared: it doesn't keep the rest. */
function verifyUpdated(context: Update, before: PreImageOf<'workspace'> | null): Verdict {
  const { request } = context;
  const row = rowOf(context);
  if (row === null) return missingFrom(context.snapshot.connection(request.connectionId).freshness);
  if (!isNamed(row, context, before) || !isDescribed(row, context, before)) return 'no';
  if (request.timezone === undefined || !touches(context).timezone || !hasTimezone(context)) return 'yes';
  const shown = timezoneOf(row, listsOf(context).details);
  return shown === null ? 'unknown' : yesIf(shown === request.timezone);
}

const isNamed = (row: WorkspaceRow, { request }: Update, before: PreImageOf<'workspace'> | null) =>
  isTextNow(row.name, request.name, before?.name);
function isDescribed(row: WorkspaceRow, context: Update, before: PreImageOf<'workspace'> | null): boolean {
  const { request, facts } = context;
  return (
    !touches(context).description ||
    !facts.updateFields.includes('description') ||
    isTextNow(valueOr(row.description, ''), request.description, before?.description)
  );
}

/** The fields that were stored, where others weren't. */
function updatedInPart(context: Update, before: PreImage | null): string | null {
  const row = rowOf(context);
  const { request } = context;
  if (row === null || before?.of !== 'workspace') return null;
  const zone = timezoneOf(row, listsOf(context).details);
  const touched = touches(context);
  const asked = {
    name: touched.name && before.name.trim() !== request.name.trim(),
    description: touched.description && before.description.trim() !== request.description.trim(),
    zone: touched.timezone && hasTimezone(context) && zone !== null && request.timezone !== before.timezone,
  };
  const fields = [
    ...(asked.name ? [{ name: 'name', isStored: isNamed(row, context, before) }] : []),
    ...(asked.description ? [{ name: 'description', isStored: isDescribed(row, context, before) }] : []),
    ...(asked.zone ? [{ name: 'time zone', isStored: zone === request.timezone }] : []),
  ];
  const stored = fields.filter(({ isStored }) => isStored).map(({ name }) => name);
  const others = fields.filter(({ isStored }) => !isStored).map(({ name }) => name);
  return stored.length > 0 && others.length > 0 ? editText.inPart(stored, others) : null;
}

function simulateTimezone(context: Update, timezone: string): void {
  const moved = <T extends { label: string; value: Known<string> }>(facts: readonly T[]): T[] =>
    facts.map((fact) => (isTimezone(fact) ? { ...fact, value: knownValue(timezone) } : fact));
  const row = rowOf(context);
  if (row) changeRow(context, { facts: moved(row.facts) });
  const at = listsOf(context);
  if (at.details) at.details = { ...at.details, facts: moved(at.details.facts) };
}

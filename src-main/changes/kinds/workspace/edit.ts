import { rebaseFields, rebaseValue } from '../../../../src-preload/shared/rebase.ts';
import { comparable } from '../../../../src-preload/shared/normalize.ts';
import { knownValue, valueOr, type Known } from '../../../../src-preload/shared/known.ts';
import { changeRow, listsOf, rowOf, type ChangeContext } from '../../context.ts';
import type { WorkspaceRow } from '../../../base/records.ts';
import { isTimezone, timezoneOf } from '../../snapshot/find.ts';
import { isTextNow, missingFrom, storedAs, yesIf } from '../creation.ts';
import { isField, placeMark } from '../history-mark.ts';
import { warn } from '../check.ts';
import { defineKind, type Verdict } from '../kind.ts';
import { must, readBackFrom, useful } from '../lists.ts';
import type { PreImage, PreImageOf } from '../pre-image.ts';
import { inOwnPlace } from '../target.ts';
import { changeSettingsText, editText, updateText } from './edit.text.ts';
import { placeText } from './place.text.ts';
import {
  changedKeys,
  deepEqual,
  keptKeys,
  readSettings,
  settingsChecks,
  settingsHold,
  writeSettings,
} from './settings.ts';
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

export const changeSettings = defineKind<'workspace.change-settings', 'settings'>('settings', {
  ...inOwnPlace,
  op: 'change',
  confirmation: 'review',
  changes: null,
  needs: (context) => must(context, 'details'),
  readBackLists: () => readBackFrom('details'),
  preImage(context) {
    const row = rowOf(context);
    return {
      of: 'settings',
      present: row !== null,
      name: row?.name ?? '',
      settings: settingsNow(context),
    };
  },
  inputChecks: ({ request }) => settingsChecks(request.settings),
  checks(context) {
    const { from } = context.request;
    const now = settingsNow(context);
    const keys = from === undefined || now === null ? [] : movedKeys(context, from, now);
    return keys.length > 0
      ? [warn('changed-since', editText.settingsMoved(rowOf(context)?.name ?? '', keys))]
      : [];
  },
  accessChecks: () => [],
  merges(context) {
    const { request } = context;
    const keys = keptKeys(request, request.from ?? '', settingsNow(context) ?? '');
    return keys.length > 0 ? [warn('others-kept', editText.othersChanged(keys))] : [];
  },
  madeOn: (request, before) =>
    request.from !== undefined || before.of !== 'settings' || before.settings === null
      ? request
      : { ...request, from: before.settings },
  rebase(context) {
    const { request } = context;
    const now = readSettings(settingsNow(context) ?? '');
    const from = readSettings(request.from ?? '');
    const wanted = readSettings(request.settings);
    if (now === null || from === null || wanted === null || deepEqual(now, from)) return request;
    return {
      ...request,
      settings: writeSettings(rebaseFields(now, from, wanted, deepEqual)),
      // What was touched is still compared with what the form showed.
      from: writeSettings(rebaseFields(now, wanted, from, deepEqual)),
    };
  },
  simulate(context) {
    const at = listsOf(context);
    at.details = { facts: at.details?.facts ?? [], settings: knownValue(context.request.settings) };
  },
  verify(context, before) {
    const { details } = listsOf(context);
    const found = details?.settings.state === 'known' ? readSettings(details.settings.value) : null;
    const wanted = readSettings(context.request.settings);
    if (found === null || wanted === null) return 'unknown';
    return yesIf(settingsHold(found, wanted, readSettings(before?.settings ?? '')));
  },
  inPart(context, before) {
    const { details } = listsOf(context);
    const found = details?.settings.state === 'known' ? readSettings(details.settings.value) : null;
    const wanted = readSettings(context.request.settings);
    const old = before?.of === 'settings' ? readSettings(before.settings ?? '') : null;
    if (found === null || wanted === null || old === null) return null;
    const asked = changedKeys(old, wanted);
    const others = asked.filter((key) => changedKeys(found, wanted).includes(key));
    const stored = asked.filter((key) => !others.includes(key));
    return stored.length > 0 && others.length > 0 ? editText.inPart(stored, others) : null;
  },
  moved(context, before, now) {
    if (before.present && !now.present) return [placeText.gone(before.name)];
    const keys = movedKeys(context, before.settings ?? '', now.settings ?? '');
    return keys.length === 0 ? [] : [editText.settingsMoved(now.name, keys)];
  },
  // Only what this change touched is taken back.
  inverse: ({ request }, { settings }) =>
    settings === null ? null : { ...request, settings, from: request.settings },
  historyMark: () => placeMark(['details.changed']),
  text: changeSettingsText,
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

const settingsNow = (context: ChangeContext<'workspace.change-settings'>): string | null => {
  const { details } = listsOf(context);
  return details ? valueOr(details.settings, null) : null;
};

/** Keys that changed between two readings, of those that the change touches. */
function movedKeys(
  { request }: ChangeContext<'workspace.change-settings'>,
  before: string,
  now: string,
): string[] {
  const was = readSettings(before);
  const is = readSettings(now);
  if (was === null || is === null) return was === is ? [] : ['all'];
  const moved = changedKeys(was, is);
  const from = readSettings(request.from ?? '');
  const wanted = readSettings(request.settings);
  if (from === null || wanted === null) return moved;
  const touched = new Set(changedKeys(from, wanted));
  return moved.filter((key) => touched.has(key));
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

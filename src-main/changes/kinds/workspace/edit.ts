import { knownValue, valueOr } from '../../../../src-preload/shared/known.ts';
import { changeRow, listsOf, rowOf, type ChangeContext } from '../../context.ts';
import { isTimezone, timezoneOf } from '../../snapshot/find.ts';
import { isTextNow, yesIf } from '../creation.ts';
import { isField, placeMark } from '../history-mark.ts';
import { defineKind, type Verdict } from '../kind.ts';
import { must, readBackFrom, useful } from '../lists.ts';
import type { PreImageOf } from '../pre-image.ts';
import { inOwnPlace } from '../target.ts';
import { changeSettingsText, editText, updateText } from './edit.text.ts';
import { placeText } from './place.text.ts';
import { deepEqual, readSettings, settingsChecks, settingsHold } from './settings.ts';
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
  checks: () => [],
  accessChecks: () => [],
  simulate(context) {
    const { name, description, timezone } = context.request;
    changeRow(context, { name, description: knownValue(description) });
    if (timezone !== undefined) simulateTimezone(context, timezone);
  },
  verify: verifyUpdated,
  moved: (context, before, now) => [
    ...movedPlace(
      context,
      before,
      now,
      before.description !== now.description ? editText.descriptionMoved(now.name) : null,
    ),
    ...(isThere(before, now) &&
    before.timezone !== null &&
    now.timezone !== null &&
    before.timezone !== now.timezone
      ? [editText.timezoneMoved(now.name, now.timezone)]
      : []),
  ],
  inverse({ request: { type, connectionId, workspaceId } }, { name, description, timezone }) {
    const zone = timezone === null ? {} : { timezone };
    return { type, connectionId, workspaceId, name, description, ...zone };
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
    const { details } = listsOf(context);
    return {
      of: 'settings',
      present: row !== null,
      name: row?.name ?? '',
      settings: details ? valueOr(details.settings, null) : null,
    };
  },
  inputChecks: ({ request }) => settingsChecks(request.settings),
  checks: () => [],
  accessChecks: () => [],
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
  moved(_, before, now) {
    if (before.present && !now.present) return [placeText.gone(before.name)];
    const isSame = deepEqual(readSettings(before.settings ?? ''), readSettings(now.settings ?? ''));
    return isSame ? [] : [editText.settingsMoved(now.name)];
  },
  inverse: ({ request }, { settings }) => (settings === null ? null : { ...request, settings }),
  historyMark: () => placeMark(['details.changed']),
  text: changeSettingsText,
});

const hasTimezone = ({ facts }: Pick<Update, 'facts'>): boolean => facts.updateFields.includes('timezone');

const isThere = (before: PreImageOf<'workspace'>, now: PreImageOf<'workspace'>): boolean =>
  !before.present || now.present;

/** Only what the system's form has is compared: it doesn't keep the rest. */
function verifyUpdated(context: Update, before: PreImageOf<'workspace'> | null): Verdict {
  const { request, facts } = context;
  const row = rowOf(context);
  if (row === null || !isTextNow(row.name, request.name, before?.name)) return 'no';
  if (
    facts.updateFields.includes('description') &&
    !isTextNow(valueOr(row.description, ''), request.description, before?.description)
  )
    return 'no';
  if (request.timezone === undefined || !hasTimezone(context)) return 'yes';
  const shown = timezoneOf(row, listsOf(context).details);
  return shown === null ? 'unknown' : yesIf(shown === request.timezone);
}

function simulateTimezone(context: Update, timezone: string): void {
  const moved = <T extends { label: string; value: string }>(facts: readonly T[]): T[] =>
    facts.map((fact) => (isTimezone(fact) ? { ...fact, value: timezone } : fact));
  const row = rowOf(context);
  if (row) changeRow(context, { facts: moved(row.facts) });
  const at = listsOf(context);
  if (at.details) at.details = { ...at.details, facts: moved(at.details.facts) };
}

import { rebaseFields } from '../../../../src-preload/shared/rebase.ts';
import { knownValue, valueOr } from '../../../../src-preload/shared/known.ts';
import { listsOf, rowOf, type ChangeContext } from '../../context.ts';
import { yesIf } from '../creation.ts';
import { placeMark } from '../history-mark.ts';
import { warn } from '../check.ts';
import { defineKind } from '../kind.ts';
import { must, readBackFrom } from '../lists.ts';
import { inOwnPlace } from '../target.ts';
import { changeSettingsText, editText } from './edit.text.ts';
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

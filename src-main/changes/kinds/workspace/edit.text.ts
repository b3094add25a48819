import { isolated } from '../../../../src-preload/shared/shown-text.ts';
import { quoted } from '../../../base/quoted.ts';
import { rowOf, type ChangeContext } from '../../context.ts';
import { listed, noChangeNeeded } from '../../text.ts';
import type { ChangeText } from '../kind.ts';
import type { PreImageOf } from '../pre-image.ts';
import { canUndo, cannotUndo } from '../undo.ts';
import { changedKeys, readSettings } from './settings.ts';

type Place = PreImageOf<'workspace'>;
type Update = ChangeContext<'workspace.update'>;

export const editText = {
  descriptionMoved: (name: string, before: string, now: string) =>
    `The description of ${quoted(name)} was changed from ${quoted(before)} to ${quoted(now)}.`,
  timezoneMoved: (name: string, timezone: string) => `The time zone of ${quoted(name)} is now ${timezone}.`,
  settingsMoved: (name: string, keys: readonly string[]) =>
    keys.includes('all')
      ? `The settings of ${quoted(name)} were changed.`
      : `${listed(keys)} in the settings of ${quoted(name)} ${keys.length === 1 ? 'was' : 'were'} changed.`,
  /** What others made of the settings since the form was filled in, which stays. */
  othersChanged: (keys: readonly string[]) =>
    `Changed elsewhere in the meantime: ${listed(keys.map((key) => isolated(key)))}. Those changes are kept.`,
  inPart: (stored: readonly string[], others: readonly string[]) =>
    `The server stored only part of it: ${listed(stored)}, but not ${listed(others)}.`,
};

const movesDescription = ({ request, facts }: Update, before: Place | null): boolean =>
  facts.updateFields.includes('description') &&
  (before?.description ?? '').trim() !== request.description.trim();

/** The fields beside the name that will differ on the server. */
const otherFields = (context: Update, before: Place | null): string[] => [
  ...(movesDescription(context, before) ? ['description'] : []),
  ...(movesTimezone(context, before) ? ['time zone'] : []),
];

const movesTimezone = ({ request, facts }: Update, before: Place | null): boolean =>
  request.timezone !== undefined &&
  request.timezone !== (before?.timezone ?? undefined) &&
  facts.updateFields.includes('timezone');

export const updateText: ChangeText<'workspace.update', Place> = {
  title(context, before) {
    const { request } = context;
    const name = quoted(rowOf(context)?.name ?? request.workspaceId);
    const others = otherFields(context, before);
    if (before?.name !== request.name) {
      const renamed = `Rename ${name} to ${quoted(request.name)}`;
      return others.length === 0 ? renamed : `${renamed} and change its ${listed(others)}`;
    }
    if (others.length > 1) return `Change the ${listed(others)} of ${name}`;
    return movesTimezone(context, before)
      ? `Change the time zone of ${name}`
      : `Change the description of ${name}`;
  },
  fact(context, before) {
    const { request } = context;
    const zone = request.timezone ?? '';
    return [
      ...(before?.name === request.name ? [] : [`${before?.name ?? ''} → ${request.name}`]),
      ...(movesDescription(context, before) ? ['description'] : []),
      ...(movesTimezone(context, before)
        ? [before === null || before.timezone === null ? zone : `${before.timezone} → ${zone}`]
        : []),
    ].join(' · ');
  },
  verb: () => 'Save',
  verbForMany: () => null,
  undo({ facts }) {
    const fields = facts.updateFields.map((one) => (one === 'timezone' ? 'time zone' : one));
    return canUndo(`You can restore the old ${listed(['name', ...fields])}.`);
  },
  done(context, before) {
    const { request } = context;
    const others = otherFields(context, before);
    if (before && before.name !== request.name) {
      const renamed = `${quoted(before.name)} is now called ${quoted(request.name)}`;
      return others.length === 0 ? `${renamed}.` : `${renamed}, with another ${listed(others)}.`;
    }
    if (others.length > 1) return `The ${listed(others)} of ${quoted(request.name)} were changed.`;
    return movesTimezone(context, before)
      ? `The time zone of ${quoted(request.name)} was changed to ${request.timezone ?? ''}.`
      : `The description of ${quoted(request.name)} was changed.`;
  },
  noOp: () => noChangeNeeded,
  unshown: 'no list shows the time zone',
};

export const changeSettingsText: ChangeText<'workspace.change-settings', PreImageOf<'settings'>> = {
  title: (context) => `Change the settings of ${quoted(rowOf(context)?.name ?? context.request.workspaceId)}`,
  fact({ request }, before) {
    const old = readSettings(before?.settings ?? '');
    const next = readSettings(request.settings);
    return old && next ? listed(changedKeys(old, next), 8) : '';
  },
  verb: () => 'Save',
  verbForMany: () => null,
  undo: (_, before) =>
    before === null || before.settings === null
      ? cannotUndo('The current settings aren’t known, so they can’t be restored.')
      : canUndo('You can restore the current settings.'),
  done: (_context, _before, workspaceName) => `The settings of ${quoted(workspaceName)} were changed.`,
  noOp: () => noChangeNeeded,
  unshown: 'the server doesn’t report the current value',
};

import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { invalidError } from '../../base/errors.ts';
import type { RoleNumbers } from './role-numbers.ts';
import { workspacesApiText } from './text.ts';
import { commonText } from '../text.ts';
import { settings as settingsSchema, type Settings } from './wire.ts';

const roleKey = 'default_role_id';

/**
 * Settings as they are shown: all keys in the server's order. The default role is a number of its organization on the wire and goes by
 * its name here, as roles do everywhere else; an unknown number stays.
 */
export async function settingsText(
  settings: Settings,
  organization: string,
  roles: RoleNumbers,
  signal: AbortSignal,
): Promise<string> {
  const number = settings[roleKey];
  const role = typeof number === 'number' ? await roles.roleOf(organization, String(number), signal) : null;
  return JSON.stringify(role === null ? settings : { ...settings, [roleKey]: role }, null, 2);
}

/**
 * Whether a number in the settings has more digits than JavaScript keeps. Settings are written back whole, and such a number would be
 * another one by then.
 */
export function hasInexactNumber(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasInexactNumber);
}

/** The way back. Unknown keys go to the server as they are; so does a role that is given by its number. */
export async function settingsForWire(
  text: string,
  organization: string,
  roles: RoleNumbers,
  signal: AbortSignal,
): Promise<Result<Settings>> {
  const settings = parseSettings(text);
  if (settings === null) {
    return fail(
      invalidError(workspacesApiText.notAnObject, commonText.correctAndRetry, [
        { path: 'settings', message: workspacesApiText.writeObject },
      ]),
    );
  }
  const role = settings[roleKey];
  if (typeof role !== 'string') return ok(settings);
  const number = await roles.numberOf(organization, role.trim().toLowerCase(), signal);
  return number.ok ? ok({ ...settings, [roleKey]: number.value }) : number;
}

function parseSettings(text: string): Settings | null {
  try {
    const read = settingsSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

import type { FormField } from '../../../src-preload/contract/connections.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { invalidError } from '../../base/errors.ts';
import { unusableIdError } from '../../http/failures.ts';
import { isSegment, segment } from '../../http/path.ts';
import { systemText } from './text.ts';

/*
 * SYSTEM's paths differ by portal, and its handbook warns against evening them out to one prefix: so each is a template of the
 * connection, with the published path as its preset.
 */

const published = {
  mine: ['My workspaces', '/web/v1/tenant/workspaces/mine'],
  default: ['Set the default workspace', '/web/v1/tenant/workspaces/{workspaceId}/default'],
  leave: ['Leave a workspace', '/web/v1/tenant/workspaces/{workspaceId}/leave'],
  self: ['Create a workspace for yourself', '/web/v1/workspaces/self'],
  workspace: ['One workspace', '/web/v1/workspaces/{workspaceId}'],
  update: ['Change a workspace', '/web/v1/workspaces/{workspaceId}/update'],
  roles: ['Roles of a workspace', '/web/v1/workspaces/{workspaceId}/roles'],
  rolePermissions: ['Permissions of a role', '/web/v1/workspaces/{workspaceId}/roles/{roleId}/permissions'],
  members: ['Members of a workspace', '/web/v1/workspaces/{workspaceId}/members'],
  roleChange: ['Change a member’s role', '/web/v1/workspaces/{workspaceId}/members/role/change'],
  invitations: ['Invitations of a workspace', '/web/v1/workspaces/{workspaceId}/invitations'],
  cancelInvitation: ['Cancel an invitation', '/web/v1/workspaces/{workspaceId}/invitations/cancel'],
  accept: ['Accept an invitation', '/web/v1/users/self/invitations/{invitationId}/accept'],
  decline: ['Decline an invitation', '/web/v1/users/self/invitations/{invitationId}/decline'],
  transfer: ['Transfer the ownership', '/workspaces/admin/{workspaceId}/ownership/{newOwnerId}'],
  signIn: ['Sign in: password', '/web/v1/system/auth/login/initiate'],
  signInSend: ['Sign in: send the code', '/web/v1/system/auth/login/mfa/send'],
  signInComplete: ['Sign in: complete', '/web/v1/system/auth/login/complete'],
  refresh: ['Refresh the sign-in', '/web/v1/system/auth/refresh'],
  secureChannelKey: ['Secure channel: public key', '/web/v1/secure-channel/public-key'],
  secureChannelSession: ['Secure channel: open', '/web/v1/secure-channel/session'],
  secureChannelClose: ['Secure channel: close', '/web/v1/secure-channel/session/close'],
} as const satisfies Record<string, readonly [label: string, preset: string]>;

export type Route = keyof typeof published;
// Object.keys loses the key type; the table is keyed by route.
export const routes = Object.keys(published) as Route[];

type Placeholder = 'workspaceId' | 'roleId' | 'invitationId' | 'newOwnerId';
export type PathValues = Partial<Record<Placeholder, string>>;

/** The handbook calls the same id by several names; paths copied from it are understood. */
const namesOf: Readonly<Record<Placeholder, readonly string[]>> = {
  workspaceId: ['workspaceId', 'workspaceBizId', 'id'],
  roleId: ['roleId', 'roleBizId'],
  invitationId: ['invitationId', 'invitationBizId'],
  newOwnerId: ['newOwnerId', 'accountId'],
};
// Object.keys loses the key type; the table is keyed by placeholder.
const placeholders = Object.keys(namesOf) as Placeholder[];

export const optionOf = (route: Route): string => `path.${route}`;
const secureChannelOption = 'secureChannel';
const localeOption = 'locale';

const pathHint = (preset: string): string => {
  const inside = [...preset.matchAll(/\{\w+\}/g)].map(([name]) => name);
  return inside.length === 0 ? systemText.pathHint : systemText.pathHintKeep(inside.join(' and '));
};

/** The settings of a connection that aren't secret. */
export const connectionOptions: FormField[] = [
  {
    id: secureChannelOption,
    label: 'Secure channel',
    hint: systemText.secureChannelHint,
    kind: 'switch',
    optional: true,
    preset: '',
  },
  {
    id: localeOption,
    label: 'Locale',
    hint: systemText.localeHint,
    kind: 'text',
    optional: true,
    preset: '',
  },
  ...routes.map((route): FormField => {
    const [label, preset] = published[route];
    return { id: optionOf(route), label, hint: pathHint(preset), kind: 'text', optional: true, preset };
  }),
];

/** Whether changes go over the secure channel. */
export const usesSecureChannel = (options: Readonly<Record<string, string>>): boolean =>
  options[secureChannelOption] === 'on';

/** The `X-LOCALE` of a connection, null where it has none. `invalid` for what is no language tag: it would break the header. */
export function localeOf(options: Readonly<Record<string, string>>): Result<string | null> {
  const locale = options[localeOption]?.trim() ?? '';
  if (locale === '') return ok(null);
  if (/^[a-z]{2,3}([-_][a-z\d]{2,8})*$/i.test(locale)) return ok(locale);
  return fail(
    invalidError(systemText.badLocale, systemText.correctLocale, [
      { path: localeOption, message: 'Not a language such as en or es-ES.' },
    ]),
  );
}

/**
 * The path of a route with its ids filled in, each as one segment. `invalid` for a template that isn't a path below the address, lacks
 * a placeholder or has an unknown one.
 */
export function pathOf(
  options: Readonly<Record<string, string>>,
  route: Route,
  values: PathValues = {},
): Result<string> {
  const [label, preset] = published[route];
  const set = options[optionOf(route)]?.trim() ?? '';
  const template = set === '' ? preset : set;
  const refused = (message: string) =>
    fail(
      invalidError(systemText.badPath(label, message), systemText.correctPath(preset), [
        { path: optionOf(route), message },
      ]),
    );
  if (!/^\/[^/]/.test(template)) return refused(systemText.pathSlash);
  if (!/^[\w\-.~!$&'()*+,;=:@%/{}]+$/.test(template) || /(^|\/)\.{1,2}(\/|$)/.test(template)) {
    return refused(systemText.pathOnly);
  }
  const wanted = placeholders.filter((one) => preset.includes(`{${one}}`));
  let path = template;
  for (const placeholder of wanted) {
    const name = namesOf[placeholder].find((one) => path.includes(`{${one}}`));
    if (name === undefined) return refused(`{${placeholder}} is missing.`);
    const value = values[placeholder] ?? '';
    if (!isSegment(value)) return fail(unusableIdError());
    path = path.replaceAll(`{${name}}`, () => segment(value));
  }
  const unknown = /\{[^}]*\}?|\}/.exec(path)?.[0];
  return unknown === undefined ? ok(path) : refused(systemText.unknownPlaceholder(unknown));
}

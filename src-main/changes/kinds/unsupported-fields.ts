import type { ConnectionKind } from '../../../src-preload/contract/connections.ts';
import { valueOr } from '../../../src-preload/shared/known.ts';
import { listsOf, rowOf, type ChangeContext } from '../context.ts';
import type { Provider } from '../../providers/provider.ts';
import { timezoneOf } from '../snapshot/find.ts';

/**
 * What a request asks for that its system has no field for, as nouns. Forms don't offer it, but command lines and files can: without it the
 * change would be another one, such as a token that never expires.
 */
export function unsupportedFields(context: ChangeContext): string[] {
  const { facts } = context;
  const named = (fields: Readonly<Record<string, boolean>>) =>
    Object.keys(fields).filter((name) => fields[name]);
  switch (context.request.type) {
    case 'token.create': {
      const { expiry, scopes = [] } = context.request;
      return named({
        expiry: isGiven(expiry) && !facts.tokens.expiry,
        scopes: scopes.length > 0 && facts.tokens.scopes.length === 0,
      });
    }
    case 'member.invite': {
      const { message = '', days } = context.request;
      return named({
        message: isGiven(message) && !facts.joining.message,
        'number of days': days !== undefined && facts.joining.days === null,
      });
    }
    case 'invitation.cancel':
      return named({ reason: isGiven(context.request.reason) && !facts.joining.cancelReason });
    case 'workspace.create': {
      const { kind, url, description, isDefault, timezone, organizationId } = context.request;
      const has = (field: (typeof facts.createFields)[number]) => facts.createFields.includes(field);
      return named({
        type: kind !== onlyType(context.provider) && !has('type'),
        'instance URL': isGiven(url) && !has('type'),
        description: isGiven(description) && !has('description'),
        default: isDefault && !has('default'),
        'time zone': timezone !== undefined && !has('timezone'),
        organization: organizationId !== undefined && !has('organization'),
      });
    }
    case 'workspace.update': {
      const { description, timezone, from } = context.request;
      const at = { ...context, request: context.request };
      const row = rowOf(at);
      // The way back of a change names what was there.
      const before = from?.description ?? (row === null ? description : valueOr(row.description, ''));
      const zone = row === null ? null : timezoneOf(row, listsOf(at).details);
      return named({
        description: description !== before && !facts.updateFields.includes('description'),
        'time zone': timezone !== undefined && timezone !== zone && !facts.updateFields.includes('timezone'),
      });
    }
    default:
      return [];
  }
}

/** What a request for a new workspace holds where the system has no choice of types. */
const onlyType = ({ workspaceTypes }: Provider): ConnectionKind => workspaceTypes[0]?.kind ?? 'managed';

const isGiven = (text: string) => text.trim() !== '';

import { valueOr } from '../../../../src-preload/shared/known.ts';
import { listsOf, type ChangeContext } from '../../context.ts';
import { isActiveToken } from '../../snapshot/find.ts';
import type { PreImageOf } from '../pre-image.ts';

export type OneToken = ChangeContext<'token.enable' | 'token.rotate' | 'token.revoke' | 'token.delete'>;

/** The token that the change is about, as the snapshot has it. */
export const tokenOf = (context: OneToken) => listsOf(context).tokens.get(context.request.tokenId);

export function tokenName(context: OneToken): string {
  const token = tokenOf(context);
  return token ? valueOr(token.name, context.request.name) : context.request.name;
}

export function tokenImage(context: OneToken): PreImageOf<'token'> {
  const { name } = context.request;
  const token = tokenOf(context);
  if (!token) return { of: 'token', name, state: 'missing', enabled: null };
  return {
    of: 'token',
    name: valueOr(token.name, name),
    state: isActiveToken(token, context.now) ? 'active' : 'inactive',
    enabled: valueOr(token.enabled, null),
  };
}

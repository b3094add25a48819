import type { Product } from '../../../src-preload/contract/connections.ts';
import { workspacesApiText } from './text.ts';

export const tokenHint = workspacesApiText.tokenHint;

export const forms: Product['forms'] = [
  {
    method: 'password',
    hint: workspacesApiText.passwordHint,
    fields: [
      {
        id: 'username',
        label: 'User name',
        hint: workspacesApiText.usernameHint,
        kind: 'text',
        optional: false,
        preset: '',
      },
      { id: 'password', label: 'Password', hint: '', kind: 'secret', optional: false, preset: '' },
    ],
  },
  {
    method: 'token',
    hint: tokenHint,
    fields: [
      { id: 'token', label: 'Token', hint: tokenHint, kind: 'secret', optional: false, preset: '' },
      {
        id: 'refresh',
        label: 'Refresh token',
        hint: workspacesApiText.refreshTokenHint,
        kind: 'secret',
        optional: true,
        preset: '',
      },
    ],
  },
];

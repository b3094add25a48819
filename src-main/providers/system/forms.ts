import type { FormField, Product } from '../../../src-preload/contract/connections.ts';
import { connectionOptions } from './options.ts';
import { systemText } from './text.ts';

export const fieldIds = {
  token: 'token',
  refreshToken: 'refreshToken',
  portalCode: 'portalCode',
  email: 'email',
  password: 'password',
  clientHash: 'clientHash',
  bySms: 'bySms',
} as const;

const field = (
  id: string,
  label: string,
  kind: FormField['kind'],
  hint: string,
  optional = false,
): FormField => ({ id, label, hint, kind, optional, preset: '' });

const portalCode = field(fieldIds.portalCode, 'Portal access code', 'secret', systemText.portalCodeHint);

const tokenHint = systemText.tokenHint;

export const product: Product = {
  provider: 'system',
  name: 'SYSTEM',
  about: 'Portals with custom roles',
  managedAddress: null,
  localAddress: null,
  addressHint: systemText.addressHint,
  tokenHint,
  forms: [
    {
      method: 'password',
      hint: systemText.passwordFormHint,
      fields: [
        field(fieldIds.email, 'E-mail', 'text', ''),
        field(fieldIds.password, 'Password', 'secret', systemText.passwordHint),
        portalCode,
        field(fieldIds.bySms, 'Send the code by SMS', 'switch', systemText.smsHint, true),
      ],
    },
    {
      method: 'token',
      hint: tokenHint,
      fields: [
        field(fieldIds.token, 'Access token', 'secret', tokenHint),
        field(fieldIds.refreshToken, 'Refresh token', 'secret', systemText.refreshTokenHint, true),
        portalCode,
        field(fieldIds.email, 'E-mail', 'text', systemText.emailHint, true),
        field(fieldIds.clientHash, 'Client hash', 'secret', systemText.clientHashHint, true),
      ],
    },
  ],
  options: connectionOptions,
};

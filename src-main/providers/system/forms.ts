import type { FormField, Product } from '../../../src-preload/contract/connections.ts';
import { connectionOptions } from './options.ts';

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

const portalCode = field(
  fieldIds.portalCode,
  'Portal access code',
  'secret',
  'The code of your portal, sent with every request as X-PORTAL-ACCESS-CODE. Ask whoever runs it.',
);

const tokenHint = 'An access token of a signed-in session, as the portal sends it after “Bearer”.';

export const product: Product = {
  provider: 'system',
  name: 'SYSTEM',
  about: 'Portals with roles of their own',
  managedAddress: null,
  localAddress: null,
  addressHint:
    'The address of the portal’s API with its base path, for example https://portal.example.com/prometheus.',
  tokenHint,
  forms: [
    {
      method: 'password',
      hint: 'SYSTEM sends you a code after the password.',
      fields: [
        field(fieldIds.email, 'E-mail', 'text', ''),
        field(fieldIds.password, 'Password', 'secret', 'Used once and not kept.'),
        portalCode,
        field(fieldIds.bySms, 'Send the code as SMS', 'switch', 'Otherwise it comes by e-mail.', true),
      ],
    },
    {
      method: 'token',
      hint: tokenHint,
      fields: [
        field(fieldIds.token, 'Access token', 'secret', tokenHint),
        field(
          fieldIds.refreshToken,
          'Refresh token',
          'secret',
          'With it Steward stays signed in when the access token ends, which may be minutes.',
          true,
        ),
        portalCode,
        field(
          fieldIds.email,
          'E-mail',
          'text',
          'Whose token it is. SYSTEM has no route that tells; Steward looks in the lists of members otherwise.',
          true,
        ),
        field(
          fieldIds.clientHash,
          'Client hash',
          'secret',
          'The X-Client-Hash of the client that signed in, where the session is tied to one.',
          true,
        ),
      ],
    },
  ],
  options: connectionOptions,
};

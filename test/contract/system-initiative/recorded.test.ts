import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readAnswer } from '../../../src-main/http/answer.ts';
import { readSystemInitiativeError } from '../../../src-main/providers/system-initiative/read-error.ts';
import * as wire from '../../../src-main/providers/system-initiative/wire.ts';
import { recorded, type Exchange } from '../../support/recorded.ts';

/* What was recorded from the real auth API agrees with the wire schemas, answer by answer. */

const routes: readonly (readonly [RegExp, z.ZodType | null])[] = [
  [/^GET \/whoami$/, wire.whoami],
  [/^GET \/workspaces$/, z.array(wire.authWorkspace)],
  [/^POST \/workspaces\/new$/, wire.createdWorkspace],
  [
    /^PATCH \/workspaces\/[^/]+(\/(setDefault|favourite|setHidden|approvalsEnabled))?$/,
    z.array(wire.authWorkspace),
  ],
  [/^GET \/workspaces\/[^/]+$/, wire.authWorkspace],
  [/^DELETE \/workspaces\/[^/]+$/, null],
  [/^(GET|POST|DELETE) \/workspace\/[^/]+\/(members|membership|leave)$/, z.array(wire.memberOnWire)],
  [/^GET \/workspaces\/[^/]+\/authTokens$/, wire.tokenList.extend({ authTokens: z.array(wire.tokenOnWire) })],
  [/^POST \/workspaces\/[^/]+\/authTokens$/, wire.createdToken],
  [/^DELETE \/workspaces\/[^/]+\/authTokens\/[^/]+$/, wire.removedToken],
  [/^(GET|POST) \/workspaces\/[^/]+\/authTokens\/[^/]+(\/revoke)?$/, wire.tokenAnswer],
  [/^POST \/auth\/local-login$/, wire.signInToken],
];

const named = (one: Exchange) => [one.label, one] as const;

describe('recorded successes', () => {
  it.each(recorded.filter(({ response }) => response.status < 300).map(named))(
    'it reads %s',
    (_, { request, response }) => {
      const call = `${request.method} ${request.path}`;
      const route = routes.find(([pattern]) => pattern.test(call));
      expect(route, call).toBeDefined();
      const schema = route?.[1];
      if (schema) expect(schema.safeParse(response.body).error).toBeUndefined();
      else expect(response.body).toBe('');
    },
  );

  it('it keeps no workspace’s secret', () => {
    const list = recorded.find(({ label }) => label === 'list')?.response.body;
    expect(JSON.stringify(list)).toContain('"token"');
    expect(JSON.stringify(z.array(wire.authWorkspace).parse(list))).not.toContain('"token"');
  });
});

describe('recorded failures', () => {
  const signOuts = new Set([
    'no auth list',
    'corrupt token',
    'valid jwt unknown user',
    'revoked token use',
    'token of deleted ws',
  ]);
  const readError = readSystemInitiativeError('https://auth-api.systeminit.com');
  it.each(recorded.filter(({ response }) => response.status >= 400).map(named))(
    'it understands %s',
    async (label, { response }) => {
      const body = Buffer.from(JSON.stringify(response.body));
      const error = readError(await readAnswer(response.status, response.headers, body));
      expect(error).not.toBeNull();
      expect(error?.nextStep).not.toBe('');
      expect(error?.kind === 'signed-out').toBe(signOuts.has(label));
    },
  );
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemInitiative } from '../../../src-main/providers/system-initiative/provider.ts';
import { sampleWorkspaces, startTestInstance, type TestInstance } from '../../support/instance.ts';

/* What the app lets through is what the server takes, value by value. */

let server: TestInstance;
beforeAll(async () => {
  server = await startTestInstance();
});
afterAll(() => server.close());

describe('the URL of a workspace', () => {
  it.each([
    'https://si.example.org',
    'http://si.example.org:8443/x',
    'https://si.example.org/a/b-c_d.e/',
    'https://si.example.org/a b',
    'https://si.example.org/~ana',
    'https://si.example.org/a%20b',
    'https://si.example.org/a,b',
    'https://si.example.org/(a)',
    'https://si.example.org/ä',
    'https://si.example.org/a@b',
    'https://si.example.org:8443:1',
    'https://si.example.org:99999/',
    'https://SI.example.org',
    'https://si_x.example.org',
    'https://[::1]/x',
    'https://si.example.org/?a=1',
    'https://ana@si.example.org',
    'ftp://si.example.org',
    'si.example.org',
  ])('it agrees with the server on %s', async (instanceUrl) => {
    const answer = await server.call('POST', '/workspaces/new', {
      body: { instanceUrl, displayName: 'x', isDefault: false, description: '' },
    });
    const problems = systemInitiative.checkWorkspaceFields({
      kind: 'remote-url',
      name: 'x',
      description: '',
      url: instanceUrl,
    });
    expect(problems.length === 0).toBe(answer.status === 200);
  });
});

describe('the e-mail of an invitation', () => {
  it.each([
    'ana@example.org',
    "o'hara+si@sub.example.org",
    'a_b-c.d@example.org',
    'üser@example.org',
    'user@exämple.org',
    'user@example.o',
    'user@-example.org',
    'user@example-.org',
    '.user@example.org',
    'us..er@example.org',
    'user.@example.org',
    'us/er@example.org',
    'us&er@example.org',
    'user@[127.0.0.1]',
  ])('it agrees with the server on %s', async (email) => {
    const laptop = server.workspaceId(sampleWorkspaces.laptop);
    const answer = await server.call('POST', `/workspace/${laptop}/members`, { body: { email } });
    expect(systemInitiative.emailProblem?.(email) ?? null).toEqual(
      answer.status === 200 ? null : expect.stringContaining(email),
    );
  });
});

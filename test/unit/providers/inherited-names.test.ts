import { describe, expect, it } from 'vitest';
import { roleLabel } from '../../../src-main/access/access.ts';
import type { HttpAnswer } from '../../../src-main/http/http.ts';
import { apiVariantOf } from '../../../src-main/providers/provider.ts';
import { readModboxError } from '../../../src-main/providers/modbox/read-error.ts';
import { providers } from '../../../src-main/providers/registry.ts';
import { readSystemInitiativeError } from '../../../src-main/providers/system-initiative/read-error.ts';
import { refusalError } from '../../../src-main/providers/system/read-error.ts';
import { readUnstructuredError } from '../../../src-main/providers/unstructured/read-error.ts';
import { readWorkspacesApiError } from '../../../src-main/providers/workspaces-api/read-error.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { appError } from '../../../src-preload/contract/result.ts';
import { readTime } from '../../../src-preload/shared/query/time.ts';

const address = 'https://api.example.com';
const answer = (status: number, json: unknown): HttpAnswer => ({ status, headers: {}, json, text: '' });
const validation = (name: string) =>
  answer(422, { detail: [{ loc: ['body', name], msg: 'Bad.', type: 't' }] });

/** Errors in which a server names a code or a field, by system. */
const errors: Readonly<Record<string, (name: string) => (AppError | null)[]>> = {
  'system-initiative': (name) =>
    [401, 400].map((status) =>
      readSystemInitiativeError(address)(answer(status, { kind: name, message: name })),
    ),
  unstructured: (name) => [readUnstructuredError(address)(validation(name))],
  modbox: (name) => [readModboxError(address)(validation(name))],
  'workspaces-api': (name) => [
    readWorkspacesApiError(address)(answer(400, { error: { code: name, message: 'No.' } })),
    readWorkspacesApiError(address)(
      answer(400, { error: { code: 'VALIDATION_ERROR', message: 'No.', details: { field: name } } }),
    ),
  ],
  system: (name) => {
    const context = { address, sealed: false, missing: null };
    const refusal = { version: 'v2', timestamp: null, success: false, message: 'No.' };
    const data = JSON.parse(`{"${name}": ["Bad."]}`) as unknown;
    return [
      refusalError({ ...refusal, code: name, data: null }, 400, context),
      refusalError({ ...refusal, code: 'VALIDATION.INVALID_PARAMETER', data }, 400, context),
    ];
  },
};

describe.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'])(
  'a name that every object inherits: %s',
  (name) => {
    it.each(Object.keys(errors))('is a code or field like any unknown one in an error of %s', (system) => {
      for (const error of errors[system]?.(name) ?? []) {
        if (error === null) continue;
        expect(appError.safeParse(error).error).toBeUndefined();
        expect(error.kind).not.toBe('signed-out');
        expect(JSON.stringify(error)).not.toMatch(/native code|undefined|\[object/);
      }
    });

    it.each([...providers.values()])(
      'is a role and an API variant like any unknown one in $id',
      (provider) => {
        expect(apiVariantOf(provider, name)).toBe(provider.apiVariants[provider.defaultApiVariant]);
        const table = provider.roleTable('workspace', []);
        expect(roleLabel(table.roles, name)).toBe(name);
        const known = { state: 'known', value: name } as const;
        const who = { role: known, credential: 'session', scope: 'workspace', roles: table.roles } as const;
        expect(() => provider.permits('member.remove', who)).not.toThrow();
        expect(() => provider.permitsRemoval(who, name, false)).not.toThrow();
        expect(() => provider.permitsRole(who, name, name)).not.toThrow();
      },
    );

    it('is no unit of time', () => {
      expect(readTime(`3${name}`, 'past', 0)).toBeNull();
    });
  },
);

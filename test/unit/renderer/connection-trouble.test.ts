import { describe, expect, it } from 'vitest';
import { plainError } from '../../../src-main/base/errors.ts';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { troubleText } from '../../../src-renderer/lib/connection-trouble.ts';

type Shown = Pick<Connection, 'label' | 'signIn' | 'health'>;
const fine = (label: string): Shown => ({
  label,
  signIn: { state: 'signed-in', credential: 'session' },
  health: { state: 'ok', at: 1 },
});
const failing = (label: string, error: AppError): Shown => ({
  ...fine(label),
  health: { state: 'failing', error, since: 1, retryAt: null },
});
const refused = plainError('refused', 'api.example isn’t responding.', '');
const limited: AppError = {
  kind: 'rate-limited',
  sentence: 'api.example is limiting requests.',
  nextStep: 'Wait.',
  retryable: true,
  detail: null,
  retryAfterMs: null,
};

describe('what the status bar says of the connections', () => {
  it('it says nothing while all can be refreshed', () => {
    expect(troubleText([fine('A'), fine('B')])).toBeNull();
  });

  it('it calls a connection signed out, not unreachable', () => {
    const signedOut: Shown = {
      ...failing('A', plainError('signed-out', 'Your session has expired.', '')),
      signIn: { state: 'signed-out', reason: 'Your session has expired.' },
    };
    expect(troubleText([signedOut, fine('B')])).toBe('A is signed out');
    expect(troubleText([signedOut, { ...signedOut, label: 'B' }])).toBe('2 connections are signed out');
  });

  it('it calls a server that limits requests so, not unreachable', () => {
    expect(troubleText([failing('A', limited)])).toBe('A is limiting requests');
  });

  it('it calls unreachable only what doesn’t answer', () => {
    expect(troubleText([failing('A', refused)])).toBe('A can’t be reached');
    const broken = plainError('server', 'api.example had an internal error (500).', '');
    expect(troubleText([failing('A', broken)])).toBe('A can’t be refreshed');
  });

  it('it counts connections with different troubles together', () => {
    expect(troubleText([failing('A', refused), failing('B', limited), fine('C')])).toBe(
      '2 connections need attention',
    );
  });
});

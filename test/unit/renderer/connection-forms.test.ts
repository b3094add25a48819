import { describe, expect, it } from 'vitest';
import type { FormField } from '../../../src-preload/contract/connections.ts';
import {
  changedOptions,
  lower,
  missingIn,
  presets,
} from '../../../src-renderer/screens/connections/form-values.ts';

const field = (id: string, change: Partial<FormField> = {}): FormField => ({
  id,
  label: 'Portal access code',
  hint: '',
  kind: 'text',
  optional: false,
  preset: '',
  ...change,
});

describe('a form that a system describes', () => {
  it('names what may not be left empty', () => {
    const fields = [field('name'), field('code', { kind: 'secret' }), field('note', { optional: true })];
    expect(missingIn(fields, { name: 'Ana', code: ' ' })).toEqual({
      code: 'Paste the portal access code first.',
    });
  });

  it('never misses a switch', () => {
    expect(missingIn([field('sms', { kind: 'switch' })], {})).toEqual({});
  });

  it('keeps capitals that belong to a word', () => {
    expect(lower('API key')).toBe('API key');
    expect(lower('E-mail')).toBe('e-mail');
  });
});

describe('the settings of a connection', () => {
  const path = field('path.mine', { preset: '/mine' });
  const channel = field('secureChannel', { kind: 'switch' });

  it('stand at first as they are published', () => {
    expect(presets([path, channel])).toEqual({ 'path.mine': '/mine', secureChannel: '' });
  });

  it('are sent only where they are other than published', () => {
    expect(changedOptions([path, channel], { 'path.mine': ' /mine ', secureChannel: 'on' })).toEqual({
      secureChannel: 'on',
    });
    expect(changedOptions([path, channel], {})).toEqual({});
  });
});

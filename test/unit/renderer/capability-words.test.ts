import { expect, it } from 'vitest';
import { capability } from '../../../src-preload/contract/capabilities.ts';
import { capabilityGroups } from '../../../src-renderer/app/capabilityWords.ts';

it('everything that a system could be asked for has words, once', () => {
  const worded = capabilityGroups.flatMap(({ capabilities }) => capabilities.map(([id]) => id));
  expect([...worded].sort()).toEqual([...capability.options].sort());
});

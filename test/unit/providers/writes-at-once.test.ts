import { expect, it } from 'vitest';
import { providers } from '../../../src-main/providers/registry.ts';

const variants = [...providers.values()].flatMap((provider) =>
  Object.values(provider.apiVariants).map((variant) => ({ provider, variant })),
);

it('only changes that are offered are sent side by side, and at most as many as a connection has requests', () => {
  const stated = variants.filter(({ variant }) => variant.writesAtOnce !== undefined);
  expect(stated.length).toBeGreaterThan(0);
  for (const { variant } of stated) {
    const { most = 0, of = [], source = '' } = variant.writesAtOnce ?? {};
    expect(of.filter((capability) => !variant.capabilities[capability].supported)).toEqual([]);
    expect(most).toBeLessThanOrEqual(4);
    expect(source).not.toBe('');
  }
});

it('nothing that a server is told by e-mail is sent side by side: an address may be several members’', () => {
  for (const { provider, variant } of variants)
    expect(
      variant.writesAtOnce?.of.filter((capability) => provider.namedByEmail.has(capability)) ?? [],
    ).toEqual([]);
});

import type { Capability } from '../../../src-preload/contract/capabilities.ts';
import type { SystemFacts } from '../../../src-preload/contract/system.ts';
import type { CapabilityEntry, Provider } from '../../../src-main/providers/provider.ts';
import { fakeCapabilities, fakeApiVariant, fakeFacts, fakeProvider } from '../../support/provider.ts';

export const notOffered = (reason: string) => ({ supported: false, reason, source: '' }) as const;

/** A system of its own ways: everything is offered and allowed but what a test says. */
export function system(
  parts: {
    facts?: Partial<SystemFacts>;
    joining?: Partial<SystemFacts['joining']>;
    tokens?: Partial<SystemFacts['tokens']>;
    capabilities?: Partial<Record<Capability, CapabilityEntry>>;
  } & Partial<Provider> = {},
): Provider {
  const { facts, joining, tokens, capabilities, ...rest } = parts;
  const plain = fakeFacts();
  const apiVariant = fakeApiVariant({
    capabilities: fakeCapabilities(capabilities),
    facts: {
      ...plain,
      ...facts,
      joining: { ...plain.joining, ...joining },
      tokens: { ...plain.tokens, ...tokens },
    },
  });
  return fakeProvider({ apiVariants: { only: apiVariant }, ...rest });
}

import type { Product } from '../../../src-preload/contract/connections.ts';
import { hostOf } from '../../lib/connection-text.ts';
import type { RadioCard } from '../../components/fields/RadioCards.tsx';
import { addressText } from './text.ts';

/** Where a server is: at its vendor, on this computer, or at an address that the user types. */
export type Location = 'managed' | 'local' | 'other';

/** The locations to choose from for a system, or for one that is still to be detected. */
export function locationsOf(product: Product | null): RadioCard<Location>[] {
  const other: RadioCard<Location> = {
    value: 'other',
    label: 'Another address',
    description: product === null ? addressText.anyAddress : addressText.ownAddress,
  };
  if (product === null) {
    return [other, { value: 'local', label: 'On this computer', description: addressText.everySystem }];
  }
  const { name, managedAddress, localAddress } = product;
  return [
    ...(managedAddress === null
      ? []
      : [{ value: 'managed' as const, label: `${name} (managed)`, description: hostOf(managedAddress) }]),
    {
      value: 'local',
      label: `${name} on this computer`,
      description:
        localAddress === null ? addressText.builtIn : addressText.localOrBuiltIn(hostOf(localAddress)),
    },
    other,
  ];
}

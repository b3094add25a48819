import { Box, Cpu, FileStack, LayoutPanelTop, Network, type LucideIcon } from 'lucide-react';
import type { ProviderId } from '../../src-preload/contract/refs.ts';

/** The mark of each system, beside the names of its connections. */
export const systemIcons: Record<ProviderId, LucideIcon> = {
  'system-initiative': Network,
  unstructured: FileStack,
  'workspaces-api': LayoutPanelTop,
  modbox: Box,
  system: Cpu,
};

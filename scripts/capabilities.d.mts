import type { Provider } from '../src-main/providers/provider.ts';

export function capabilitiesMarkdown(providers: Iterable<Provider>): string;
export function withCapabilities(text: string, providers: Iterable<Provider>): Promise<string>;

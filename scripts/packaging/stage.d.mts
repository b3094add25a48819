export function prebuildsFor(platform: NodeJS.Platform, own: string, all: readonly string[]): string[];

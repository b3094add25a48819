export function packageFiles(tree: string): string[];

export function electronUsage(files: string[]): Map<string, string>;

export function extractFromTgz(archive: string, name: string, target: string): Promise<boolean>;
export function extractFromZip(
  archive: string,
  targetOf: (name: string) => string | undefined,
): Promise<number>;

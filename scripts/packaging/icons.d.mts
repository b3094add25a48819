export interface Picture {
  size: number;
  png: Buffer;
}
export function icoOf(pictures: Picture[]): Buffer;
export function icnsOf(pictures: Picture[]): Buffer;
export function makeIcons(folder: string): Promise<void>;

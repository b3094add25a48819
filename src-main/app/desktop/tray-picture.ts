/** The app's mark in one colour: three rows of a roster, the middle one filled. Measured as the drawn icon is, on 512 px. */
const area = { from: 80, size: 352 };
const faint = 0.62;
/** Each pixel is looked at in so many places along each side. */
const samples = 4;

const inBar = (x: number, y: number, left: number, top: number, width: number, height: number) => {
  const radius = height / 2;
  const nearest = Math.max(left + radius, Math.min(x, left + width - radius));
  return Math.hypot(x - nearest, y - (top + radius)) <= radius;
};
const inCircle = (x: number, y: number, centreX: number, centreY: number, radius: number) =>
  Math.hypot(x - centreX, y - centreY) <= radius;

function opacityAt(x: number, y: number): number {
  if (inBar(x, y, 88, 200, 336, 112))
    return inCircle(x, y, 150, 256, 32) || inBar(x, y, 204, 238, 172, 36) ? 0 : 1;
  const others = [
    inCircle(x, y, 150, 150, 34),
    inBar(x, y, 204, 128, 172, 44),
    inCircle(x, y, 150, 362, 34),
    inBar(x, y, 204, 340, 132, 44),
  ];
  return others.includes(true) ? faint : 0;
}

/** A square picture in raw pixels: blue, green, red and alpha, each colour already multiplied by it. */
export function trayPicture(size: number, shade: 'light' | 'dark'): Buffer {
  return drawn(size, area, opacityAt, shade === 'light' ? [1, 1, 1] : [0, 0, 0]);
}

/** The same of a red dot, for what waits to be looked at. */
export const dotPicture = (size: number): Buffer =>
  drawn(size, { from: 0, size: 1 }, (x, y) => Number(inCircle(x, y, 0.5, 0.5, 0.5)), [0.26, 0.24, 0.86]);

function drawn(
  size: number,
  { from, size: width }: { from: number; size: number },
  opacity: (x: number, y: number) => number,
  colour: readonly [blue: number, green: number, red: number],
): Buffer {
  const pixels = Buffer.alloc(size * size * 4);
  const step = width / (size * samples);
  for (let pixel = 0; pixel < size * size; pixel += 1) {
    let sum = 0;
    for (let sample = 0; sample < samples * samples; sample += 1) {
      const column = (pixel % size) * samples + (sample % samples);
      const row = Math.floor(pixel / size) * samples + Math.floor(sample / samples);
      sum += opacity(from + (column + 0.5) * step, from + (row + 0.5) * step);
    }
    const alpha = Math.round((sum / (samples * samples)) * 255);
    pixels.set([...colour.map((part) => Math.round(part * alpha)), alpha], pixel * 4);
  }
  return pixels;
}

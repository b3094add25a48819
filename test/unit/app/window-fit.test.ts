import { describe, expect, it } from 'vitest';
import { fitToScreens } from '../../../src-main/app/windows/window-fit.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1080 };
const second = { x: 1920, y: 0, width: 1280, height: 1024 };
const at = (x: number | null, y: number | null, width = 1000, height = 700) => ({
  x,
  y,
  width,
  height,
  maximized: false,
});

describe('where the window opens', () => {
  it('is where it was, as long as it can be seen and moved there', () => {
    expect(fitToScreens(at(100, 100), [screen])).toEqual(at(100, 100));
    expect(fitToScreens(at(2000, 50), [screen, second])).toEqual(at(2000, 50));
    expect(fitToScreens(at(-300, 500), [screen])).toEqual(at(-300, 500));
  });

  it.each([
    ['a title bar 20 px from the bottom', at(100, 1060), at(100, 380)],
    ['a title bar above the screen', at(100, -200), at(100, 0)],
    ['a strip at the right', at(1900, 100), at(920, 100)],
    ['a strip at the left', at(-990, 100), at(0, 100)],
  ])('is moved into the screen from %s', (_what, saved, opened) => {
    expect(fitToScreens(saved, [screen])).toEqual(opened);
  });

  it('is as large as the screen at most', () => {
    expect(fitToScreens(at(0, 0, 3800, 2000), [screen])).toEqual(at(0, 0, 1920, 1080));
    expect(fitToScreens(at(null, null, 3800, 2000), [screen])).toEqual(at(null, null, 1920, 1080));
    expect(fitToScreens(at(2000, 10, 1900, 1000), [screen, second])).toEqual(at(1920, 10, 1280, 1000));
  });

  it('is left to the system where its screen is gone', () => {
    expect(fitToScreens(at(2000, 50), [screen])).toEqual(at(null, null));
  });

  it('is left to the system where there is no screen', () => {
    expect(fitToScreens(at(100, 100), [])).toEqual(at(null, null));
  });
});

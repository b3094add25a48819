import { describe, expect, it } from 'vitest';
import { afterScreensChanged } from '../../../src-main/app/windows/screens-changed.ts';

const laptop = { x: 0, y: 0, width: 1600, height: 1000 };
const desk = { x: 1600, y: 0, width: 2560, height: 1440 };
const onDesk = { x: 2000, y: 200, width: 1800, height: 1200 };

describe('a window whose screen goes away', () => {
  it('moves to the middle of the primary screen, as large as fits there', () => {
    const { to } = afterScreensChanged(onDesk, null, [laptop]);
    expect(to).toEqual({ x: 0, y: 0, width: 1600, height: 1000 });
    const small = { ...onDesk, width: 1000, height: 700 };
    expect(afterScreensChanged(small, null, [laptop]).to).toEqual({
      x: 300,
      y: 150,
      width: 1000,
      height: 700,
    });
  });

  it('goes back where it was once that screen returns', () => {
    const moved = afterScreensChanged(onDesk, null, [laptop]);
    const back = afterScreensChanged(moved.to ?? onDesk, moved.displaced, [laptop, desk]);
    expect(back).toEqual({ to: onDesk, displaced: null });
  });

  it('still knows where it was when it has to move twice', () => {
    const side = { x: -1280, y: 0, width: 1280, height: 800 };
    const first = afterScreensChanged(onDesk, null, [side]);
    const second = afterScreensChanged(first.to ?? onDesk, first.displaced, [laptop]);
    const back = afterScreensChanged(second.to ?? onDesk, second.displaced, [laptop, desk]);
    expect(back.to).toEqual(onDesk);
  });

  it('stays where the user has put it since', () => {
    const moved = afterScreensChanged(onDesk, null, [laptop]);
    const dragged = { x: 40, y: 40, width: 1200, height: 800 };
    expect(afterScreensChanged(dragged, moved.displaced, [laptop, desk]).to).toBeNull();
  });

  it('stays where it can be reached, and where no screen is known', () => {
    expect(afterScreensChanged(onDesk, null, [laptop, desk])).toEqual({ to: null, displaced: null });
    expect(afterScreensChanged(onDesk, null, [])).toEqual({ to: null, displaced: null });
  });
});

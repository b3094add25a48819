import { describe, expect, it } from 'vitest';
import { nearestPoint, nextStop } from '../../../src-renderer/lib/chart-points.ts';

describe('the point of a chart that is meant', () => {
  const points = [
    { x: 0, y: 10 },
    { x: 50, y: 10 },
    { x: 50, y: 30 },
    { x: 90, y: 10 },
  ];

  it('is the nearest to the pointer, of those above each other too', () => {
    expect(nearestPoint(points, { x: 10, y: 0 })).toBe(0);
    expect(nearestPoint(points, { x: 52, y: 12 })).toBe(1);
    expect(nearestPoint(points, { x: 52, y: 28 })).toBe(2);
    expect(nearestPoint(points, { x: 400, y: 0 })).toBe(3);
  });

  it('goes by time alone where it has no height', () => {
    expect(nearestPoint([{ x: 0 }, { x: 20 }], { x: 11, y: 500 })).toBe(1);
  });

  it('is none where there are no points', () => {
    expect(nearestPoint([], { x: 0, y: 0 })).toBeNull();
  });
});

describe('the keys of a chart', () => {
  const stops = [0, 4, 9];

  it('lead from one change to the next', () => {
    expect(nextStop(stops, 4, 'ArrowRight')).toBe(9);
    expect(nextStop(stops, 4, 'ArrowLeft')).toBe(0);
    expect(nextStop(stops, 6, 'ArrowLeft')).toBe(4);
    expect(nextStop(stops, 6, 'ArrowUp')).toBe(9);
  });

  it('stay at either end, and lead there', () => {
    expect(nextStop(stops, 9, 'ArrowRight')).toBe(9);
    expect(nextStop(stops, 0, 'ArrowLeft')).toBe(0);
    expect(nextStop(stops, 4, 'Home')).toBe(0);
    expect(nextStop(stops, 4, 'End')).toBe(9);
  });

  it('leave other keys alone', () => {
    expect(nextStop(stops, 4, 'Tab')).toBeNull();
    expect(nextStop([], 0, 'End')).toBeNull();
  });
});

import { useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { nearestPoint, nextStop, type ChartPoint } from '../lib/chart-points.ts';
import css from './ReadableChart.module.css';

interface ReadableChartProps {
  /** "Members over time": what ← and → walk through. */
  label: string;
  /** Of the drawing's own units, which all of its width stands for. */
  width: number;
  height: number;
  points: readonly ChartPoint[];
  /** The points that keys stop at, in rising order. */
  stops: readonly number[];
  /** The point that is read while none is meant. */
  rest: number;
  /** The figures of a point, in words. */
  textOf: (index: number) => string;
  /** Draws it; `at`: the point that is meant, null while none is. */
  children: (at: number | null) => ReactNode;
}

/** A chart whose figures are read below it: at the pointer, or with the arrow keys once it has the focus. */
export function ReadableChart({
  label,
  width,
  height,
  points,
  stops,
  rest,
  textOf,
  children,
}: ReadableChartProps) {
  const [meant, setMeant] = useState<number | null>(null);
  // The points may be others by now.
  const at = meant !== null && meant < points.length ? meant : null;
  const read = at ?? rest;
  const onPointerMove = ({ clientX, clientY, currentTarget }: PointerEvent) => {
    const box = currentTarget.getBoundingClientRect();
    const scale = width / Math.max(1, box.width);
    setMeant(nearestPoint(points, { x: (clientX - box.left) * scale, y: (clientY - box.top) * scale }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = nextStop(stops, read, event.key);
    if (next === null) return;
    event.preventDefault();
    setMeant(next);
  };
  return (
    <>
      <div className={css.plot} style={{ aspectRatio: `${width} / ${height}` }}>
        {children(at)}
        <div
          className={css.reader}
          role="slider"
          tabIndex={0}
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={Math.max(0, points.length - 1)}
          aria-valuenow={read}
          aria-valuetext={textOf(read)}
          onPointerMove={onPointerMove}
          onPointerLeave={() => setMeant(null)}
          onKeyDown={onKeyDown}
          onBlur={() => setMeant(null)}
        />
      </div>
      {/* The slider says the same to screen readers. */}
      <p className={css.reading} aria-hidden>
        {textOf(read)}
      </p>
    </>
  );
}

import type { ReactNode } from 'react';
import { splitName } from '../lib/end-kept.ts';
import endKept from './end-kept.module.css';

interface UserTextProps {
  children: string;
  className?: string | undefined;
  title?: string;
  /** Cut in its middle where there is no room: names that begin alike are told apart by their ends. */
  keepEnd?: boolean;
  /** What belongs to it and stands behind it in its line. */
  after?: ReactNode;
}

/** A name or another text that somebody chose: it reads in the direction of its own script, and turns nothing around it. */
export function UserText({ children, className, title, keepEnd = false, after = null }: UserTextProps) {
  if (!keepEnd) {
    return (
      <bdi dir="auto" className={className} title={title}>
        {after === null ? (
          children
        ) : (
          <>
            {children}
            {after}
          </>
        )}
      </bdi>
    );
  }
  const parts = splitName(children);
  // Two halves of one word would be read out as two.
  const apart = parts?.inWord === true ? { 'aria-hidden': true } : {};
  return (
    <bdi dir="auto" title={title} data-uncut={children} className={`${endKept.text} ${className ?? ''}`}>
      {parts?.inWord === true ? <span className={endKept.read}>{children}</span> : null}
      <span className={endKept.start} {...apart}>
        {parts?.start ?? children}
      </span>
      {parts === null ? null : (
        <span className={endKept.end} {...apart}>
          {parts.end}
        </span>
      )}
      {after}
    </bdi>
  );
}

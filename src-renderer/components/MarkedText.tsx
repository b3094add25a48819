import { inlineMarkdown } from '../lib/inline-markdown.ts';
import css from './MarkedText.module.css';

/** A line of a changelog with its marks drawn. It makes elements of text alone, never of HTML. */
export const MarkedText = ({ text }: { text: string }) =>
  inlineMarkdown(text).map((part, index) => {
    switch (part.kind) {
      case 'plain':
        return part.text;
      case 'code':
        return (
          <code key={index} className={css.code}>
            {part.text}
          </code>
        );
      case 'strong':
        return <strong key={index}>{part.text}</strong>;
      case 'emphasis':
        return <em key={index}>{part.text}</em>;
    }
  });

/**
 * The end of what scrolls: as long as it is out of sight, a shade at the lower edge says that more follows. Told by the
 * browser when it comes into sight, so that nothing is asked for on each frame.
 */
import { type ReactElement, useEffect, useRef, useState } from 'react';

export function More(): ReactElement {
  const end = useRef<HTMLElement>(null);
  const [more, setMore] = useState(false);
  useEffect(() => {
    const element = end.current;
    const scroller = element?.parentElement;
    if (element === null || scroller === null || scroller === undefined) return undefined;
    const observer = new IntersectionObserver((seen) => setMore(seen.at(-1)?.isIntersecting === false), {
      root: scroller,
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <>
      <i ref={end} className="tl-end" aria-hidden />
      <div className="tl-more" data-more={more} aria-hidden>
        <svg width={12} height={12} viewBox="0 0 12 12">
          <path d="M2 4.5 6 8.5 10 4.5" stroke="currentColor" strokeWidth={1.6} fill="none" />
        </svg>
      </div>
    </>
  );
}

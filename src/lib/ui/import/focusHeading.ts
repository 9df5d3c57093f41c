/**
 * A new step starts at the top, with its heading read aloud. Attach to a heading with `tabindex="-1"`. Both
 * ask for the layout: they come with the frame that makes it anyway, no later than the step is seen.
 */
export function focusHeading(heading: HTMLElement): () => void {
  const frame = requestAnimationFrame(() => {
    heading.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  });
  return () => cancelAnimationFrame(frame);
}

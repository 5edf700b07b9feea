import classes from './json-view.module.css';

/** A value as indented JSON, to be read and copied. */
export function JsonView({
  value,
  label = 'JSON',
  maxHeight = 360,
}: {
  value: unknown;
  label?: string;
  maxHeight?: number;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    // biome-ignore lint/a11y/useSemanticElements: no fieldset, for nothing is filled in
    <div className={classes.frame} style={{ maxHeight }} tabIndex={0} role="group" aria-label={label}>
      <pre className={classes.text}>{typeof value === 'string' ? value : JSON.stringify(value, null, 2)}</pre>
    </div>
  );
}

import { latePart } from '@/lib/late-part';
import { useLateInput } from './use-late-input';

const fullInputs = latePart(() => import('./full-inputs'));

/** The inputs with a dropdown, for as long as they are not there null; `asLeft` is what was done to the shape. */
export function useFullInputs() {
  const { part, isFocused, isOpened, handlers } = useLateInput(fullInputs);
  return { inputs: part, asLeft: { autoFocus: isFocused, defaultDropdownOpened: isOpened }, handlers };
}

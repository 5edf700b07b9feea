export { type BindingScope, type Bound, bind, UNKNOWN, UNKNOWN_TEXT, valueAt } from './bind.ts';
export { type Binding, isObject, type Special, specialOf } from './binding.ts';

export { type BindingScope, type Bound, bind, UNKNOWN, valueAt } from './bind.ts';
export { type Binding, isObject, type Reference, type Special, specialOf } from './binding.ts';

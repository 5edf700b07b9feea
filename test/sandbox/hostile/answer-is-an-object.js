/*
 * Threat: Answers an object with a toString, a toJSON and getters.
 * If it got through: the answer would be made into text by the script's own code.
 * Ends as: type
 */
export default () => ({
  toString: () => 'text',
  toJSON: () => 'text',
  get value() {
    return 'text';
  },
});

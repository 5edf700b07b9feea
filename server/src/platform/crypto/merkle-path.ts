/**
 * The way from a node up to the root that the verifications of RFC 9162 (§2.1.3.2, §2.1.4.2) walk: the node's index
 * and the index of the level's last node, halved level by level. Numbers stay exact to 2^53, which bit operations do not.
 */
export class MerklePath {
  #index: number;
  #last: number;

  constructor(index: number, last: number) {
    this.#index = index;
    this.#last = last;
  }

  /** At the root: no further sibling can follow. */
  get isAtRoot(): boolean {
    return this.#last === 0;
  }

  /** True when the next sibling of the proof stands to the left. */
  get isSiblingLeft(): boolean {
    return this.#isRightChild || this.#index === this.#last;
  }

  /** Up past the next sibling. A last node without a sibling of its own first rises to the level where it has one. */
  rise(): void {
    if (this.#index === this.#last) this.#riseWhile(() => !this.#isRightChild && this.#index !== 0);
    this.#halve();
  }

  /** Up for as long as the node is a right child. */
  riseToLeftChild(): void {
    this.#riseWhile(() => this.#isRightChild);
  }

  get #isRightChild(): boolean {
    return this.#index % 2 === 1;
  }

  #riseWhile(condition: () => boolean): void {
    while (condition()) this.#halve();
  }

  #halve(): void {
    this.#index = Math.floor(this.#index / 2);
    this.#last = Math.floor(this.#last / 2);
  }
}

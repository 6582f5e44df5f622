/** A binary heap: the item of the highest key first. An item may be pushed again under a higher key. */
export class Heap {
  private readonly keys: number[] = [];
  private readonly items: number[] = [];

  push(key: number, item: number): void {
    const { keys, items } = this;
    let at = keys.length;
    keys.push(key);
    items.push(item);
    while (at > 0) {
      const up = (at - 1) >> 1;
      if ((keys[up] ?? 0) >= key) break;
      keys[at] = keys[up] ?? 0;
      items[at] = items[up] ?? 0;
      at = up;
    }
    keys[at] = key;
    items[at] = item;
  }

  pop(): number | undefined {
    const { keys, items } = this;
    const top = items[0];
    const key = keys.pop();
    const item = items.pop();
    if (key === undefined || item === undefined || keys.length === 0) return top;
    let at = 0;
    for (;;) {
      let down = at * 2 + 1;
      if (down >= keys.length) break;
      if (down + 1 < keys.length && (keys[down + 1] ?? 0) > (keys[down] ?? 0)) down += 1;
      if ((keys[down] ?? 0) <= key) break;
      keys[at] = keys[down] ?? 0;
      items[at] = items[down] ?? 0;
      at = down;
    }
    keys[at] = key;
    items[at] = item;
    return top;
  }
}

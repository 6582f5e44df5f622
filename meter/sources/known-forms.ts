/**
 * Forms in which a meter was heard on one stream: which codes stand in a telegram, in which order, how many digits its registers
 * have, whose serial numbers. They hardly ever change, so what damage left of a telegram differs, even where its checksum
 * is right by chance: one in a new form is refused once, and believed when that form comes again soon. What comes again after
 * hours is the same damage on a bad line.
 */

/** Some meters have a short telegram and a long one; more than this nobody has, and so many telegrams later each has come again. */
const MOST_FORMS = 8;

export class KnownForms {
  /** Those that are believed, the one heard last at the end. */
  private readonly believed = new Set<string>();
  /** Those heard once, by how many telegrams there were. */
  private readonly heard = new Map<string, number>();
  private count = 0;

  /** The first one is known. */
  isKnown(form: string): boolean {
    this.count += 1;
    const isBelieved = this.believed.delete(form) || this.believed.size === 0;
    const heardAt = this.heard.get(form) ?? Number.NEGATIVE_INFINITY;
    if (!isBelieved && this.count - heardAt > MOST_FORMS) {
      this.heard.delete(form);
      this.heard.set(form, this.count);
      forgetOldest(this.heard);
      return false;
    }
    this.heard.delete(form);
    this.believed.add(form);
    forgetOldest(this.believed);
    return true;
  }
}

function forgetOldest(forms: Map<string, unknown> | Set<string>): void {
  const [oldest] = forms.keys();
  if (forms.size > MOST_FORMS && oldest !== undefined) forms.delete(oldest);
}
